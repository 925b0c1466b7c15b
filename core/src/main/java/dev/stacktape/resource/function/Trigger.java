package dev.stacktape.resource.function;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.iam.Statement;
import java.util.List;

/** How events of one kind come to a function. */
interface Trigger<E extends FunctionEvent> {
  /** Reports what AWS would refuse. */
  default void check(Inspection<FunctionProperties> inspection, E event, int index) {}

  /** What the role needs where Lambda fetches the events. */
  default List<Statement> statements(E event, FunctionNames names, int index, StackView stack) {
    return List.of();
  }

  /** Adds what brings the events. */
  void contribute(Contribution<FunctionProperties> to, FunctionNames names, E event, int index);
}
