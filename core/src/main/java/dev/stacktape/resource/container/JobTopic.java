package dev.stacktape.resource.container;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.TopicEvent;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.messaging.TopicProperties;
import dev.stacktape.resource.messaging.TopicType;
import dev.stacktape.resource.queue.DeadLetters;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a topic that start a batch job. A topic starts no state machine, and nothing reads a
 * topic: a queue subscribes to it, and a pipe reads the queue. The job gets each message in the
 * form of a record that a function would get.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Fanout of SNS
 *     to SQS queues</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html">Input
 *     transformation of EventBridge Pipes</a>
 */
final class JobTopic {
  private static final String EVENTS = "events";
  private static final String PROPERTIES = "properties";

  /** SQS's longest, so that nothing is lost while the job cannot be started. */
  private static final int KEPT_SECONDS = 14 * 24 * 60 * 60;

  private static final String RECORD = "{\"EventSource\": \"aws:sns\", \"Sns\": <$.body>}";

  private JobTopic() {}

  static void check(Inspection<JobProperties> inspection, TopicEvent event, int index) {
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put("snsTopicName", event.snsTopicName());
    choices.put("snsTopicArn", event.snsTopicArn());
    if (inspection.exactlyOne(choices, EVENTS, index, PROPERTIES) && event.snsTopicName() != null) {
      inspection.reference(
          event.snsTopicName(), TopicProperties.class, EVENTS, index, PROPERTIES, "snsTopicName");
    }
    DeadLetters.check(
        inspection, event.onDeliveryFailure(), EVENTS, index, PROPERTIES, "onDeliveryFailure");
  }

  /** Adds queue, subscription and pipe, and says what the pipe must be allowed to read. */
  static Statement contribute(
      Contribution<JobProperties> to, JobNames names, TopicEvent event, int index) {
    Object topic = topicArn(event);
    String queueId = names.eventId(index, "Queue");
    Object queue = Fn.getAtt(queueId, "Arn");
    to.add(
        queueId,
        CfnResource.of(
            "AWS::SQS::Queue",
            new Tree()
                .with("MessageRetentionPeriod", KEPT_SECONDS)
                .with("SqsManagedSseEnabled", true)
                .with("Tags", to.stack().tags().toList())
                .build()),
        EVENTS,
        index);
    to.add(names.eventId(index, "QueuePolicy"), policy(queueId, topic), EVENTS, index);
    to.add(
        names.eventId(index, "Subscription"),
        CfnResource.of(
                "AWS::SNS::Subscription",
                new Tree()
                    .with("TopicArn", topic)
                    .with("Protocol", "sqs")
                    .with("Endpoint", queue)
                    .with("FilterPolicy", event.filterPolicy())
                    .with(
                        "RedrivePolicy",
                        new Tree()
                            .with(
                                "deadLetterTargetArn", DeadLetters.arn(event.onDeliveryFailure())))
                    .build())
            .dependsOn(names.eventId(index, "QueuePolicy")),
        EVENTS,
        index);
    return JobPipe.contribute(
        to,
        names,
        index,
        new JobPipe.Reading(
            queue,
            JobPipe.QUEUE_ACTIONS,
            new Tree().with("SqsQueueParameters", new Tree().with("BatchSize", 1)),
            RECORD));
  }

  private static Object topicArn(TopicEvent event) {
    return event.snsTopicName() == null
        ? Objects.requireNonNull(event.snsTopicArn(), "checked to be exactly one of two")
        : TopicType.arn(event.snsTopicName());
  }

  private static CfnResource policy(String queueId, Object topic) {
    Map<String, Object> statement =
        new Tree()
            .with("Effect", "Allow")
            .with("Principal", Map.of("Service", "sns.amazonaws.com"))
            .with("Action", "sqs:SendMessage")
            .with("Resource", Fn.getAtt(queueId, "Arn"))
            .with("Condition", Map.of("ArnEquals", Map.of("aws:SourceArn", topic)))
            .build();
    return CfnResource.of(
        "AWS::SQS::QueuePolicy",
        new Tree()
            .with("Queues", List.of(Fn.ref(queueId)))
            .with("PolicyDocument", Statement.document(List.of(statement)))
            .build());
  }
}
