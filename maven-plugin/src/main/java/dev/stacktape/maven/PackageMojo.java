package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Packages the code of the stack's functions, named by what is in it. Needs no AWS; the code must
 * have been compiled in the same build or before.
 */
@Mojo(
    name = "package",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresProject = false,
    threadSafe = true)
public final class PackageMojo extends StackMojo {

  @Override
  boolean talksToAws() {
    return false;
  }

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    stacktape.packageArtifacts(request, console);
  }
}
