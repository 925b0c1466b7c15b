package dev.stacktape.resource.container;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import java.util.List;
import java.util.Map;

/** {@code worker-service}: a workload that nobody calls. */
public final class WorkerServiceType implements ResourceType<WorkerServiceProperties> {
  @Override
  public String word() {
    return "worker-service";
  }

  @Override
  public Class<WorkerServiceProperties> propertiesType() {
    return WorkerServiceProperties.class;
  }

  @Override
  public Params params(Resource<WorkerServiceProperties> service, StackView stack) {
    return Params.none();
  }

  @Override
  public Map<String, Resource<?>> parts(Resource<WorkerServiceProperties> service) {
    return Map.of(
        "containerWorkload",
        service.part(
            new WorkloadType(),
            new ServiceContainers(service.properties())
                .workload(List.of(), List.of(), null, null)));
  }

  @Override
  public void contribute(Contribution<WorkerServiceProperties> to) {
    // All of it is in the workload.
  }
}
