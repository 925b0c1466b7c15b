package dev.stacktape.resource.function;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.StackView;
import dev.stacktape.template.Fn;
import java.util.Map;

/** What a function and its parts are called. */
final class FunctionNames {
  private static final int LIMIT = 64;
  private static final int TARGET_ID_LIMIT = 64;

  private final String name;
  private final StackView stack;

  FunctionNames(String name, StackView stack) {
    this.name = name;
    this.stack = stack;
  }

  String functionId() {
    return LogicalId.of(name, "Function");
  }

  String roleId() {
    return LogicalId.of(name, "Role");
  }

  String logGroupId() {
    return LogicalId.of(name, "LogGroup");
  }

  String urlId() {
    return LogicalId.of(name, "Url");
  }

  String eventId(int index, String part) {
    return LogicalId.of(name, "Event" + index, part);
  }

  String gatewayId(String gateway, String part) {
    return LogicalId.of(name, gateway, part);
  }

  String functionName() {
    return PhysicalName.fit(fullFunctionName(), LIMIT);
  }

  String roleName() {
    return PhysicalName.fit(fullRoleName(), LIMIT);
  }

  String logGroupName() {
    return "/aws/lambda/" + functionName();
  }

  String targetId(int eventIndex) {
    return PhysicalName.fit(name + "-event-" + eventIndex + "-event-rule", TARGET_ID_LIMIT);
  }

  Map<String, Object> arn() {
    return Fn.getAtt(functionId(), "Arn");
  }

  /** The ARN put together, so that two functions can know each other without a cycle. */
  Map<String, Object> arnByName() {
    return Fn.sub(
        "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:" + functionName());
  }

  void check(Inspection<?> inspection) {
    inspection.fits("function name", fullFunctionName(), LIMIT);
    inspection.fits("role name", fullRoleName(), LIMIT);
  }

  private String fullFunctionName() {
    return stack.target().stackName() + "-" + name;
  }

  private String fullRoleName() {
    return String.join("-", stack.target().stackName(), name, stack.target().region());
  }
}
