package dev.stacktape.resource.container;

import static dev.stacktape.resource.ResourceCode.CONTAINER_HOST_NAME;

import dev.stacktape.problem.Problem;
import dev.stacktape.resource.Inspection;
import java.util.List;

/** What is otherwise on machines of a workload's own than on Fargate. */
final class WorkloadSupport {
  private WorkloadSupport() {}

  static void check(Inspection<WorkloadProperties> inspection) {
    WorkloadProperties workload = inspection.properties();
    if (!workload.hasMachines() || workload.containers().size() == 1) {
      return;
    }
    List<ContainerLinks.Missing> missing = ContainerLinks.of(workload).missing();
    for (WorkloadProperties.Placed<ContainerEvent.Internal> placed :
        workload.events(ContainerEvent.Internal.class)) {
      inspection.report(
          hostName(placed, missing),
          ContainerPlace.of(
              inspection.resource(), placed.containerIndex(), "events", placed.eventIndex()));
    }
  }

  private static Problem hostName(
      WorkloadProperties.Placed<ContainerEvent.Internal> placed,
      List<ContainerLinks.Missing> missing) {
    String name = placed.container().name();
    List<String> without =
        missing.stream()
            .filter(pair -> pair.to().equals(name))
            .map(pair -> "`" + pair.from() + "`")
            .toList();
    String cannot =
        without.isEmpty()
            ? ""
            : " Those that it waits for cannot reach it at all: %s."
                .formatted(String.join(", ", without));
    return CONTAINER_HOST_NAME
        .warning(
            "Containers on EC2 machines share no `localhost`: the others of the workload reach this"
                + " one as `%s:%d`.%s".formatted(name, placed.event().containerPort(), cannot))
        .hint("Call it by that name, or remove `instanceTypes` to run the workload on Fargate.");
  }
}
