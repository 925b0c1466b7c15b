package dev.stacktape.config;

import dev.stacktape.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of the variables of a config are used. */
final class VariableUse {
  private final Node.Mapping root;
  private final Set<String> used = new HashSet<>();
  private boolean allUsed;

  VariableUse(Node.Mapping root) {
    this.root = root;
  }

  void note(DirectiveCall call) {
    if (call.name().equals("Var")) {
      notePath(call.path());
    } else if (call.name().equals("This")) {
      List<String> path = call.path();
      if (path.isEmpty()) {
        allUsed = true;
      } else if (path.get(0).equals("variables")) {
        notePath(path.subList(1, path.size()));
      }
    }
  }

  private void notePath(List<String> path) {
    if (path.isEmpty()) {
      allUsed = true;
    } else {
      used.add(path.get(0));
    }
  }

  void warnOfUnused(Problems problems) {
    if (allUsed || !(root.get("variables") instanceof Node.Mapping variables)) {
      return;
    }
    variables
        .entries()
        .forEach(
            (name, entry) -> {
              if (!used.contains(name)) {
                problems.add(DirectiveProblems.unusedVariable(name, entry.keyLocation()));
              }
            });
  }
}
