package dev.stacktape.deploy;

import dev.stacktape.problem.StacktapeException;
import java.util.Map;

/** Says what template values are in the stack as it is deployed at that moment. */
@FunctionalInterface
public interface PageValues {
  /**
   * The values as text, by the same names.
   *
   * @throws StacktapeException when the stack does not tell one of them yet
   */
  Map<String, String> of(Map<String, Object> values);
}
