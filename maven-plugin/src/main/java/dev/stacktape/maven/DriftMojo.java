package dev.stacktape.maven;

import dev.stacktape.RunningStack;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.maven.Choice.Format;
import dev.stacktape.operate.drift.DriftReport;
import dev.stacktape.operate.drift.DriftText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Shows what differs in AWS from what was deployed: by hand, by scaling, by hot-swaps. */
@Mojo(name = "drift", requiresProject = false, threadSafe = true)
public final class DriftMojo extends StackMojo {

  /** {@code text} for people, or {@code json} for programs. */
  @Parameter(property = "stacktape.format", defaultValue = "text")
  private String format = "text";

  /**
   * Ends Maven, where nothing else fails, with an exit code for scripts: 0 where nothing differs, 2
   * where something does.
   */
  @Parameter(property = "stacktape.detailedExitCode", defaultValue = "false")
  private boolean detailedExitCode;

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Format wanted = Choice.format(Format.class, format);
    try (RunningStack stack = stacktape.running(request, console, console.cancellation())) {
      DriftReport report = stack.drift();
      if (wanted == Format.JSON) {
        console.print(DriftText.json(report));
      } else {
        console.say(DriftText.plain(report));
      }
      if (isTyped("detailedExitCode", detailedExitCode)) {
        ExitCode.of(report).afterBuild(session());
      }
    }
  }
}
