package dev.stacktape.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes problems for programs. The form is described in {@code docs/validating.md}; keys are only
 * ever added to it while {@code version} stays the same.
 */
final class ProblemJson {
  private static final int VERSION = 1;
  private static final int LONGEST_LINE = 1000;

  private ProblemJson() {}

  static String of(List<Problem> problems) {
    long errors = problems.stream().filter(Problem::isError).count();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("version", VERSION);
    report.put("valid", errors == 0);
    report.put("errors", errors);
    report.put("warnings", problems.size() - errors);
    report.put("problems", problems.stream().map(ProblemJson::problem).toList());
    return write(report);
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", problem.code());
    json.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    json.put("message", problem.message());
    if (problem.hint() != null) {
      json.put("hint", problem.hint());
    }
    if (problem.location() != null) {
      json.put("location", location(problem.location()));
    }
    json.put("docs", ProblemFormat.docs(problem.code()));
    return json;
  }

  private static Map<String, Object> location(Location place) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", place.source());
    if (place.line() > 0) {
      json.put("line", place.line());
    }
    if (place.column() > 0) {
      json.put("column", place.column());
      json.put("endColumn", place.column() + place.width());
    }
    if (place.line() > 0 && place.excerpt() != null) {
      json.put("text", shortened(place.excerpt(), place));
    }
    return json;
  }

  /** A line as it is, or what is near the place in a very long one. */
  private static String shortened(String line, Location place) {
    return line.length() <= LONGEST_LINE
        ? line
        : Excerpt.of(line, place.column(), place.width()).text();
  }

  /** Indented, each value of a list on lines of its own. */
  static String write(Map<String, Object> report) {
    try {
      return new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(new LinkedHashMap<>(report))
          .replace("\r\n", "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text, numbers, lists and maps can be written", e);
    }
  }
}
