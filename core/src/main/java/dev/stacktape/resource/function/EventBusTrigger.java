package dev.stacktape.resource.function;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.EventBusEvent;
import dev.stacktape.resource.event.RuleInput;
import dev.stacktape.resource.messaging.BusChoice;
import dev.stacktape.resource.queue.DeadLetters;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;

/**
 * Events of a bus that run a function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html">AWS::Events::Rule</a>
 */
final class EventBusTrigger implements Trigger<EventBusEvent> {
  static final String SERVICE = "events.amazonaws.com";

  @Override
  public void check(Inspection<FunctionProperties> inspection, EventBusEvent event, int index) {
    BusChoice.of(event).check(inspection, index);
    RuleInput.of(event).check(inspection, "events", index, "properties");
    DeadLetters.check(
        inspection, event.onDeliveryFailure(), "events", index, "properties", "onDeliveryFailure");
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, EventBusEvent event, int index) {
    Tree target =
        RuleInput.of(event)
            .addTo(
                new Tree()
                    .with("Arn", names.calledArn())
                    .with("Id", names.targetId(index))
                    .with(
                        "DeadLetterConfig",
                        new Tree().with("Arn", DeadLetters.arn(event.onDeliveryFailure()))));
    String ruleId = names.eventId(index, "Rule");
    to.add(
        ruleId,
        CfnResource.of(
            "AWS::Events::Rule",
            new Tree()
                .with("State", "ENABLED")
                .with("EventBusName", BusChoice.of(event).ruleValue())
                .with("EventPattern", event.eventPattern().toTree())
                .with("Targets", List.of(target.build()))
                .build()),
        "events",
        index);
    to.add(
        names.eventId(index, "Permission"),
        CallPermission.of(names.calledArn(), SERVICE, Fn.getAtt(ruleId, "Arn")),
        "events",
        index);
  }
}
