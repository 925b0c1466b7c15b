package dev.stacktape.maven;

import dev.stacktape.problem.StacktapeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A parameter that is one of a few. */
final class Choice {
  private Choice() {}

  /** For people, or for programs. */
  enum Format {
    TEXT,
    JSON
  }

  /**
   * The format of that name, in any case.
   *
   * @throws StacktapeException {@code FORMAT_UNKNOWN}
   */
  static <E extends Enum<E>> E format(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> word(one).equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new StacktapeException(
                    GoalCode.FORMAT_UNKNOWN
                        .error("There is no format `" + name + "`.")
                        .hint(
                            "Set -Dstacktape.format to one of "
                                + Arrays.stream(type.getEnumConstants())
                                    .map(Choice::word)
                                    .collect(Collectors.joining(", "))
                                + ".")));
  }

  /**
   * A number between two others, both included.
   *
   * @throws StacktapeException {@code PARAMETER_INVALID}
   */
  static int number(String property, int value, int least, int most) {
    if (value < least || value > most) {
      throw new StacktapeException(
          GoalCode.PARAMETER_INVALID
              .error("%s is %d; it can be %d to %d.".formatted(property, value, least, most))
              .hint("Set -D" + property + " to a number between them."));
    }
    return value;
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
