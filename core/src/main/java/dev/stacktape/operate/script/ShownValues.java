package dev.stacktape.operate.script;

import dev.stacktape.problem.StacktapeException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Template values in the deployed stack, as far as anybody may see them. */
public final class ShownValues {
  private static final String DYNAMIC_REFERENCE = "{{resolve:";

  private final LiveValues values;

  /** Values of a stack. */
  public ShownValues(LiveStack stack) {
    this.values = new LiveValues(stack);
  }

  /** Whether a secret or a stored parameter is a part of a value. */
  public static boolean isSecret(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(ShownValues::isSecret);
    }
    if (value instanceof Collection<?> list) {
      return list.stream().anyMatch(ShownValues::isSecret);
    }
    return value instanceof String text && text.contains(DYNAMIC_REFERENCE);
  }

  /** A value that is no secret, empty where the stack does not tell it. */
  public Optional<String> text(Object value) {
    if (isSecret(value)) {
      return Optional.empty();
    }
    try {
      return Optional.of(values.text(value)).filter(text -> !text.isEmpty());
    } catch (StacktapeException notTold) {
      return Optional.empty();
    }
  }
}
