package dev.stacktape.maven;

import dev.stacktape.PlannedDeployment;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.plan.PlanText;
import java.io.File;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Shows what a deployment would do, and changes nothing. */
@Mojo(name = "diff", requiresProject = false, threadSafe = true)
public final class DiffMojo extends StackMojo {

  /** A file to write the same text to. */
  @Parameter(property = "stacktape.outFile")
  private @Nullable File outFile;

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    PlannedDeployment planned = stacktape.plan(request, console, console.cancellation());
    String text = PlanText.of(planned.plan());
    console.say(text);
    if (outFile != null) {
      OutputFile.write(outFile.toPath(), text);
    }
  }
}
