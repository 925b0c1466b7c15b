package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.STATE_NOT_FOUND;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.resource.workflow.Catcher;
import dev.stacktape.resource.workflow.State;
import dev.stacktape.resource.workflow.StateMachineDefinition;
import dev.stacktape.resource.workflow.StateMachineProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of state machines.
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 */
final class StateMachineRules {
  private StateMachineRules() {}

  static void machine(StateMachineProperties machine, Place at) {
    definition(machine.definition(), at.in("definition"));
  }

  private static void definition(StateMachineDefinition definition, Place at) {
    Map<String, State> states = definition.states();
    leadsTo(definition.startAt(), states, at.in("StartAt"));
    states.forEach((name, state) -> state(state, states, at.in("States", name)));
  }

  private static void state(State state, Map<String, State> states, Place at) {
    if (state instanceof State.Choice choice) {
      for (int i = 0; i < choice.choices().size(); i++) {
        String next = choice.choices().get(i).next();
        if (next == null) {
          at.in("Choices", i).needs("A choice needs `Next`.", "Name the state that follows.");
        } else {
          leadsTo(next, states, at.in("Choices", i, "Next"));
        }
      }
      if (choice.otherwise() != null) {
        leadsTo(choice.otherwise(), states, at.in("Default"));
      }
    } else if (state instanceof State.Task task) {
      goesOn(task.next(), task.end(), states, at);
      catchers(task.catchers(), states, at.in("Catch"));
    } else if (state instanceof State.Pass pass) {
      goesOn(pass.next(), pass.end(), states, at);
    } else if (state instanceof State.Wait wait) {
      goesOn(wait.next(), wait.end(), states, at);
    } else if (state instanceof State.Parallel parallel) {
      goesOn(parallel.next(), parallel.end(), states, at);
      catchers(parallel.catchers(), states, at.in("Catch"));
      for (int i = 0; i < parallel.branches().size(); i++) {
        definition(parallel.branches().get(i), at.in("Branches", i));
      }
    } else if (state instanceof State.Iteration iteration) {
      goesOn(iteration.next(), iteration.end(), states, at);
      catchers(iteration.catchers(), states, at.in("Catch"));
      definition(iteration.iterator(), at.in("Iterator"));
    }
  }

  private static void goesOn(
      @Nullable String next, @Nullable Boolean end, Map<String, State> states, Place at) {
    boolean ends = Boolean.TRUE.equals(end);
    if (next == null && !ends) {
      at.needs(
          "The state says neither what follows nor that it ends.",
          "Add `Next` with the name of a state, or `End: true`.");
    } else if (next != null && ends) {
      at.in("End").conflict("The state ends and goes on.", "Remove `Next` or `End`.");
    } else if (next != null) {
      leadsTo(next, states, at.in("Next"));
    }
  }

  private static void catchers(List<Catcher> catchers, Map<String, State> states, Place at) {
    for (int i = 0; i < catchers.size(); i++) {
      leadsTo(catchers.get(i).next(), states, at.in(i, "Next"));
    }
  }

  private static void leadsTo(String name, Map<String, State> states, Place at) {
    if (!states.containsKey(name)) {
      at.report(
          STATE_NOT_FOUND,
          "There is no state `%s`.".formatted(ValueForms.shown(name)),
          DidYouMean.closest(name, states.keySet())
              .map(near -> "Did you mean `" + near + "`?")
              .orElse("There are: " + ValueForms.list(states.keySet())));
    }
  }
}
