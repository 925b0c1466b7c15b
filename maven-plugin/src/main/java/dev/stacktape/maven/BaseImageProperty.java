package dev.stacktape.maven;

import dev.stacktape.problem.StacktapeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The property {@code stacktape.baseImages}: {@code from=to}, comma-separated. */
final class BaseImageProperty {
  private BaseImageProperty() {}

  /**
   * What beginnings of names are replaced by.
   *
   * @throws StacktapeException {@code BASE_IMAGES_INVALID}
   */
  static Map<String, String> parse(@Nullable String text) {
    Map<String, String> replacements = new LinkedHashMap<>();
    for (String pair : text == null || text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] sides = pair.strip().split("=", -1);
      if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
        throw new StacktapeException(
            GoalCode.BASE_IMAGES_INVALID
                .error("`%s` in stacktape.baseImages is not of the form from=to.".formatted(pair))
                .hint(
                    "Write it like"
                        + " -Dstacktape.baseImages=public.ecr.aws/docker/library/=mirror.acme.com/."));
      }
      replacements.put(sides[0].strip(), sides[1].strip());
    }
    return replacements;
  }
}
