package dev.stacktape.config;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Notes what stands in for values that are known only during deployment. A config is always bound
 * in the same order, so the position among them tells them apart.
 */
final class StandIns {
  private final List<StandIn> found = new ArrayList<>();
  private final IntUnaryOperator choice;

  /**
   * @param choice tells which sample stands at a position; it may be larger than there are
   */
  StandIns(IntUnaryOperator choice) {
    this.choice = choice;
  }

  /** The next one, as a node in the place of its directive. */
  Node next(String directive, List<Object> samples, Location location, Problem notKnown) {
    int chosen = choice.applyAsInt(found.size()) % samples.size();
    StandIn added = new StandIn(directive, samples, chosen, notKnown);
    found.add(added);
    return node(added.sample(), location);
  }

  private static Node node(@Nullable Object sample, Location location) {
    if (!(sample instanceof List<?> list)) {
      return new Node.Scalar(sample, location);
    }
    List<Node> items = new ArrayList<>();
    list.forEach(item -> items.add(node(item, location)));
    return new Node.Sequence(items, location);
  }

  List<StandIn> found() {
    return List.copyOf(found);
  }
}
