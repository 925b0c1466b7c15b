package dev.stacktape.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in a resource's properties that AWS would refuse.
 *
 * @param steps the way to it: property names, map keys and list positions
 * @param message a sentence: what was found and what is allowed
 * @param hint how to mend it
 */
public record SchemaViolation(
    List<String> steps, Kind kind, String message, @Nullable String hint) {

  /** What is wrong. */
  public enum Kind {
    UNKNOWN_PROPERTY,
    MISSING_PROPERTY,
    WRONG_TYPE,
    NOT_ALLOWED_VALUE
  }

  public SchemaViolation {
    steps = List.copyOf(steps);
  }

  /** The steps joined by dots, such as {@code Environment.Variables} or {@code Tags.0.Key}. */
  public String path() {
    return String.join(".", steps);
  }
}
