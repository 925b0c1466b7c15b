package dev.stacktape.resource.container;

import dev.stacktape.resource.Inspection;

/** What the config language knows of workloads but cannot be deployed yet. */
final class WorkloadSupport {
  private WorkloadSupport() {}

  static void check(Inspection<WorkloadProperties> inspection) {
    WorkloadProperties workload = inspection.properties();
    for (WorkloadProperties.Placed<ContainerEvent.Internal> placed :
        workload.events(ContainerEvent.Internal.class)) {
      inspection.notSupported(
          workload.hasMachines(),
          "A container that others reach on machines of your own",
          ContainerPlace.of(
              inspection.resource(), placed.containerIndex(), "events", placed.eventIndex()));
    }
  }
}
