package dev.stacktape.resource.container;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.StackView;
import dev.stacktape.template.Fn;
import java.util.Map;

/** What a workload and its parts are called. */
final class WorkloadNames {
  private static final int ROLE_LIMIT = 64;
  private static final int LIMIT = 255;
  private static final int POLICY_LIMIT = 256;
  private static final int LOG_GROUP_LIMIT = 512;

  private final String name;
  private final StackView stack;

  WorkloadNames(String name, StackView stack) {
    this.name = name;
    this.stack = stack;
  }

  String clusterId() {
    return LogicalId.of(name, "Cluster");
  }

  String serviceId() {
    return LogicalId.of(name, "Service");
  }

  String taskDefinitionId() {
    return LogicalId.of(name, "TaskDefinition");
  }

  String roleId() {
    return LogicalId.of(name, "Role");
  }

  String securityGroupId() {
    return LogicalId.of(name, "SecurityGroup");
  }

  String logGroupId(String container) {
    return LogicalId.of(name, container, "LogGroup");
  }

  String discoveryServiceId(int port) {
    return LogicalId.of(name, "Port" + port, "DiscoveryService");
  }

  String part(String part) {
    return LogicalId.of(name, part);
  }

  Map<String, Object> securityGroup() {
    return Fn.getAtt(securityGroupId(), "GroupId");
  }

  String clusterName() {
    return PhysicalName.fit(full("cluster"), LIMIT);
  }

  String roleName() {
    return PhysicalName.fit(full(stack.target().region()), ROLE_LIMIT);
  }

  String familyName() {
    return PhysicalName.fit(full("task-definition"), LIMIT);
  }

  String securityGroupName() {
    return PhysicalName.fit(full("sg"), LIMIT);
  }

  String policyName(String metric) {
    return PhysicalName.fit(full(metric), POLICY_LIMIT);
  }

  String logGroupName(String container) {
    return PhysicalName.fit(
        "/stp/%s/ecs/%s/%s/process-logs".formatted(stack.target().stackName(), name, container),
        LOG_GROUP_LIMIT);
  }

  /** A name of a part that AWS takes only so many characters of. */
  String fitted(String part, int limit) {
    return PhysicalName.fit(full(part), limit);
  }

  /**
   * The ARNs of its service, put together so that workloads can know each other without a cycle.
   */
  Map<String, Object> serviceArns() {
    return Fn.sub(
        "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:service/"
            + clusterName()
            + "/*");
  }

  /** The ARN of its cluster, put together as well. */
  Map<String, Object> clusterArn() {
    return Fn.sub(
        "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:cluster/" + clusterName());
  }

  void check(Inspection<?> inspection) {
    inspection.fits("role name", full(stack.target().region()), ROLE_LIMIT);
  }

  private String full(String last) {
    return String.join("-", stack.target().stackName(), name, last);
  }
}
