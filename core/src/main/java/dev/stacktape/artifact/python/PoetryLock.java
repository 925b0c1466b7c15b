package dev.stacktape.artifact.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.artifact.python.PoetryProject.Wanted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The lock file of Poetry: every package with its exact version. Which of them a project needs at
 * run time follows from what they depend on; older files do not say it otherwise.
 */
final class PoetryLock {
  /** By normal name; several where machines differ. */
  private final Map<String, List<JsonNode>> packages = new LinkedHashMap<>();

  /**
   * For each package that is needed, the machines for which: each set holds markers that go
   * together, and one without any stands for all machines.
   */
  private final Map<String, Set<Set<String>>> needed = new LinkedHashMap<>();

  private final Set<String> extrasTaken = new LinkedHashSet<>();
  private final Deque<Runnable> todo = new ArrayDeque<>();

  /**
   * @param lock the whole file
   */
  PoetryLock(JsonNode lock) {
    for (JsonNode found : lock.path("package")) {
      packages
          .computeIfAbsent(
              PoetryProject.normal(found.path("name").asText()), name -> new ArrayList<>())
          .add(found);
    }
  }

  /** A package that cannot be had from an index. */
  static final class ForeignSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    ForeignSourceException(String name) {
      super(name);
    }
  }

  /**
   * The lines of a requirements file that install what is wanted, and what that needs.
   *
   * @throws ForeignSourceException with the name of a package that no index has
   */
  List<String> lines(Collection<Wanted> wanted) throws ForeignSourceException {
    wanted.forEach(root -> need(root.name(), root.extras(), markers(Set.of(), root.marker())));
    while (!todo.isEmpty()) {
      todo.remove().run();
    }
    Set<String> lines = new LinkedHashSet<>();
    for (Map.Entry<String, Set<Set<String>>> entry : needed.entrySet()) {
      for (JsonNode found : packages.getOrDefault(entry.getKey(), List.of())) {
        JsonNode source = found.path("source");
        String type = source.path("type").asText("legacy");
        if (!type.equals("legacy")) {
          throw new ForeignSourceException(entry.getKey());
        }
        if (source.has("url")) {
          lines.add("--extra-index-url " + source.path("url").asText());
        }
        lines.add(line(entry.getKey(), found, entry.getValue()));
      }
    }
    return new ArrayList<>(lines);
  }

  private static String line(String name, JsonNode found, Set<Set<String>> machines) {
    String own = found.path("markers").asText("");
    String marker = either(machines);
    if (!own.isEmpty() && !own.contains("extra ")) {
      marker = marker.isEmpty() ? own : "(" + own + ") and (" + marker + ")";
    }
    return name + "==" + found.path("version").asText() + (marker.isEmpty() ? "" : " ; " + marker);
  }

  private static String either(Set<Set<String>> machines) {
    if (machines.contains(Set.of())) {
      return "";
    }
    return machines.stream()
        .map(all -> all.stream().map(one -> "(" + one + ")").collect(Collectors.joining(" and ")))
        .collect(Collectors.joining(" or "));
  }

  private static Set<String> markers(Set<String> before, String marker) {
    Set<String> both = new TreeSet<>(before);
    if (!marker.isBlank()) {
      both.add(marker.strip());
    }
    return both;
  }

  private void need(String name, List<String> extras, Set<String> machine) {
    List<JsonNode> found = packages.getOrDefault(name, List.of());
    Set<Set<String>> machines = needed.computeIfAbsent(name, none -> new LinkedHashSet<>());
    boolean known = machines.contains(Set.of()) || !machines.add(machine);
    for (JsonNode each : found) {
      if (!known) {
        todo.add(() -> needDependencies(each, machine));
      }
      for (String extra : extras) {
        if (extrasTaken.add(name + "[" + extra + "]" + machine)) {
          todo.add(() -> needExtra(each, extra, machine));
        }
      }
    }
  }

  private void needDependencies(JsonNode of, Set<String> machine) {
    for (Map.Entry<String, JsonNode> entry : of.path("dependencies").properties()) {
      String name = PoetryProject.normal(entry.getKey());
      JsonNode value = entry.getValue();
      for (JsonNode one : value.isArray() ? value : List.of(value)) {
        String marker = one.path("markers").asText("");
        if (!one.path("optional").asBoolean(false) && !marker.contains("extra ")) {
          List<String> extras = new ArrayList<>();
          one.path("extras").forEach(extra -> extras.add(extra.asText()));
          need(name, extras, markers(machine, marker));
        }
      }
    }
  }

  private void needExtra(JsonNode of, String extra, Set<String> machine) {
    for (JsonNode listed : of.path("extras").path(extra)) {
      PoetryProject.listed(listed.asText())
          .ifPresent(
              wanted -> need(wanted.name(), wanted.extras(), markers(machine, wanted.marker())));
    }
  }
}
