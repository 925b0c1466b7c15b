package dev.stacktape.stack;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.config.Config;
import dev.stacktape.config.StandIn;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for values that can stand in for those that are known only during deployment: one after
 * another is changed to what leaves the fewest errors.
 */
final class FittingStandIns {
  private final Target target;
  private final List<JavaModule> modules;
  private StackModel model;
  private List<Problem> found;
  private final Set<Problem> always;

  private FittingStandIns(Config config, Target target, List<JavaModule> modules) {
    this.target = target;
    this.modules = modules;
    Problems problems = new Problems();
    this.model = StackModel.checked(config, target, modules, problems);
    this.found = problems.sorted();
    this.always = new LinkedHashSet<>(found);
  }

  /**
   * The model of a config, checked. What is wrong with each value that was tried is told; where
   * each is wrong for another reason, the value itself is needed.
   */
  static StackModel of(Config config, Target target, List<JavaModule> modules, Problems problems) {
    FittingStandIns search = new FittingStandIns(config, target, modules);
    for (int i = 0; i < config.standIns().size() && search.errors() > 0; i++) {
      search.improve(i);
    }
    search.report(problems);
    return search.model;
  }

  private void improve(int standIn) {
    Iterator<Config> variants = model.config().variantsOf(standIn).iterator();
    while (variants.hasNext() && errors() > 0) {
      Problems problems = new Problems();
      StackModel other = StackModel.checked(variants.next(), target, modules, problems);
      always.retainAll(problems.sorted());
      if (errors(problems.sorted()) < errors()) {
        model = other;
        found = problems.sorted();
      }
    }
  }

  private void report(Problems problems) {
    if (errors() == 0) {
      problems.addAll(found);
      return;
    }
    problems.addAll(always);
    if (errors(List.copyOf(always)) == 0) {
      List<StandIn> all = model.config().standIns();
      List<StandIn> blamed =
          all.stream()
              .filter(standIn -> found.stream().anyMatch(problem -> isAbout(problem, standIn)))
              .toList();
      (blamed.isEmpty() ? all : blamed).forEach(standIn -> problems.add(standIn.notKnown()));
    }
  }

  /** Whether an error is told on the line of a value. */
  private static boolean isAbout(Problem problem, StandIn standIn) {
    Location error = problem.isError() ? problem.location() : null;
    Location value = standIn.notKnown().location();
    return error != null
        && value != null
        && error.source().equals(value.source())
        && error.line() == value.line();
  }

  private long errors() {
    return errors(found);
  }

  private static long errors(List<Problem> problems) {
    return problems.stream().filter(Problem::isError).count();
  }
}
