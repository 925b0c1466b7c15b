package dev.stacktape.resource.function;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function and its parts are called. */
final class FunctionNames {
  private static final int LIMIT = 64;
  private static final int TARGET_ID_LIMIT = 64;
  private static final int GROUP_LIMIT = 255;
  private static final int CONSUMER_LIMIT = 128;
  private static final int DEPLOYMENT_GROUP_LIMIT = 100;

  /** The alias that has the traffic, where a function publishes versions. */
  static final String ALIAS = "stp-live";

  private final String name;
  private final boolean versioned;
  private final StackView stack;

  FunctionNames(String name, FunctionProperties properties, StackView stack) {
    this.name = name;
    this.versioned = FunctionVersion.isWanted(properties);
    this.stack = stack;
  }

  FunctionNames(Resource<FunctionProperties> function, StackView stack) {
    this(function.name(), function.properties(), stack);
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

  String versionId() {
    return LogicalId.of(name, "Version");
  }

  String aliasId() {
    return LogicalId.of(name, "StpAlias");
  }

  String securityGroupId() {
    return LogicalId.of(name, "SecurityGroup");
  }

  String deploymentGroupId() {
    return LogicalId.of(name, "DeploymentGroup");
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

  String securityGroupName() {
    return PhysicalName.fit(fullFunctionName() + "-sg", GROUP_LIMIT);
  }

  String deploymentGroupName() {
    return PhysicalName.fit(fullFunctionName(), DEPLOYMENT_GROUP_LIMIT);
  }

  String targetId(int eventIndex) {
    return PhysicalName.fit(name + "-event-" + eventIndex + "-event-rule", TARGET_ID_LIMIT);
  }

  String consumerName(int eventIndex) {
    return PhysicalName.fit(
        fullFunctionName() + "-event" + eventIndex + "-kinesis-consumer", CONSUMER_LIMIT);
  }

  /** The function itself, whatever it publishes. */
  Map<String, Object> arn() {
    return Fn.getAtt(functionId(), "Arn");
  }

  /** The ARN put together, so that two functions can know each other without a cycle. */
  Map<String, Object> arnByName() {
    return Fn.sub(
        "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:" + functionName());
  }

  /** What events call: the alias where there is one, so that they reach what is published. */
  Map<String, Object> calledArn() {
    return versioned ? Fn.ref(aliasId()) : arn();
  }

  /** The same put together of names. */
  Map<String, Object> calledArnByName() {
    return versioned
        ? Fn.sub(
            "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:"
                + functionName()
                + ":"
                + ALIAS)
        : arnByName();
  }

  /** The alias, null where there is none. */
  @Nullable String aliasName() {
    return versioned ? ALIAS : null;
  }

  /** A resource that names the alias by its name, and so does not refer to it. */
  CfnResource afterAlias(CfnResource resource) {
    return versioned ? resource.dependsOn(aliasId()) : resource;
  }

  /** What is configured for asynchronous calls. */
  String qualifier() {
    return versioned ? ALIAS : "$LATEST";
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
