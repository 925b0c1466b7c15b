package dev.stacktape.resource.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How containers of one copy reach each other on machines of its own: by links, because there they
 * do not share a network as they do on Fargate. ECS starts a container after those that it is
 * linked to, so there is no link where the other waits for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters_ec2.html">Task
 *     definition parameters for EC2</a>
 */
final class ContainerLinks {
  private final Map<String, Set<String>> waitsFor = new LinkedHashMap<>();
  private final Map<String, List<String>> links = new LinkedHashMap<>();
  private final List<Missing> missing = new ArrayList<>();

  /** A container that cannot reach another one, because that one starts after it. */
  record Missing(String from, String to) {}

  private ContainerLinks() {}

  /** Nobody is linked to anybody. */
  static ContainerLinks none() {
    return new ContainerLinks();
  }

  static ContainerLinks of(WorkloadProperties workload) {
    ContainerLinks links = new ContainerLinks();
    for (WorkloadContainer container : workload.containers()) {
      Set<String> others = new LinkedHashSet<>();
      container.dependsOn().forEach(dependency -> others.add(dependency.containerName()));
      links.waitsFor.put(container.name(), others);
    }
    for (WorkloadContainer container : workload.containers()) {
      for (ContainerDependency dependency : container.dependsOn()) {
        if (isRunning(dependency, workload)) {
          links.add(container.name(), dependency.containerName());
        }
      }
    }
    for (String provider : providers(workload)) {
      for (WorkloadContainer container : workload.containers()) {
        if (!container.name().equals(provider)) {
          links.link(container.name(), provider);
        }
      }
    }
    return links;
  }

  /**
   * Whether a container still runs when one that depends on it starts; Docker links to no other.
   */
  private static boolean isRunning(ContainerDependency dependency, WorkloadProperties workload) {
    boolean lasting =
        dependency.condition() == DependencyCondition.START
            || dependency.condition() == DependencyCondition.HEALTHY;
    return lasting
        && workload.containers().stream()
            .filter(container -> container.name().equals(dependency.containerName()))
            .anyMatch(container -> !Boolean.FALSE.equals(container.essential()));
  }

  private static Set<String> providers(WorkloadProperties workload) {
    Set<String> providers = new LinkedHashSet<>();
    workload
        .events(ContainerEvent.Internal.class)
        .forEach(placed -> providers.add(placed.container().name()));
    return providers;
  }

  private void link(String from, String to) {
    if (reaches(to, from, new LinkedHashSet<>())) {
      missing.add(new Missing(from, to));
    } else {
      waitsFor.computeIfAbsent(from, key -> new LinkedHashSet<>()).add(to);
      add(from, to);
    }
  }

  private void add(String from, String to) {
    List<String> all = links.computeIfAbsent(from, key -> new ArrayList<>());
    if (!all.contains(to)) {
      all.add(to);
    }
  }

  /** Whether one waits for another, perhaps because of those between them. */
  private boolean reaches(String from, String to, Set<String> seen) {
    return seen.add(from)
        && waitsFor.getOrDefault(from, Set.of()).stream()
            .anyMatch(next -> next.equals(to) || reaches(next, to, seen));
  }

  /** The containers that one is linked to, by name. */
  List<String> from(String container) {
    return links.getOrDefault(container, List.of());
  }

  /** Pairs without a link. */
  List<Missing> missing() {
    return missing;
  }
}
