package dev.stacktape.maven;

import dev.stacktape.RunningStack;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.maven.Choice.Format;
import dev.stacktape.operate.Since;
import dev.stacktape.operate.logs.LogLine;
import dev.stacktape.operate.logs.LogPage;
import dev.stacktape.operate.logs.LogQuery;
import dev.stacktape.operate.logs.LogText;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Shows the logs of what runs, several of them interleaved. */
@Mojo(name = "logs", requiresProject = false, threadSafe = true)
public final class LogsMojo extends StackMojo {

  /**
   * The resources whose logs are wanted, by their names in the config, comma-separated; one log of
   * several as {@code api/access-logs}. Default: all of the stack.
   */
  @Parameter(property = "stacktape.resourceName")
  private List<String> resourceName = List.of();

  /**
   * From when on: {@code 15m}, {@code 2h}, {@code 1d}, {@code lastDeployment}, or a date such as
   * {@code 2026-01-31T18:00}.
   */
  @Parameter(property = "stacktape.since", defaultValue = "1h")
  private String since = "1h";

  /** Only lines that fit this pattern of CloudWatch Logs, such as {@code ERROR}. */
  @Parameter(property = "stacktape.filter")
  private @Nullable String filter;

  /** How many lines at most, the newest; up to 10000. */
  @Parameter(property = "stacktape.limit", defaultValue = "500")
  private int limit = LogQuery.USUAL_LIMIT;

  /** Goes on showing what is written, until Ctrl-C. */
  @Parameter(property = "stacktape.follow", defaultValue = "false")
  private boolean follow;

  /** {@code text} for people, or {@code json} for programs: an object in each line. */
  @Parameter(property = "stacktape.format", defaultValue = "text")
  private String format = "text";

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Format wanted = Choice.format(Format.class, format);
    ZoneId zone = ZoneId.systemDefault();
    LogQuery query = new LogQuery(resourceName, Since.parse(since, zone), filter, lines());
    try (RunningStack stack = stacktape.running(request, console, console.cancellation())) {
      LogPage page = stack.logs(query);
      LogText text = LogText.of(page.sources(), zone);
      Function<LogLine, String> form = wanted == Format.JSON ? LogText::json : text::plain;
      if (wanted == Format.TEXT) {
        console.say(text.head(page));
      }
      page.lines().forEach(line -> console.print(form.apply(line)));
      if (isTyped("follow", follow)) {
        stack.follow(query, page, line -> console.print(form.apply(line)));
      }
    }
  }

  private int lines() {
    return Choice.number("stacktape.limit", limit, 1, LogQuery.LARGEST_LIMIT);
  }
}
