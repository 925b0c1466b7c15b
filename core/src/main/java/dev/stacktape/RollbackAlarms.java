package dev.stacktape;

import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.LogicalId;
import dev.stacktape.name.Target;
import dev.stacktape.resource.ResourceCode;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alarms that roll a deployment back. CloudFormation watches only what exists before the
 * deployment begins, so an alarm of the config counts from its second deployment on.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-rollback-triggers.html">Rollback
 *     triggers</a>
 */
record RollbackAlarms(Target target, Template deployed, Template wanted, EventListener events) {
  private static final String ALARM = "AWS::CloudWatch::Alarm";

  /** The settings with ARNs in place of names. */
  DeploymentSettings in(DeploymentSettings settings) {
    List<String> arns = new ArrayList<>();
    for (String alarm : settings.rollbackAlarms()) {
      if (alarm.startsWith("arn:")) {
        arns.add(alarm);
      } else {
        arn(alarm).ifPresent(arns::add);
      }
    }
    return settings.watching(arns);
  }

  private Optional<String> arn(String name) {
    Optional<String> later = physicalName(name, wanted);
    Optional<String> now = physicalName(name, deployed);
    if (later.isPresent() && now.equals(later)) {
      return now.map(
          found ->
              "arn:%s:cloudwatch:%s:%s:alarm:%s"
                  .formatted(partition(), target.region(), target.account(), found));
    }
    if (later.isPresent()) {
      events.on(
          new Event.Noted(
              "The alarm %s can roll a deployment back from the next one on: it is new."
                  .formatted(name)));
    } else {
      events.on(
          new Event.Warned(
              ResourceCode.RESOURCE_NOT_FOUND
                  .warning(
                      "`triggerRollbackOnAlarms` names an alarm `%s`, which the stack does not have."
                          .formatted(name))
                  .hint("Name an alarm of this config, or give the ARN of another one.")));
    }
    return Optional.empty();
  }

  private Optional<String> physicalName(String name, Template template) {
    return template.resources().entrySet().stream()
        .filter(resource -> resource.getValue().type().equals(ALARM))
        .filter(resource -> isCalled(name, resource))
        .map(resource -> resource.getValue().properties().get("AlarmName"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }

  private boolean isCalled(String name, Map.Entry<String, CfnResource> alarm) {
    return alarm.getKey().equals(LogicalId.of(name, "Alarm"))
        || (target.stackName() + "-" + name).equals(alarm.getValue().properties().get("AlarmName"));
  }

  private String partition() {
    return target.region().startsWith("cn-")
        ? "aws-cn"
        : target.region().startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
