package dev.stacktape.operate.logs;

import dev.stacktape.operate.OperateCode;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.inventory.Inventory.Resource;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The logs of a stack: its log groups, called like what writes them. */
public final class LogSources {
  private static final String LOG_GROUP = "AWS::Logs::LogGroup";
  private static final String CONTAINER_OUTPUT = "process-logs";

  private LogSources() {}

  /** All logs of a stack, by name. */
  public static SortedSet<LogSource> of(Inventory inventory) {
    Map<String, List<Resource>> byName = new LinkedHashMap<>();
    for (Resource group : inventory.ofType(LOG_GROUP)) {
      byName.computeIfAbsent(group.name(), name -> new ArrayList<>()).add(group);
    }
    SortedSet<LogSource> sources = new TreeSet<>();
    byName.forEach(
        (name, groups) -> {
          for (Resource group : groups) {
            String part = groups.size() == 1 ? "" : "/" + part(group.id());
            sources.add(new LogSource(name + part, group.id()));
          }
        });
    return sources;
  }

  /**
   * The logs that a user names.
   *
   * @param wanted names of resources or of logs, empty for all
   * @throws StacktapeException {@code RESOURCE_NOT_DEPLOYED} or {@code LOGS_NOT_KEPT} for each that
   *     has none
   */
  public static List<LogSource> choose(Inventory inventory, Collection<String> wanted) {
    SortedSet<LogSource> all = of(inventory);
    if (wanted.isEmpty()) {
      return List.copyOf(all);
    }
    SortedSet<LogSource> chosen = new TreeSet<>();
    List<String> without = new ArrayList<>();
    for (String name : wanted) {
      List<LogSource> found =
          all.stream()
              .filter(one -> one.name().equals(name) || one.resourceName().equals(name))
              .toList();
      chosen.addAll(found);
      if (found.isEmpty()) {
        without.add(name);
      }
    }
    if (!without.isEmpty()) {
      inventory.require(without.stream().map(LogSources::resourceName).toList());
      throw new StacktapeException(without.stream().map(name -> notKept(name, all)).toList());
    }
    return List.copyOf(chosen);
  }

  private static String resourceName(String wanted) {
    return new LogSource(wanted, "").resourceName();
  }

  private static Problem notKept(String name, SortedSet<LogSource> all) {
    return OperateCode.LOGS_NOT_KEPT
        .error("`" + name + "` has no log group in the stack.")
        .hint(
            all.isEmpty()
                ? "Nothing in the stack has one."
                : "These have: "
                    + String.join(", ", all.stream().map(LogSource::name).toList())
                    + ".");
  }

  /** The last part of a group's name that says something: containers are in the one before. */
  private static String part(String group) {
    List<String> segments = List.of(group.split("/", -1));
    String last = segments.get(segments.size() - 1);
    return last.equals(CONTAINER_OUTPUT) && segments.size() > 1
        ? segments.get(segments.size() - 2)
        : last;
  }
}
