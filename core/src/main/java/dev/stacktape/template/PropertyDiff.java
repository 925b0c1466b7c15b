package dev.stacktape.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property that differs, at the deepest place where the difference can be told: a property that
 * appears or goes as a whole is one difference.
 *
 * @param path property names, map keys and list positions
 * @param from null where it appears
 * @param to null where it goes
 */
public record PropertyDiff(List<String> path, @Nullable Object from, @Nullable Object to) {

  public PropertyDiff {
    path = List.copyOf(path);
  }

  /** The steps joined by dots, such as {@code Code.S3Key}. */
  public String dotted() {
    return String.join(".", path);
  }
}
