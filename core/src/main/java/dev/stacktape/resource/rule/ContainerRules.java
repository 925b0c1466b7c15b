package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.NAME_DUPLICATE;
import static dev.stacktape.resource.ResourceCode.PORT_DUPLICATE;
import static dev.stacktape.resource.ResourceCode.RESOURCE_NOT_FOUND;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.resource.container.ContainerDependency;
import dev.stacktape.resource.container.ContainerEvent;
import dev.stacktape.resource.container.ContainerVolume;
import dev.stacktape.resource.container.DependencyCondition;
import dev.stacktape.resource.container.HealthCheck;
import dev.stacktape.resource.container.LoadBalancerHealthCheck;
import dev.stacktape.resource.container.SideContainer;
import dev.stacktape.resource.container.SideContainerType;
import dev.stacktape.resource.container.WorkloadContainer;
import dev.stacktape.resource.filesystem.FileSystemProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Containers that run side by side: names, ports, and who waits for whom.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html">ContainerDependency</a>
 */
final class ContainerRules {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

  private ContainerRules() {}

  /** What the rules need to know of a container, wherever it is written. */
  private record Container(
      String name,
      boolean essential,
      boolean hasHealthCheck,
      List<ContainerDependency> dependsOn,
      Place at) {}

  static void workload(List<WorkloadContainer> containers, Place at) {
    List<Container> all = new ArrayList<>();
    for (int i = 0; i < containers.size(); i++) {
      WorkloadContainer container = containers.get(i);
      Place place = at.in(i);
      all.add(
          new Container(
              container.name(),
              !Boolean.FALSE.equals(container.essential()),
              container.internalHealthCheck() != null,
              container.dependsOn(),
              place));
      volumes(container.volumeMounts(), place.in("volumeMounts"));
      healthCheck(container.internalHealthCheck(), place.in("internalHealthCheck"));
      balancerCheck(container.loadBalancerHealthCheck(), place.in("loadBalancerHealthCheck"));
    }
    check(all);
    ports(containers, at);
    if (!all.isEmpty() && all.stream().noneMatch(Container::essential)) {
      at.needs(
          "At least one container must be essential.",
          "Remove `essential: false` from one of them.");
    }
  }

  /** The containers beside the program of a service; {@code main} is the program's own. */
  static void beside(List<SideContainer> containers, String main, boolean mainIsChecked, Place at) {
    List<Container> all = new ArrayList<>();
    all.add(new Container(main, true, mainIsChecked, List.of(), at));
    for (int i = 0; i < containers.size(); i++) {
      SideContainer container = containers.get(i);
      boolean runsAllTheTime = container.containerType() == SideContainerType.ALWAYS_RUNNING;
      all.add(
          new Container(
              container.name(),
              runsAllTheTime && !Boolean.FALSE.equals(container.essential()),
              container.internalHealthCheck() != null,
              container.dependsOn(),
              at.in(i)));
      volumes(container.volumeMounts(), at.in(i, "volumeMounts"));
      healthCheck(container.internalHealthCheck(), at.in(i, "internalHealthCheck"));
    }
    check(all);
  }

  private static void check(List<Container> containers) {
    Map<String, Container> byName = new LinkedHashMap<>();
    for (Container container : containers) {
      Place name = container.at().in("name");
      if (!NAME.matcher(container.name()).matches()) {
        name.invalid(
            "The container name `%s` has other characters than letters, digits, `-` and `_`."
                .formatted(ValueForms.shown(container.name())),
            null);
      }
      if (byName.putIfAbsent(container.name(), container) != null) {
        name.report(
            NAME_DUPLICATE,
            "There are two containers `%s`.".formatted(ValueForms.shown(container.name())),
            "Give each a name of its own.");
      }
    }
    containers.forEach(container -> dependencies(container, byName));
    cycles(byName);
  }

  private static void dependencies(Container container, Map<String, Container> byName) {
    for (int i = 0; i < container.dependsOn().size(); i++) {
      ContainerDependency dependency = container.dependsOn().get(i);
      Container target = byName.get(dependency.containerName());
      Place at = container.at().in("dependsOn", i);
      if (target == null) {
        unknown(dependency.containerName(), byName.keySet(), at.in("containerName"));
      } else if (dependency.condition() == DependencyCondition.HEALTHY
          && !target.hasHealthCheck()) {
        at.in("condition")
            .doubt(
                "`%s` has no `internalHealthCheck`, so it never becomes HEALTHY."
                    .formatted(target.name()),
                "Add one there, or wait for START.");
      } else if (target.essential()
          && (dependency.condition() == DependencyCondition.SUCCESS
              || dependency.condition() == DependencyCondition.COMPLETE)) {
        at.in("condition")
            .doubt(
                "`%s` is essential: when it ends, everything is stopped, so nothing can wait for"
                        .formatted(target.name())
                    + " its end.",
                "Set `essential: false` there, or wait for START.");
      }
    }
  }

  private static void unknown(String name, Set<String> known, Place at) {
    at.report(
        RESOURCE_NOT_FOUND,
        "There is no container `%s`.".formatted(ValueForms.shown(name)),
        DidYouMean.closest(name, known)
            .map(near -> "Did you mean `" + near + "`?")
            .orElse("There are: `" + String.join("`, `", known) + "`"));
  }

  /** Takes away whoever waits for nobody until nobody is left, or only those that never start. */
  private static void cycles(Map<String, Container> byName) {
    Map<String, Container> waiting = new LinkedHashMap<>(byName);
    boolean less = true;
    while (less) {
      less =
          waiting
              .values()
              .removeIf(
                  container ->
                      container.dependsOn().stream()
                          .map(ContainerDependency::containerName)
                          .noneMatch(waiting::containsKey));
    }
    waiting.values().stream()
        .findFirst()
        .ifPresent(
            container ->
                container
                    .at()
                    .in("dependsOn")
                    .conflict(
                        "`%s` waits for itself, by way of what it depends on."
                            .formatted(ValueForms.shown(container.name())),
                        null));
  }

  /** All containers of a workload share one network address. */
  private static void ports(List<WorkloadContainer> containers, Place at) {
    Map<Integer, String> owners = new HashMap<>();
    for (int i = 0; i < containers.size(); i++) {
      String name = containers.get(i).name();
      List<ContainerEvent> events = containers.get(i).events();
      for (int e = 0; e < events.size(); e++) {
        int port = EventPorts.portOf(events.get(e));
        String owner = owners.putIfAbsent(port, name);
        if (owner != null && !owner.equals(name)) {
          at.in(i, "events", e, "properties", "containerPort")
              .report(
                  PORT_DUPLICATE,
                  "The port %d belongs to the container `%s` already.".formatted(port, owner),
                  "Containers of a workload share one address, so each needs ports of its own.");
        }
      }
    }
  }

  static void volumes(List<ContainerVolume> volumes, Place at) {
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      if (volumes.get(i) instanceof ContainerVolume.Efs efs) {
        at.in(i, "properties", "efsFilesystemName")
            .refersTo(efs.efsFilesystemName(), FileSystemProperties.class);
        mountPath(efs.mountPath(), paths, at.in(i, "properties", "mountPath"));
      }
    }
  }

  private static void mountPath(String path, Set<String> others, Place at) {
    if (!path.startsWith("/")) {
      at.invalid("`%s` does not begin with `/`.".formatted(ValueForms.shown(path)), null);
    } else if (!others.add(path)) {
      at.conflict(
          "Two file systems are to be seen at `%s`.".formatted(ValueForms.shown(path)), null);
    }
  }

  static void healthCheck(@Nullable HealthCheck check, Place at) {
    if (check == null) {
      return;
    }
    if (check.healthCheckCommand().isEmpty()) {
      at.in("healthCheckCommand").invalid("The command is empty.", null);
    }
  }

  private static void balancerCheck(@Nullable LoadBalancerHealthCheck check, Place at) {
    if (check != null) {
      balancerCheck(
          check.healthcheckInterval(), check.healthcheckTimeout(), check.healthcheckPath(), at);
    }
  }

  /** The defaults are those of the properties' description. */
  static void balancerCheck(
      @Nullable Integer interval, @Nullable Integer timeout, @Nullable String path, Place at) {
    int every = interval == null ? 5 : interval;
    int longest = timeout == null ? 4 : timeout;
    if (longest >= every && (timeout != null || interval != null)) {
      at.in(timeout == null ? "healthcheckInterval" : "healthcheckTimeout")
          .conflict(
              "`healthcheckTimeout` (%d) must be less than `healthcheckInterval` (%d)."
                  .formatted(longest, every),
              null);
    }
    if (ValueForms.isKnown(path) && path != null && !path.startsWith("/")) {
      at.in("healthcheckPath").invalid("`%s` does not begin with `/`.".formatted(path), null);
    }
  }
}
