package dev.stacktape.maven;

import dev.stacktape.RunningStack;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.maven.Choice.Format;
import dev.stacktape.operate.Since;
import dev.stacktape.operate.metrics.Figures;
import dev.stacktape.operate.metrics.FiguresText;
import java.time.ZoneId;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Shows the key figures of what runs: calls, errors, times, load, what waits in queues. */
@Mojo(name = "metrics", requiresProject = false, threadSafe = true)
public final class MetricsMojo extends StackMojo {

  /** The resources of the config whose figures are wanted, comma-separated. Default: all. */
  @Parameter(property = "stacktape.resourceName")
  private List<String> resourceName = List.of();

  /**
   * From when on: {@code 15m}, {@code 2h}, {@code 1d}, {@code lastDeployment}, or a date such as
   * {@code 2026-01-31T18:00}.
   */
  @Parameter(property = "stacktape.since", defaultValue = "3h")
  private String since = "3h";

  /** {@code text} for people, or {@code json} for programs. */
  @Parameter(property = "stacktape.format", defaultValue = "text")
  private String format = "text";

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Format wanted = Choice.format(Format.class, format);
    ZoneId zone = ZoneId.systemDefault();
    Since from = Since.parse(since, zone);
    try (RunningStack stack = stacktape.running(request, console, console.cancellation())) {
      Figures figures = stack.metrics(resourceName, from);
      if (wanted == Format.JSON) {
        console.print(FiguresText.json(figures));
      } else {
        console.say(FiguresText.plain(figures, zone));
      }
    }
  }
}
