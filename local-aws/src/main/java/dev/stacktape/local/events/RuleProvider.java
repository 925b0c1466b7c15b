package dev.stacktape.local.events;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.Map;

/** {@code AWS::Events::Rule}. */
record RuleProvider(Schedules schedules, LocalContext context) implements ResourceProvider {
  private static final int LONGEST_NAME = 64;

  @Override
  public String type() {
    return "AWS::Events::Rule";
  }

  @Override
  public Result create(Request request) {
    Document properties = new Document(request.properties());
    String name = properties.text("Name", request.generatedName(LONGEST_NAME));
    String bus = bus(properties);
    return put(request, bus.equals("default") ? name : bus + "|" + name, properties);
  }

  /** The name of the bus, which may be given by its ARN. */
  private static String bus(Document properties) {
    String given = properties.text("EventBusName", "default");
    return given.substring(given.indexOf('/') + 1);
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    Document properties = new Document(request.properties());
    boolean sameTimes =
        properties
            .text("ScheduleExpression", "")
            .equals(new Document(previous).text("ScheduleExpression", ""));
    Rule present = schedules.find(request.region(), physicalId);
    Result result = put(request, physicalId, properties);
    Rule changed = schedules.find(request.region(), physicalId);
    if (sameTimes && present != null && changed != null && present.nextMillis() != null) {
      // Other targets do not start a rate anew.
      Long next = changed.nextMillis() == null ? null : present.nextMillis();
      schedules.put(
          new Rule(changed.region(), physicalId, changed.arn(), changed.settings(), next));
    }
    return result;
  }

  /**
   * Writes a rule down.
   *
   * @param id the name, with that of a bus of the user's and {@code |} before it
   */
  private Result put(Request request, String id, Document properties) {
    if (!properties.has("ScheduleExpression") && !properties.has("EventPattern")) {
      throw new AwsError(
          400,
          "ValidationException",
          "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    String path = id.replace('|', '/');
    String arn = "arn:aws:events:" + request.region() + ":" + request.account() + ":rule/" + path;
    schedules.put(Rule.of(request.region(), id, arn, properties, context.clock().instant()));
    return new Result(id, Map.of("Arn", arn, "RuleName", id.substring(id.indexOf('|') + 1)));
  }

  @Override
  public void delete(Request request, String physicalId) {
    schedules.remove(request.region(), physicalId);
  }
}
