package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.QUEUE_VISIBILITY_TOO_SHORT;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.QueueEvent;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.queue.QueueProperties;
import dev.stacktape.resource.queue.QueueType;
import dev.stacktape.template.CfnResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a queue that run a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Lambda
 *     and SQS</a>
 */
final class QueueTrigger implements Trigger<QueueEvent> {
  private static final int DEFAULT_BATCH = 10;
  private static final int MAX_BATCH_WITHOUT_WAITING = 10;
  private static final int DEFAULT_VISIBILITY = 30;
  private static final List<String> FETCH =
      List.of(
          "sqs:ReceiveMessage",
          "sqs:ChangeMessageVisibility",
          "sqs:GetQueueUrl",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes");

  private static Object arn(QueueEvent event) {
    return event.sqsQueueName() == null
        ? Objects.requireNonNull(event.sqsQueueArn(), "checked to be exactly one of two")
        : QueueType.arn(event.sqsQueueName());
  }

  @Override
  public List<Statement> statements(
      QueueEvent event, FunctionNames names, int index, StackView stack) {
    return List.of(Statement.allow(FETCH, arn(event)));
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, QueueEvent event, int index) {
    to.add(
        names.eventId(index, "EventSourceMapping"),
        CfnResource.of(
            "AWS::Lambda::EventSourceMapping",
            new Tree()
                .with("EventSourceArn", arn(event))
                .with("FunctionName", names.calledArn())
                .with("Enabled", true)
                .with("BatchSize", batchSize(event))
                .with("MaximumBatchingWindowInSeconds", event.maxBatchWindowSeconds())
                .build()),
        "events",
        index);
  }

  private static int batchSize(QueueEvent event) {
    return event.batchSize() == null ? DEFAULT_BATCH : event.batchSize();
  }

  @Override
  public void check(Inspection<FunctionProperties> inspection, QueueEvent event, int index) {
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put("sqsQueueName", event.sqsQueueName());
    choices.put("sqsQueueArn", event.sqsQueueArn());
    inspection.exactlyOne(choices, "events", index, "properties");
    if (event.sqsQueueName() != null) {
      inspection
          .reference(
              event.sqsQueueName(),
              QueueProperties.class,
              "events",
              index,
              "properties",
              "sqsQueueName")
          .ifPresent(queue -> checkQueue(inspection, event, queue, index));
    }
  }

  private static void checkQueue(
      Inspection<FunctionProperties> inspection,
      QueueEvent event,
      Resource<QueueProperties> queue,
      int index) {
    boolean fifo = Boolean.TRUE.equals(queue.properties().fifoEnabled());
    boolean waits = event.maxBatchWindowSeconds() != null && event.maxBatchWindowSeconds() >= 1;
    if (batchSize(event) > MAX_BATCH_WITHOUT_WAITING && (fifo || !waits)) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("A `batchSize` above %d is refused here.".formatted(MAX_BATCH_WITHOUT_WAITING))
              .hint(
                  fifo
                      ? "A queue that keeps the order hands over at most 10 messages at once."
                      : "Add `maxBatchWindowSeconds: 1` or more, so that a batch has time to fill."),
          "events",
          index,
          "properties",
          "batchSize");
    }
    checkVisibility(inspection, queue, index);
  }

  private static void checkVisibility(
      Inspection<FunctionProperties> inspection, Resource<QueueProperties> queue, int index) {
    int timeout = FunctionType.timeout(inspection.properties());
    Integer wanted = queue.properties().visibilityTimeoutSeconds();
    int visibility = wanted == null ? DEFAULT_VISIBILITY : wanted;
    if (visibility < timeout && !queue.isOverridden() && !inspection.resource().isOverridden()) {
      inspection.report(
          QUEUE_VISIBILITY_TOO_SHORT
              .error(
                  "The function may run for %d seconds, but messages of `%s` reappear after %d, so Lambda refuses the queue."
                      .formatted(timeout, queue.name(), visibility))
              .hint(
                  "Set `visibilityTimeoutSeconds: %d` or more at `%s`; AWS advises six times the timeout."
                      .formatted(timeout, queue.name())),
          "events",
          index,
          "properties",
          "sqsQueueName");
    }
  }
}
