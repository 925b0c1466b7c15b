package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import org.apache.maven.plugins.annotations.Mojo;

/** Packages the code and sends it to the stack's deployment bucket, without deploying it. */
@Mojo(name = "upload", requiresProject = false, threadSafe = true)
public final class UploadMojo extends StackMojo {

  @Override
  boolean packagesCode() {
    return true;
  }

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    stacktape.upload(request, console, console.cancellation());
  }
}
