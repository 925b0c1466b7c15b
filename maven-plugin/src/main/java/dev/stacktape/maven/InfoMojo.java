package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import org.apache.maven.plugins.annotations.Mojo;

/** Shows what is deployed: state, addresses, outputs, resources. */
@Mojo(name = "info", requiresProject = false, threadSafe = true)
public final class InfoMojo extends StackMojo {

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    console.report(stacktape.describe(request, console, console.cancellation()));
  }
}
