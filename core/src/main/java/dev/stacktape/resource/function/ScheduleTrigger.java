package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.SCHEDULE_INVALID;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.RuleInput;
import dev.stacktape.resource.event.Schedule;
import dev.stacktape.resource.event.ScheduleEvent;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;

/**
 * Times at which a function runs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html">AWS::Events::Rule</a>
 */
final class ScheduleTrigger implements Trigger<ScheduleEvent> {
  @Override
  public void check(Inspection<FunctionProperties> inspection, ScheduleEvent event, int index) {
    if (!DirectiveText.isDirective(event.scheduleRate())) {
      Schedule.problemOf(event.scheduleRate())
          .ifPresent(
              problem ->
                  inspection.report(
                      SCHEDULE_INVALID.error(problem.message()).hint(problem.hint()),
                      "events",
                      index,
                      "properties",
                      "scheduleRate"));
    }
    RuleInput.of(event).check(inspection, "events", index, "properties");
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, ScheduleEvent event, int index) {
    Tree target =
        RuleInput.of(event)
            .addTo(new Tree().with("Arn", names.calledArn()).with("Id", names.targetId(index)));
    String ruleId = names.eventId(index, "Rule");
    to.add(
        ruleId,
        CfnResource.of(
            "AWS::Events::Rule",
            new Tree()
                .with("State", "ENABLED")
                .with("ScheduleExpression", event.scheduleRate())
                .with("Targets", List.of(target.build()))
                .build()),
        "events",
        index);
    to.add(
        names.eventId(index, "Permission"),
        CallPermission.of(names.calledArn(), "events.amazonaws.com", Fn.getAtt(ruleId, "Arn")),
        "events",
        index);
  }
}
