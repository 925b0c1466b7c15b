package dev.stacktape.problem;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes problems as a SARIF log, which code review tools and editors read.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class ProblemSarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private ProblemSarif() {}

  static String of(List<Problem> problems) {
    List<String> rules = problems.stream().map(Problem::code).distinct().toList();
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "stacktape");
    driver.put("rules", rules.stream().map(ProblemSarif::rule).toList());

    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "unicodeCodePoints");
    run.put(
        "results",
        problems.stream().map(problem -> result(problem, rules.indexOf(problem.code()))).toList());

    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return ProblemJson.write(log);
  }

  private static Map<String, Object> rule(String code) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", code);
    rule.put("help", Map.of("text", "See " + ProblemFormat.docs(code)));
    return rule;
  }

  private static Map<String, Object> result(Problem problem, int rule) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", problem.code());
    result.put("ruleIndex", rule);
    result.put("level", problem.isError() ? "error" : "warning");
    String hint = problem.hint() == null ? "" : " " + problem.hint();
    result.put("message", Map.of("text", problem.message() + hint));
    Location place = problem.location();
    if (place != null) {
      Map<String, Object> physical = new LinkedHashMap<>();
      physical.put("artifactLocation", Map.of("uri", uri(place.source())));
      if (place.line() > 0) {
        physical.put("region", region(place));
      }
      result.put("locations", List.of(Map.of("physicalLocation", physical)));
    }
    return result;
  }

  private static Map<String, Object> region(Location place) {
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", place.line());
    if (place.column() > 0) {
      region.put("startColumn", place.column());
      region.put("endColumn", place.column() + place.width());
    }
    return region;
  }

  /** A path as a URI reference, with what a URI does not take escaped. */
  private static String uri(String source) {
    try {
      String path = source.replace('\\', '/');
      // A relative path with a colon in its first segment would be read as a scheme.
      boolean colonFirst = path.indexOf(':') >= 0 && !path.startsWith("/");
      return new URI(null, null, colonFirst ? "./" + path : path, null).toASCIIString();
    } catch (URISyntaxException e) {
      return "stacktape.yml";
    }
  }
}
