package dev.stacktape.resource.workflow;

import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.STATE_NOT_FOUND;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.resource.Inspection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Step Functions refuses: names of states that lead nowhere, states that neither go on nor
 * end, states that nothing leads to.
 *
 * @see <a href="https://states-language.net/">Amazon States Language</a>
 */
final class DefinitionChecks {
  private final Inspection<?> inspection;
  private final StateMachineDefinition definition;
  private final List<Object> path;
  private final Set<String> reached = new LinkedHashSet<>();

  private DefinitionChecks(
      Inspection<?> inspection, StateMachineDefinition definition, List<Object> path) {
    this.inspection = inspection;
    this.definition = definition;
    this.path = path;
  }

  static void check(Inspection<StateMachineProperties> inspection) {
    new DefinitionChecks(inspection, inspection.properties().definition(), List.of("definition"))
        .check();
  }

  private void check() {
    lead(definition.startAt(), Tasks.below(path, "StartAt"));
    definition.states().forEach((name, state) -> check(state, stateAt(name)));
    definition
        .states()
        .keySet()
        .forEach(
            name -> {
              if (!reached.contains(name)) {
                inspection.report(
                    VALUE_INVALID
                        .error("Nothing leads to the state `%s`.".formatted(name))
                        .hint("Name it under `Next` of another state, or remove it."),
                    stateAt(name).toArray());
              }
            });
  }

  private List<Object> stateAt(String name) {
    return Tasks.below(Tasks.below(path, "States"), name);
  }

  private void lead(String name, List<Object> place) {
    reached.add(name);
    if (!definition.states().containsKey(name)) {
      inspection.report(
          STATE_NOT_FOUND
              .error("There is no state `%s`.".formatted(name))
              .hint(
                  DidYouMean.closest(name, definition.states().keySet())
                      .map(near -> "Did you mean `" + near + "`?")
                      .orElse("There is " + String.join(", ", definition.states().keySet()) + ".")),
          place.toArray());
    }
  }

  private void check(State state, List<Object> place) {
    if (state instanceof State.Choice choice) {
      for (int i = 0; i < choice.choices().size(); i++) {
        String next = choice.choices().get(i).next();
        List<Object> rule = Tasks.below(Tasks.below(place, "Choices"), i);
        if (next != null) {
          lead(next, Tasks.below(rule, "Next"));
        } else {
          inspection.report(
              PROPERTY_NEEDS_ANOTHER
                  .error("A choice needs `Next`.")
                  .hint("Name the state that follows."),
              rule.toArray());
        }
      }
      if (choice.otherwise() != null) {
        lead(choice.otherwise(), Tasks.below(place, "Default"));
      }
    } else if (state instanceof State.Task task) {
      goesOn(task.next(), task.end(), place);
      catchers(task.catchers(), place);
    } else if (state instanceof State.Parallel parallel) {
      goesOn(parallel.next(), parallel.end(), place);
      catchers(parallel.catchers(), place);
      for (int i = 0; i < parallel.branches().size(); i++) {
        new DefinitionChecks(
                inspection,
                parallel.branches().get(i),
                Tasks.below(Tasks.below(place, "Branches"), i))
            .check();
      }
    } else if (state instanceof State.Iteration iteration) {
      goesOn(iteration.next(), iteration.end(), place);
      catchers(iteration.catchers(), place);
      new DefinitionChecks(inspection, iteration.iterator(), Tasks.below(place, "Iterator"))
          .check();
    } else if (state instanceof State.Pass pass) {
      goesOn(pass.next(), pass.end(), place);
    } else if (state instanceof State.Wait wait) {
      goesOn(wait.next(), wait.end(), place);
      waits(wait, place);
    }
  }

  private void goesOn(@Nullable String next, @Nullable Boolean end, List<Object> place) {
    if (next != null) {
      lead(next, Tasks.below(place, "Next"));
    }
    if ((next != null) == Boolean.TRUE.equals(end)) {
      inspection.report(
          VALUE_INVALID
              .error(
                  next == null
                      ? "It is not said what comes after this state."
                      : "This state cannot both end the run and lead to another one.")
              .hint("Give either `Next` or `End: true`."),
          place.toArray());
    }
  }

  private void catchers(List<Catcher> catchers, List<Object> place) {
    for (int i = 0; i < catchers.size(); i++) {
      lead(
          catchers.get(i).next(), Tasks.below(Tasks.below(Tasks.below(place, "Catch"), i), "Next"));
    }
  }

  private void waits(State.Wait wait, List<Object> place) {
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put("Seconds", wait.seconds());
    choices.put("Timestamp", wait.timestamp());
    choices.put("SecondsPath", wait.secondsPath());
    choices.put("TimestampPath", wait.timestampPath());
    inspection.exactlyOne(choices, new ArrayList<>(place).toArray());
  }
}
