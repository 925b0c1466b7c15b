package dev.stacktape.template;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds resources that wait for each other in a circle. */
final class CycleCheck {
  private final PlaceFinder places;
  private final Map<String, Set<String>> waitsFor = new LinkedHashMap<>();

  CycleCheck(Template template, PlaceFinder places) {
    this.places = places;
    template.resources().forEach((id, resource) -> waitsFor.put(id, new LinkedHashSet<>()));
    template
        .resources()
        .forEach(
            (id, resource) ->
                resource.dependencies().stream()
                    .filter(waitsFor::containsKey)
                    .forEach(other -> waitsFor.getOrDefault(id, Set.of()).add(other)));
  }

  /** One problem for each circle; circles that share a resource are reported one at a time. */
  List<Problem> check() {
    List<Problem> found = new ArrayList<>();
    Set<String> reported = new HashSet<>();
    for (String start : waitsFor.keySet()) {
      List<String> circle = reported.contains(start) ? null : shortestCircle(start);
      if (circle != null && circle.stream().noneMatch(reported::contains)) {
        reported.addAll(circle);
        found.add(problem(circle));
      }
    }
    return found;
  }

  private Problem problem(List<String> circle) {
    String first = circle.get(0);
    return TemplateCode.TEMPLATE_CIRCULAR_DEPENDENCY
        .error(
            circle.size() == 1
                ? "%s refers to itself, so AWS could never create it.".formatted(first)
                : "These resources wait for each other, so AWS could never create them: %s -> %s."
                    .formatted(String.join(" -> ", circle), first))
        .at(place(circle))
        .hint(
            "Take out one of the references, or put a name in its place that is known beforehand.");
  }

  /** Where the config says the first reference of a circle that it says. */
  private @Nullable Location place(List<String> circle) {
    for (int i = 0; i < circle.size(); i++) {
      Location written = places.ofReference(circle.get(i), circle.get((i + 1) % circle.size()));
      if (written != null) {
        return written;
      }
    }
    return places.find(circle.get(0), List.of());
  }

  /** The shortest way from a resource back to itself, breadth first; null when there is none. */
  private @Nullable List<String> shortestCircle(String start) {
    Map<String, String> cameFrom = new HashMap<>();
    Deque<String> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      String id = next.remove();
      for (String other : waitsFor.getOrDefault(id, Set.of())) {
        if (other.equals(start)) {
          return way(start, id, cameFrom);
        }
        if (cameFrom.putIfAbsent(other, id) == null) {
          next.add(other);
        }
      }
    }
    return null;
  }

  private static List<String> way(String start, String end, Map<String, String> cameFrom) {
    Deque<String> way = new ArrayDeque<>();
    for (String id = end; id != null && !id.equals(start); id = cameFrom.get(id)) {
      way.push(id);
    }
    way.push(start);
    return List.copyOf(way);
  }
}
