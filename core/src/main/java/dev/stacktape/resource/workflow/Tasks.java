package dev.stacktape.resource.workflow;

import java.util.ArrayList;
import java.util.List;

/** The tasks of a state machine, those inside of other states too. */
final class Tasks {
  /**
   * A task.
   *
   * @param path where it stands below {@code properties:}
   */
  record Placed(State.Task task, List<Object> path) {}

  private Tasks() {}

  static List<Placed> in(StateMachineDefinition definition) {
    List<Placed> found = new ArrayList<>();
    collect(definition, List.of("definition"), found);
    return found;
  }

  private static void collect(
      StateMachineDefinition definition, List<Object> path, List<Placed> found) {
    definition
        .states()
        .forEach(
            (name, state) -> {
              List<Object> place = below(below(path, "States"), name);
              if (state instanceof State.Task task) {
                found.add(new Placed(task, place));
              } else if (state instanceof State.Iteration iteration) {
                collect(iteration.iterator(), below(place, "Iterator"), found);
              } else if (state instanceof State.Parallel parallel) {
                for (int i = 0; i < parallel.branches().size(); i++) {
                  collect(parallel.branches().get(i), below(below(place, "Branches"), i), found);
                }
              }
            });
  }

  static List<Object> below(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
