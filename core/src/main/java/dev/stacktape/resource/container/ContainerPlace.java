package dev.stacktape.resource.container;

import dev.stacktape.resource.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * Where what is said of a container stands in the config: a workload has a list of them, a service
 * says everything of its main container at the top.
 */
final class ContainerPlace {
  private ContainerPlace() {}

  /**
   * A path below {@code properties:} of what the user wrote.
   *
   * @param index of the container in the workload; the main container of a service is the first
   */
  static Object[] of(Resource<WorkloadProperties> workload, int index, Object... below) {
    List<Object> path = new ArrayList<>();
    if (!isPart(workload)) {
      path.add("containers");
      path.add(index);
    } else if (index > 0) {
      path.add("sideContainers");
      path.add(index - 1);
    }
    path.addAll(List.of(below));
    return path.toArray();
  }

  /** Whether it is the workload of a service. */
  static boolean isPart(Resource<WorkloadProperties> workload) {
    return !(workload.definition().properties() instanceof WorkloadProperties);
  }
}
