package dev.stacktape.config;

import dev.stacktape.problem.Problem;
import java.util.List;

/**
 * A value that is known only during deployment, where something else than text is wanted, and what
 * stands in for it while the template is made.
 *
 * @param directive its text
 * @param samples values that could stand there: numbers, booleans, words, or lists of text
 * @param chosen which of them stands there now
 * @param notKnown the problem where the template cannot be made without the value
 */
public record StandIn(String directive, List<Object> samples, int chosen, Problem notKnown) {
  public StandIn {
    samples = List.copyOf(samples);
  }

  /** What stands there now. */
  public Object sample() {
    return samples.get(chosen);
  }
}
