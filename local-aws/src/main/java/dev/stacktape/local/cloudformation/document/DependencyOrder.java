package dev.stacktape.local.cloudformation.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The order in which things that need each other can be done. */
public final class DependencyOrder {
  private DependencyOrder() {}

  /**
   * Every key after all that it needs.
   *
   * @param dependencies what each key needs; needed keys that are no keys themselves are ignored
   */
  public static List<String> of(Map<String, Set<String>> dependencies) {
    Map<String, Set<String>> left = copyOf(dependencies);
    List<String> order = new ArrayList<>();
    while (removeFree(left, order)) {
      // Each round takes what has become free.
    }
    order.addAll(left.keySet());
    return order;
  }

  static void refuseCircles(Map<String, Set<String>> dependencies) {
    Map<String, Set<String>> left = copyOf(dependencies);
    while (removeFree(left, new ArrayList<>())) {
      // What is free is in no circle.
    }
    // What only needs a circle is in none: take away what nobody left needs.
    boolean removed = !left.isEmpty();
    while (removed) {
      Set<String> needed = new LinkedHashSet<>();
      left.values().forEach(needed::addAll);
      removed = left.keySet().retainAll(needed);
    }
    if (!left.isEmpty()) {
      throw TemplateErrors.invalid(
          "Circular dependency between resources: ["
              + String.join(", ", new TreeSet<>(left.keySet()))
              + "]");
    }
  }

  private static boolean removeFree(Map<String, Set<String>> left, List<String> order) {
    List<String> free =
        left.entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    free.forEach(left::remove);
    left.values().forEach(needed -> needed.removeAll(free));
    order.addAll(free);
    return !free.isEmpty();
  }

  private static Map<String, Set<String>> copyOf(Map<String, Set<String>> dependencies) {
    Map<String, Set<String>> copy = new LinkedHashMap<>();
    dependencies.forEach(
        (key, needed) -> {
          Set<String> known = new LinkedHashSet<>(needed);
          known.retainAll(dependencies.keySet());
          copy.put(key, known);
        });
    return copy;
  }
}
