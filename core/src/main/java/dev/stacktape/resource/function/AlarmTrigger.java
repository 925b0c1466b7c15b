package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.RESOURCE_NOT_FOUND;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.alarm.AlarmName;
import dev.stacktape.resource.alarm.AlarmStateRule;
import dev.stacktape.resource.event.AlarmEvent;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;

/** Alarms that run a function when they go off. */
final class AlarmTrigger implements Trigger<AlarmEvent> {

  @Override
  public void check(Inspection<FunctionProperties> inspection, AlarmEvent event, int index) {
    List<String> known = AlarmName.allIn(inspection.stack()).stream().map(AlarmName::text).toList();
    if (!known.contains(event.alarmName()) && !inspection.stack().hasUnread()) {
      inspection.report(
          RESOURCE_NOT_FOUND
              .error("There is no alarm `%s`.".formatted(event.alarmName()))
              .hint(
                  known.isEmpty()
                      ? "Add one under `alarms` of a resource."
                      : DidYouMean.closest(event.alarmName(), known)
                          .map(near -> "Did you mean `" + near + "`?")
                          .orElse("There is " + String.join(", ", known) + ".")),
          "events",
          index,
          "properties",
          "alarmName");
    }
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, AlarmEvent event, int index) {
    String ruleId = names.eventId(index, "Rule");
    Map<String, Object> target =
        new Tree().with("Arn", names.calledArn()).with("Id", names.targetId(index)).build();
    to.add(
        ruleId,
        CfnResource.of(
            "AWS::Events::Rule",
            new Tree()
                .with("State", "ENABLED")
                .with("EventPattern", AlarmStateRule.wentOff(new AlarmName(event.alarmName())))
                .with("Targets", List.of(target))
                .build()),
        "events",
        index);
    to.add(
        names.eventId(index, "Permission"),
        CallPermission.of(names.calledArn(), EventBusTrigger.SERVICE, Fn.getAtt(ruleId, "Arn")),
        "events",
        index);
  }
}
