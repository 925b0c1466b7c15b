package dev.stacktape.maven;

import dev.stacktape.RunningStack;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.maven.Choice.Format;
import dev.stacktape.operate.Since;
import dev.stacktape.operate.diagnosis.Diagnosis;
import dev.stacktape.operate.diagnosis.DiagnosisText;
import java.time.ZoneId;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Finds out what is wrong with a stack: what failed in its last deployment, errors in its logs,
 * containers that stop, alarms that are on. Says what to do about each.
 */
@Mojo(name = "diagnose", requiresProject = false, threadSafe = true)
public final class DiagnoseMojo extends StackMojo {

  /**
   * Since when faults count: {@code 15m}, {@code 2h}, {@code 1d}, {@code lastDeployment}, or a date
   * such as {@code 2026-01-31T18:00}.
   */
  @Parameter(property = "stacktape.since", defaultValue = "1h")
  private String since = "1h";

  /** {@code text} for people, or {@code json} for programs. */
  @Parameter(property = "stacktape.format", defaultValue = "text")
  private String format = "text";

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Format wanted = Choice.format(Format.class, format);
    Since from = Since.parse(since, ZoneId.systemDefault());
    try (RunningStack stack = stacktape.running(request, console, console.cancellation())) {
      Diagnosis diagnosis = stack.diagnose(from);
      if (wanted == Format.JSON) {
        console.print(DiagnosisText.json(diagnosis));
      } else {
        console.say(DiagnosisText.plain(diagnosis));
      }
    }
  }
}
