package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.plan.VersionsText;
import org.apache.maven.plugins.annotations.Mojo;

/** Lists the versions of the stack that {@code stacktape:rollback} can bring back. */
@Mojo(name = "versions", requiresProject = false, threadSafe = true)
public final class VersionsMojo extends StackMojo {

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    console.say(VersionsText.of(stacktape.versions(request, console, console.cancellation())));
  }
}
