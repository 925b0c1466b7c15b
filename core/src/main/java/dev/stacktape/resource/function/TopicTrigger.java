package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.TopicEvent;
import dev.stacktape.resource.messaging.TopicProperties;
import dev.stacktape.resource.messaging.TopicType;
import dev.stacktape.resource.queue.DeadLetters;
import dev.stacktape.template.CfnResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a topic that run a function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html">AWS::SNS::Subscription</a>
 */
final class TopicTrigger implements Trigger<TopicEvent> {
  static final String SERVICE = "sns.amazonaws.com";

  /** The ARN of the topic, a template value. */
  static Object arn(TopicEvent event) {
    return event.snsTopicName() == null
        ? Objects.requireNonNull(event.snsTopicArn(), "checked to be exactly one of two")
        : TopicType.arn(event.snsTopicName());
  }

  @Override
  public void check(Inspection<FunctionProperties> inspection, TopicEvent event, int index) {
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put("snsTopicName", event.snsTopicName());
    choices.put("snsTopicArn", event.snsTopicArn());
    inspection.exactlyOne(choices, "events", index, "properties");
    if (event.snsTopicName() != null) {
      inspection
          .reference(
              event.snsTopicName(),
              TopicProperties.class,
              "events",
              index,
              "properties",
              "snsTopicName")
          .filter(topic -> TopicType.isFifo(topic.properties()))
          .ifPresent(topic -> reportOrder(inspection, topic, index));
    }
    DeadLetters.check(
        inspection, event.onDeliveryFailure(), "events", index, "properties", "onDeliveryFailure");
  }

  private static void reportOrder(
      Inspection<?> inspection, Resource<TopicProperties> topic, int index) {
    inspection.report(
        PROPERTY_CONFLICT
            .error(
                "The topic `%s` keeps the order, and SNS passes such messages on to queues only."
                    .formatted(topic.name()))
            .hint("Subscribe a queue to it, and let the queue run the function."),
        "events",
        index,
        "properties",
        "snsTopicName");
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, TopicEvent event, int index) {
    to.add(
        names.eventId(index, "Subscription"),
        CfnResource.of(
            "AWS::SNS::Subscription",
            new Tree()
                .with("TopicArn", arn(event))
                .with("Protocol", "lambda")
                .with("Endpoint", names.calledArn())
                .with("FilterPolicy", event.filterPolicy())
                .with(
                    "RedrivePolicy",
                    new Tree()
                        .with("deadLetterTargetArn", DeadLetters.arn(event.onDeliveryFailure())))
                .build()),
        "events",
        index);
    to.add(
        names.eventId(index, "Permission"),
        CallPermission.of(names.calledArn(), SERVICE, arn(event)),
        "events",
        index);
  }
}
