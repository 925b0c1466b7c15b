package dev.stacktape.resource.container;

import dev.stacktape.config.ScalarValue;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.Inspection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The containers of a service, and the workload that they amount to. */
record ServiceContainers(ServiceProperties service) {

  /** The name of the container that the program of a service runs in. */
  static final String MAIN = "service-container";

  /** A variable that a service gives its program. */
  static EnvironmentVar variable(String name, int value) {
    return new EnvironmentVar(name, new ScalarValue(String.valueOf(value)));
  }

  /** Makes a program listen to more than its own machine. */
  static EnvironmentVar host() {
    return new EnvironmentVar("HOST", new ScalarValue("0.0.0.0"));
  }

  /**
   * The workload of a service.
   *
   * @param events what leads requests to the program
   * @param given variables beside those of the config, which they win over
   */
  WorkloadProperties workload(
      List<ContainerEvent> events,
      List<EnvironmentVar> given,
      @Nullable LoadBalancerHealthCheck check,
      @Nullable BlueGreenDeployment deployment) {
    List<WorkloadContainer> containers = new ArrayList<>();
    containers.add(
        new WorkloadContainer(
            events,
            check,
            MAIN,
            service.packaging(),
            null,
            service.logging(),
            mainWaitsFor(),
            joined(given),
            service.internalHealthCheck(),
            service.stopTimeout(),
            service.volumeMounts()));
    service.sideContainers().forEach(side -> containers.add(beside(side)));
    return new WorkloadProperties(
        containers,
        service.resources(),
        service.scaling(),
        deployment,
        service.enableRemoteSessions(),
        service.usePrivateSubnetsWithNAT(),
        service.connectTo(),
        service.iamRoleStatements());
  }

  /** Reports variables of the config that a service sets itself. */
  static void checkEnvironment(
      Inspection<?> inspection, List<EnvironmentVar> environment, List<String> given) {
    for (int i = 0; i < environment.size(); i++) {
      inspection.withoutEffect(
          given.contains(environment.get(i).name()),
          "the service sets this variable itself",
          "environment",
          i,
          "name");
    }
  }

  private List<EnvironmentVar> joined(List<EnvironmentVar> given) {
    List<EnvironmentVar> all = new ArrayList<>(service.environment());
    all.addAll(given);
    return all;
  }

  /** What runs once runs before the program; what runs all the time is there when it starts. */
  private List<ContainerDependency> mainWaitsFor() {
    List<ContainerDependency> dependencies = new ArrayList<>();
    for (SideContainer side : service.sideContainers()) {
      boolean waitsForMain =
          side.dependsOn().stream().anyMatch(dependency -> dependency.containerName().equals(MAIN));
      if (side.containerType() == SideContainerType.RUN_ON_INIT) {
        dependencies.add(new ContainerDependency(side.name(), DependencyCondition.SUCCESS));
      } else if (!waitsForMain) {
        dependencies.add(new ContainerDependency(side.name(), DependencyCondition.START));
      }
    }
    return dependencies;
  }

  private static WorkloadContainer beside(SideContainer side) {
    return new WorkloadContainer(
        List.of(),
        null,
        side.name(),
        side.packaging(),
        side.containerType() == SideContainerType.RUN_ON_INIT ? Boolean.FALSE : side.essential(),
        side.logging(),
        side.dependsOn(),
        side.environment(),
        side.internalHealthCheck(),
        side.stopTimeout(),
        side.volumeMounts());
  }
}
