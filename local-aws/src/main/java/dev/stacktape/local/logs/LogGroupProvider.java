package dev.stacktape.local.logs;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProperties;
import dev.stacktape.local.ResourceProvider;
import java.util.Map;

/** {@code AWS::Logs::LogGroup}; its physical id is its name. */
final class LogGroupProvider implements ResourceProvider {
  private static final int LONGEST_NAME = 512;

  private final LogGroups groups;

  LogGroupProvider(LogGroups groups) {
    this.groups = groups;
  }

  @Override
  public String type() {
    return "AWS::Logs::LogGroup";
  }

  @Override
  public Result create(Request request) {
    ResourceProperties properties = request.read();
    String name = properties.text("LogGroupName", request.generatedName(LONGEST_NAME));
    Map<String, String> tags = properties.tags("Tags", request.stackTags());
    LogGroup group = groups.find(name);
    if (group == null) {
      group = groups.create(name, request.region(), tags, request.token());
    } else if (!request.token().equals(group.description().token())) {
      throw new AwsError(
          400,
          "AlreadyExists",
          "Resource of type 'AWS::Logs::LogGroup' with identifier '{\"/properties/LogGroupName\":\""
              + name
              + "\"}' already exists.");
    }
    return apply(group, properties, tags);
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    ResourceProperties properties = request.read();
    return apply(groups.get(physicalId), properties, properties.tags("Tags", request.stackTags()));
  }

  @Override
  public Map<String, Object> live(String region, String physicalId) {
    Integer days = groups.get(physicalId).description().retentionDays();
    return Map.of("RetentionInDays", days == null ? "" : days);
  }

  private Result apply(LogGroup group, ResourceProperties properties, Map<String, String> tags) {
    String days = properties.text("RetentionInDays");
    Integer retention = days == null ? null : Integer.valueOf(GroupCalls.checkedRetention(days));
    group.change(group.description().retention(retention).tags(tags));
    return new Result(group.description().name(), Map.of("Arn", groups.arn(group) + ":*"));
  }

  @Override
  public void delete(Request request, String physicalId) {
    if (groups.find(physicalId) != null) {
      groups.delete(physicalId);
    }
  }
}
