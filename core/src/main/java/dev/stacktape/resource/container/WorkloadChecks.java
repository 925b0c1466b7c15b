package dev.stacktape.resource.container;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.RESOURCE_NOT_FOUND;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.RoleStatements;
import dev.stacktape.resource.packaging.ImageCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What AWS would refuse of a workload, and its record cannot say. */
final class WorkloadChecks {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

  private final Inspection<WorkloadProperties> inspection;
  private final List<WorkloadContainer> containers;

  WorkloadChecks(Inspection<WorkloadProperties> inspection) {
    this.inspection = inspection;
    this.containers = inspection.properties().containers();
  }

  void check() {
    ResourceChecks.check(inspection);
    checkScaling();
    checkNames();
    checkPorts();
    for (int i = 0; i < containers.size(); i++) {
      new ImageCode(
              containers.get(i).packaging(),
              containers.get(i).name(),
              TaskDefinition.architecture(inspection.properties()),
              at(i, "packaging"))
          .check(inspection);
      checkDependencies(i);
    }
    EventChecks.check(inspection);
    ContainerVolumes.check(inspection);
    Connections.check(inspection, inspection.properties().connectTo(), "connectTo", true);
    RoleStatements.check(inspection, inspection.properties().iamRoleStatements());
  }

  private Object[] at(int container, Object... below) {
    return ContainerPlace.of(inspection.resource(), container, below);
  }

  private void checkScaling() {
    Scaling scaling = inspection.properties().scaling();
    if (scaling != null && scaling.maxInstances() == null) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("`scaling` must say how many copies there may be at most.")
              .hint("Add `maxInstances`."),
          "scaling");
      return;
    }
    int min = ServiceScaling.min(scaling);
    int max = ServiceScaling.max(scaling);
    if (min > max) {
      inspection.report(
          PROPERTY_CONFLICT
              .error(
                  "`maxInstances` is %d, which is less than the %d of `minInstances`."
                      .formatted(max, min))
              .hint("Make it at least %d.".formatted(min)),
          "scaling",
          "maxInstances");
    }
  }

  private void checkNames() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      String name = containers.get(i).name();
      if (!NAME.matcher(name).matches()) {
        inspection.report(
            VALUE_INVALID
                .error("`%s` is no name for a container.".formatted(name))
                .hint("Use letters, digits, `-` and `_`."),
            at(i, "name"));
      }
      if (!names.add(name)) {
        inspection.report(
            PROPERTY_CONFLICT
                .error("Two containers are called `%s`.".formatted(name))
                .hint("Give each a name of its own."),
            at(i, "name"));
      }
    }
  }

  /** In one network two containers cannot listen on the same port. */
  private void checkPorts() {
    Map<Integer, Integer> owners = new HashMap<>();
    for (int i = 0; i < containers.size(); i++) {
      List<ContainerEvent> events = containers.get(i).events();
      for (int j = 0; j < events.size(); j++) {
        int port = events.get(j).containerPort();
        Integer owner = owners.putIfAbsent(port, i);
        if (owner != null && owner != i) {
          inspection.report(
              PROPERTY_CONFLICT
                  .error(
                      "The port %d is already that of the container `%s`."
                          .formatted(port, containers.get(owner).name()))
                  .hint("Containers of a workload share one network; choose another port."),
              at(i, "events", j, "properties", "containerPort"));
        }
      }
    }
  }

  private void checkDependencies(int index) {
    if (index == 0 && ContainerPlace.isPart(inspection.resource())) {
      // What the main container of a service waits for is not written by the user.
      return;
    }
    WorkloadContainer container = containers.get(index);
    Map<String, WorkloadContainer> byName =
        containers.stream()
            .collect(Collectors.toMap(WorkloadContainer::name, c -> c, (first, next) -> first));
    for (int j = 0; j < container.dependsOn().size(); j++) {
      ContainerDependency dependency = container.dependsOn().get(j);
      WorkloadContainer other = byName.get(dependency.containerName());
      if (other == null) {
        reportUnknown(dependency.containerName(), byName.keySet(), at(index, "dependsOn", j));
      } else if (isBehind(other, container, byName, new HashSet<>())) {
        inspection.report(
            PROPERTY_CONFLICT
                .error(
                    "`%s` waits for `%s`, which waits for it."
                        .formatted(container.name(), other.name()))
                .hint("Remove one of the two."),
            at(index, "dependsOn", j, "containerName"));
      } else {
        checkCondition(dependency, other, at(index, "dependsOn", j, "condition"));
      }
    }
  }

  private void reportUnknown(String name, Set<String> names, Object... path) {
    inspection.report(
        RESOURCE_NOT_FOUND
            .error("There is no container `%s` in this workload.".formatted(name))
            .hint(
                DidYouMean.closest(name, names)
                    .map(near -> "Did you mean `" + near + "`?")
                    .orElse("There is " + String.join(", ", names) + ".")),
        path);
  }

  /** Whether one container waits, directly or not, for another one. */
  private static boolean isBehind(
      WorkloadContainer waiting,
      WorkloadContainer awaited,
      Map<String, WorkloadContainer> byName,
      Set<String> seen) {
    if (waiting.name().equals(awaited.name())) {
      return true;
    }
    return seen.add(waiting.name())
        && waiting.dependsOn().stream()
            .map(dependency -> byName.get(dependency.containerName()))
            .filter(Objects::nonNull)
            .anyMatch(next -> isBehind(next, awaited, byName, seen));
  }

  private void checkCondition(
      ContainerDependency dependency, WorkloadContainer other, Object... path) {
    switch (dependency.condition()) {
      case HEALTHY -> {
        if (other.internalHealthCheck() == null) {
          inspection.report(
              PROPERTY_NEEDS_ANOTHER
                  .error("Nothing tells whether `%s` is healthy.".formatted(other.name()))
                  .hint("Add an `internalHealthCheck` to it, or wait for START."),
              path);
        }
      }
      case COMPLETE, SUCCESS -> {
        if (!Boolean.FALSE.equals(other.essential())) {
          inspection.report(
              PROPERTY_CONFLICT
                  .error(
                      "`%s` is essential: when it ends, all containers are stopped."
                          .formatted(other.name()))
                  .hint("Add `essential: false` to it."),
              path);
        }
      }
      case START -> {}
    }
  }
}
