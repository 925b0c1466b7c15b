package dev.stacktape.local.ecs;

import dev.stacktape.local.ResourceProvider;
import java.util.Map;

/** {@code AWS::ECS::Service}; its physical id is its ARN. */
final class ServiceProvider implements ResourceProvider {
  private static final int LONGEST_NAME = 255;

  private final EcsServices services;

  ServiceProvider(EcsServices services) {
    this.services = services;
  }

  @Override
  public String type() {
    return "AWS::ECS::Service";
  }

  @Override
  public Result create(Request request) {
    return result(
        services.create(
            request.region(),
            request.text("Cluster"),
            request.read().text("ServiceName", request.generatedName(LONGEST_NAME)),
            request.read().text("TaskDefinition", ""),
            desired(request),
            request.token(),
            request.settling()));
  }

  /** CloudFormation waits until the service is stable, unless it is in express mode. */
  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    EcsService service = services.get(request.region(), request.text("Cluster"), physicalId);
    return result(
        services.bring(
            service,
            request.read().text("TaskDefinition", service.taskDefinition()),
            desired(request),
            request.settling()));
  }

  @Override
  public void delete(Request request, String physicalId) {
    EcsService service = services.find(request.region(), request.text("Cluster"), physicalId);
    if (service != null) {
      services.delete(service);
    }
  }

  private static int desired(Request request) {
    String count = request.text("DesiredCount");
    return count == null ? 1 : Integer.parseInt(count);
  }

  private static Result result(EcsService service) {
    return new Result(service.arn(), Map.of("ServiceArn", service.arn(), "Name", service.name()));
  }
}
