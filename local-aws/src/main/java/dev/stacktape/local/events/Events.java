package dev.stacktape.local.events;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.QueueReader;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.http.JsonProtocol;
import dev.stacktape.local.lambda.Lambda;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * EventBridge behind the endpoint, and the event source mappings of Lambda: all that calls
 * functions by itself. Rules are made by CloudFormation; the API here reads what there is.
 */
public final class Events implements AwsService {
  private static final JsonProtocol PROTOCOL = JsonProtocol.version11("");

  private final Schedules schedules;
  private final EventSources sources;

  /** Begins with the rules and mappings that the state folder holds. */
  public Events(LocalContext context, Lambda lambda, QueueReader queues, TableStreams streams) {
    this.schedules = new Schedules(context, lambda.invoker()).start();
    StateStore positions = new StateStore(context.folder("lambda").resolve("positions"));
    this.sources = new EventSources(lambda.invoker(), queues, streams, positions);
    lambda.runMappingsWith(sources);
  }

  /** The CloudFormation resource types behind which EventBridge stands. */
  @Override
  public List<ResourceProvider> providers() {
    return schedules.providers();
  }

  @Override
  public String signingName() {
    return "events";
  }

  @Override
  public String operation(AwsRequest request) {
    return PROTOCOL.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    Document input = Document.parse(request.text());
    String operation = operation(request);
    Document answer =
        switch (operation) {
          case "ListRules" -> list(request.region(), input.text("NamePrefix", ""));
          case "DescribeRule" -> view(rule(request.region(), input.required("Name")));
          case "ListTargetsByRule" -> targets(rule(request.region(), input.required("Rule")));
          default ->
              throw new AwsError(
                  400,
                  "UnknownOperationException",
                  "The embedded AWS has no operation EventBridge " + operation);
        };
    return AwsResponse.json(200, "application/x-amz-json-1.1", answer.json());
  }

  private Document list(String region, String prefix) {
    List<Map<String, Object>> found =
        schedules.in(region).stream()
            .filter(rule -> rule.name().startsWith(prefix))
            .map(rule -> view(rule).values())
            .toList();
    return new Document(Map.of("Rules", found));
  }

  private Rule rule(String region, String name) {
    Rule rule = schedules.find(region, name);
    if (rule == null) {
      throw new AwsError(
          400,
          "ResourceNotFoundException",
          "Rule " + name + " does not exist on EventBus default.");
    }
    return rule;
  }

  private static Document view(Rule rule) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("Name", rule.name());
    view.put("Arn", rule.arn());
    view.put("State", rule.document().text("State", "ENABLED"));
    view.put("EventBusName", rule.document().text("EventBusName", "default"));
    for (String name : List.of("Description", "ScheduleExpression", "RoleArn")) {
      if (rule.document().has(name)) {
        view.put(name, rule.document().required(name));
      }
    }
    if (rule.document().has("EventPattern")) {
      Object pattern = rule.document().get("EventPattern");
      view.put("EventPattern", pattern instanceof String ? pattern : Document.json(pattern));
    }
    return new Document(view);
  }

  private static Document targets(Rule rule) {
    return new Document(Map.of("Targets", rule.targets().stream().map(Document::values).toList()));
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }

  @Override
  public void close() {
    schedules.close();
    sources.close();
  }
}
