package dev.stacktape.resource.container;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.StackView;
import dev.stacktape.template.Fn;
import java.util.Map;

/** What a batch job and its parts are called. */
final class JobNames {
  private static final int ROLE_LIMIT = 64;
  private static final int STATE_MACHINE_LIMIT = 80;
  private static final int LIMIT = 128;
  private static final int LOG_GROUP_LIMIT = 512;
  private static final String ARN = "arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:%s";

  private final String name;
  private final StackView stack;

  JobNames(String name, StackView stack) {
    this.name = name;
    this.stack = stack;
  }

  String part(String part) {
    return LogicalId.of(name, part);
  }

  String eventId(int index, String part) {
    return LogicalId.of(name, "Event" + index, part);
  }

  String stateMachineId() {
    return part("JobExecutionStateMachine");
  }

  String definitionId() {
    return part("JobDefinition");
  }

  String roleName() {
    return PhysicalName.fit(full(stack.target().region()), ROLE_LIMIT);
  }

  String definitionName() {
    return PhysicalName.fit(full("job-definition"), LIMIT);
  }

  String stateMachineName() {
    return PhysicalName.fit(full("batch-state-machine"), STATE_MACHINE_LIMIT);
  }

  String logGroupName() {
    return PhysicalName.fit(
        "/stp/%s/batch/%s/process-logs".formatted(stack.target().stackName(), name),
        LOG_GROUP_LIMIT);
  }

  String targetId(int eventIndex) {
    return PhysicalName.fit(name + "-event-" + eventIndex + "-event-rule", ROLE_LIMIT);
  }

  /**
   * The ARNs of all revisions of the definition, put together so that nobody has to wait for it.
   */
  Map<String, Object> definitionArns() {
    return arn("batch", "job-definition/" + definitionName() + ":*");
  }

  /** The ARN of the state machine, put together as well. */
  Map<String, Object> stateMachineArn() {
    return arn("states", "stateMachine:" + stateMachineName());
  }

  Map<String, Object> executionArns() {
    return arn("states", "execution:" + stateMachineName() + ":*");
  }

  /** An ARN in the stack's own region and account. */
  static Map<String, Object> arn(String service, String resource) {
    return Fn.sub(ARN.formatted(service, resource));
  }

  void check(Inspection<?> inspection) {
    inspection.fits("role name", full(stack.target().region()), ROLE_LIMIT);
    inspection.fits("state machine name", full("batch-state-machine"), STATE_MACHINE_LIMIT);
  }

  private String full(String last) {
    return String.join("-", stack.target().stackName(), name, last);
  }
}
