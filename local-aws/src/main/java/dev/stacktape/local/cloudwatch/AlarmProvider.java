package dev.stacktape.local.cloudwatch;

import dev.stacktape.local.ResourceProvider;
import java.util.Map;

/** {@code AWS::CloudWatch::Alarm}. */
final class AlarmProvider implements ResourceProvider {
  private static final int LONGEST_NAME = 255;

  private final Alarms alarms;

  AlarmProvider(Alarms alarms) {
    this.alarms = alarms;
  }

  @Override
  public String type() {
    return "AWS::CloudWatch::Alarm";
  }

  @Override
  public Result create(Request request) {
    String given = request.text("AlarmName");
    String name = given == null ? request.generatedName(LONGEST_NAME) : given;
    return put(request, name);
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    return put(request, physicalId);
  }

  private Result put(Request request, String name) {
    alarms.put(name, request.region(), request.properties());
    return new Result(
        name,
        Map.of(
            "Arn",
            "arn:aws:cloudwatch:%s:%s:alarm:%s"
                .formatted(request.region(), request.account(), name)));
  }

  @Override
  public void delete(Request request, String physicalId) {
    alarms.delete(physicalId);
  }
}
