package dev.stacktape.mcp.tool;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problems as structured content. */
public final class ProblemContent {
  private ProblemContent() {}

  /** The schema of one problem. */
  public static Map<String, Object> schema() {
    return new Schema()
        .must("code", Schema.text())
        .must("severity", Schema.text())
        .must("message", Schema.text())
        .may("file", Schema.text())
        .may("line", Schema.number())
        .may("column", Schema.number())
        .may("fix", Schema.text())
        .closed();
  }

  /** A list of them. */
  public static List<Map<String, Object>> of(List<Problem> problems) {
    return problems.stream().map(ProblemContent::of).toList();
  }

  private static Map<String, Object> of(Problem problem) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("code", problem.code());
    content.put("severity", problem.severity().name().toLowerCase(java.util.Locale.ROOT));
    content.put("message", problem.message());
    Location place = problem.location();
    if (place != null) {
      content.put("file", place.source());
      if (place.line() > 0) {
        content.put("line", place.line());
        content.put("column", place.column());
      }
    }
    if (problem.hint() != null) {
      content.put("fix", problem.hint());
    }
    return content;
  }
}
