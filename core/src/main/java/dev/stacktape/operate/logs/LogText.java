package dev.stacktape.operate.logs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;

/**
 * Lines of logs for people and for programs.
 *
 * @param names the width of the column with the names of logs, 0 to leave it out
 * @param zone in which times are said
 */
public record LogText(int names, ZoneId zone) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  /** Text for lines of these logs; where it is one alone, its name is left out. */
  public static LogText of(Collection<LogSource> sources, ZoneId zone) {
    int width =
        sources.size() < 2
            ? 0
            : sources.stream().mapToInt(source -> source.name().length()).max().orElse(0);
    return new LogText(width, zone);
  }

  /** What a page is about, in one or two lines. */
  public String head(LogPage page) {
    String since = TIME.format(page.from().atZone(zone));
    if (page.sources().isEmpty()) {
      return "Nothing in the stack has logs.";
    }
    String names = String.join(", ", page.sources().stream().map(LogSource::name).toList());
    if (page.lines().isEmpty()) {
      return "Nothing was logged since %s by: %s".formatted(since, names);
    }
    return page.more()
        ? "The newest %d lines since %s of: %s".formatted(page.lines().size(), since, names)
        : "Since %s: %s".formatted(since, names);
  }

  /** For a person to read: time, name, message; further lines of a message stand below it. */
  public String plain(LogLine line) {
    String name = names == 0 ? "" : line.source() + " ".repeat(names - line.source().length());
    String head = TIME.format(line.time().atZone(zone)) + "  " + (names == 0 ? "" : name + "  ");
    return head + line.message().replace("\n", "\n" + " ".repeat(head.length()));
  }

  /** For a program: a JSON object in one line. */
  public static String json(LogLine line) {
    return JSON.createObjectNode()
        .put("time", line.time().toString())
        .put("source", line.source())
        .put("stream", line.stream())
        .put("message", line.message())
        .put("id", line.id())
        .toString();
  }
}
