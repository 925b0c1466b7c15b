package dev.stacktape.local.stepfunctions;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.http.JsonProtocol;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AWS Step Functions: state machines can be described and updated. None is executed.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html">Step
 *     Functions API</a>
 */
public final class StepFunctions implements AwsService {
  private static final JsonProtocol PROTOCOL =
      JsonProtocol.version10("com.amazonaws.swf.service.v2.model");

  private final StateMachines machines;

  /** Begins with what the state folder holds. */
  public StepFunctions(LocalContext context) {
    this.machines = new StateMachines(context);
  }

  @Override
  public String signingName() {
    return "states";
  }

  @Override
  public List<ResourceProvider> providers() {
    return List.of(new StateMachineProvider(machines));
  }

  @Override
  public String operation(AwsRequest request) {
    return PROTOCOL.operation(request);
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    Document input = Document.parse(request.text());
    Document answer =
        switch (PROTOCOL.operation(request)) {
          case "DescribeStateMachine" -> describe(input);
          case "UpdateStateMachine" -> update(input);
          case "ListStateMachines" -> list(request.region());
          default ->
              throw new AwsError(
                  400,
                  "UnknownOperationException",
                  "The embedded AWS has no operation Step Functions "
                      + PROTOCOL.operation(request));
        };
    return AwsResponse.json(200, PROTOCOL.contentType(), answer.json());
  }

  private Document describe(Document input) {
    StateMachine machine = machines.get(input.required("stateMachineArn"));
    return new Document(machine.settings())
        .with("stateMachineArn", machine.arn())
        .with("name", machine.name())
        .with("status", "ACTIVE")
        .with("definition", machine.definition())
        .with("revisionId", machine.revision())
        .with("creationDate", machine.created() / 1000.0);
  }

  private Document update(Document input) {
    StateMachine present = machines.get(input.required("stateMachineArn"));
    Map<String, Object> settings = new LinkedHashMap<>(present.settings());
    if (input.has("roleArn")) {
      settings.put("roleArn", input.required("roleArn"));
    }
    StateMachine changed = machines.update(present.arn(), input.text("definition"), settings);
    return Document.empty()
        .with("revisionId", changed.revision())
        .with("updateDate", changed.created() / 1000.0);
  }

  private Document list(String region) {
    return Document.empty()
        .with(
            "stateMachines",
            machines.in(region).stream()
                .map(
                    machine ->
                        Map.of(
                            "stateMachineArn",
                            machine.arn(),
                            "name",
                            machine.name(),
                            "type",
                            String.valueOf(machine.settings().get("type")),
                            "creationDate",
                            machine.created() / 1000.0))
                .toList());
  }
}
