package dev.stacktape.local.ecs;

import dev.stacktape.local.ResourceProvider;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code AWS::ECS::TaskDefinition}; its physical id is its ARN. */
final class TaskDefinitionProvider implements ResourceProvider {
  private static final int LONGEST_FAMILY = 255;

  private final TaskDefinitions definitions;

  TaskDefinitionProvider(TaskDefinitions definitions) {
    this.definitions = definitions;
  }

  @Override
  public String type() {
    return "AWS::ECS::TaskDefinition";
  }

  @Override
  public Result create(Request request) {
    Map<String, Object> properties = new LinkedHashMap<>(request.properties());
    properties.remove("Tags");
    properties.putIfAbsent("Family", request.generatedName(LONGEST_FAMILY));
    Map<String, String> tags = request.read().tags("Tags", request.stackTags());
    TaskDefinitions.Registered made =
        definitions.register(request.region(), ApiNames.of(properties), tags, request.token());
    return result(made.arn());
  }

  /** Everything but tags causes replacement. */
  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    return result(physicalId);
  }

  @Override
  public void delete(Request request, String physicalId) {
    var unused = definitions.deregister(request.region(), physicalId);
  }

  private static Result result(String arn) {
    return new Result(arn, Map.of("TaskDefinitionArn", arn));
  }
}
