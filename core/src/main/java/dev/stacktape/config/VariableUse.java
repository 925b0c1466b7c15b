package dev.stacktape.config;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, Node.Entry> unused = new LinkedHashMap<>(variables.entries());
    unused.keySet().removeAll(used);
    if (unused.isEmpty()) {
      return;
    }
    Set<Location> elsewhere = new HashSet<>();
    root.entries()
        .forEach(
            (key, entry) -> {
              if (!key.equals("variables")) {
                addPlaces(entry.value(), elsewhere);
              }
            });
    unused.forEach(
        (name, entry) -> {
          Set<Location> own = new HashSet<>();
          addPlaces(entry.value(), own);
          if (Collections.disjoint(own, elsewhere)) {
            problems.add(DirectiveProblems.unusedVariable(name, entry.keyLocation()));
          }
        });
  }

  /** What an alias of YAML repeats keeps the place at which it is written. */
  private static void addPlaces(Node node, Set<Location> places) {
    if (node.location().line() > 0) {
      places.add(node.location());
    }
    if (node instanceof Node.Mapping map) {
      map.entries().values().forEach(entry -> addPlaces(entry.value(), places));
    } else if (node instanceof Node.Sequence list) {
      list.items().forEach(item -> addPlaces(item, places));
    }
  }
}
