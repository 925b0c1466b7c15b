package dev.stacktape.local.stepfunctions;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code AWS::StepFunctions::StateMachine}; its physical id is its ARN. */
final class StateMachineProvider implements ResourceProvider {
  private static final int LONGEST_NAME = 80;

  private final StateMachines machines;

  StateMachineProvider(StateMachines machines) {
    this.machines = machines;
  }

  @Override
  public String type() {
    return "AWS::StepFunctions::StateMachine";
  }

  @Override
  public Result create(Request request) {
    Document properties = new Document(request.properties());
    return result(
        machines.create(
            request.region(),
            properties.text("StateMachineName", request.generatedName(LONGEST_NAME)),
            definition(properties),
            settings(properties),
            request.token()));
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    Document properties = new Document(request.properties());
    return result(machines.update(physicalId, definition(properties), settings(properties)));
  }

  @Override
  public void delete(Request request, String physicalId) {
    machines.delete(physicalId);
  }

  private static String definition(Document properties) {
    String text =
        properties.has("Definition")
            ? properties.at("Definition").json()
            : properties.text("DefinitionString");
    if (text == null) {
      throw new AwsError(
          400, "ValidationException", "The embedded AWS reads no definition from S3");
    }
    for (Map.Entry<String, String> one : properties.textMap("DefinitionSubstitutions").entrySet()) {
      text = text.replace("${" + one.getKey() + "}", one.getValue());
    }
    return text;
  }

  private static Map<String, Object> settings(Document properties) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("type", properties.text("StateMachineType", "STANDARD"));
    settings.put("roleArn", properties.text("RoleArn", ""));
    return settings;
  }

  private static Result result(StateMachine machine) {
    return new Result(
        machine.arn(),
        Map.of(
            "Arn",
            machine.arn(),
            "Name",
            machine.name(),
            "StateMachineRevisionId",
            machine.revision()));
  }
}
