package dev.stacktape.config;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds directives inside of longer text. They are text there, which is rarely what was meant, so
 * the warning says how to write it.
 */
final class EmbeddedDirectives {
  private static final Pattern CALL =
      Pattern.compile("\\$([A-Za-z]\\w*)\\([^()]*\\)(?:\\.[\\w.]*\\w)?");

  private EmbeddedDirectives() {}

  static void warn(String text, Location location, Problems problems) {
    if (text.indexOf('$') < 0) {
      return;
    }
    List<String> calls = new ArrayList<>();
    StringBuilder template = new StringBuilder();
    boolean later = false;
    int from = 0;
    Matcher matcher = CALL.matcher(text);
    while (matcher.find()) {
      if (Directives.find(matcher.group(1)) != null) {
        calls.add(matcher.group());
        later |= Directives.find(matcher.group(1)) instanceof Directive.DeployTime;
        template.append(text, from, matcher.start()).append("{}");
        from = matcher.end();
      }
    }
    if (!calls.isEmpty()) {
      template.append(text.substring(from));
      problems.add(
          DirectiveProblems.inText(
              calls.get(0), replacement(template.toString(), calls, later), location));
    }
  }

  private static String replacement(String template, List<String> calls, boolean later) {
    boolean quotable = !template.contains("'") && !template.contains("\n");
    return "%s('%s', %s)"
        .formatted(
            later ? "$CfFormat" : "$Format",
            quotable ? template : "...{}...",
            String.join(", ", calls));
  }
}
