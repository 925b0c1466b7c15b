package dev.stacktape.config;

import dev.stacktape.problem.Problems;
import java.util.HashSet;
import java.util.Set;

/** The directives that a config defines for itself, in a programming language. */
final class CustomDirectives {
  private final Set<String> names = new HashSet<>();

  CustomDirectives(Node.Mapping root, Problems problems) {
    if (root.get("directives") instanceof Node.Sequence list) {
      list.items().forEach(item -> register(item, problems));
    }
  }

  private void register(Node definition, Problems problems) {
    if (!(definition instanceof Node.Mapping map)
        || !(map.get("name") instanceof Node.Scalar scalar)
        || !(scalar.value() instanceof String name)) {
      return; // the binder says what is wrong with it
    }
    boolean builtIn = Directives.find(name) != null;
    if (builtIn || !names.add(name)) {
      problems.add(DirectiveProblems.duplicate(name, builtIn).at(scalar.location()));
    }
  }

  boolean contains(String name) {
    return names.contains(name);
  }
}
