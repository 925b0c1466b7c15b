package dev.stacktape.maven;

import dev.stacktape.ProjectFile;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
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
  boolean packagesCode() {
    return true;
  }

  @Override
  boolean talksToAws() {
    return false;
  }

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    stacktape.packageArtifacts(request, console);
    describeProject(request);
  }

  /** For those who deploy this code without Maven, such as the MCP server. */
  private void describeProject(StackRequest request) {
    try {
      ProjectFile.write(request, "mvn package stacktape:package");
    } catch (IOException e) {
      throw new StacktapeException(
          GoalCode.FILE_NOT_WRITTEN
              .error(ProjectFile.FILE_NAME + " cannot be written: " + e.getMessage())
              .hint("Check that the build folder is yours to write to."),
          e);
    }
  }
}
