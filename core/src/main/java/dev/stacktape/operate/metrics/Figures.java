package dev.stacktape.operate.metrics;

import dev.stacktape.name.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The figures of a stack.
 *
 * @param from the beginning of the first period
 * @param to the end of the last period
 * @param period the time that one value is for
 * @param figures by resource, in the order of the stack
 * @param without resources that were asked for and have no figures
 */
public record Figures(
    Target target,
    Instant from,
    Instant to,
    Duration period,
    List<Figure> figures,
    List<String> without) {
  public Figures {
    figures = List.copyOf(figures);
    without = List.copyOf(without);
  }
}
