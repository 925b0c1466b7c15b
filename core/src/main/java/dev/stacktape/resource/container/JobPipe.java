package dev.stacktape.resource.container;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.QueueEvent;
import dev.stacktape.resource.event.StartingPosition;
import dev.stacktape.resource.event.TableStreamEvent;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.queue.QueueProperties;
import dev.stacktape.resource.queue.QueueType;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages and records that start a batch job: a pipe reads them, and hands a batch of them over as
 * a list.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes.html">EventBridge
 *     Pipes</a>
 */
final class JobPipe {
  private JobPipe() {}

  static void check(Inspection<JobProperties> inspection, FunctionEvent event, int index) {
    if (event instanceof QueueEvent queue) {
      Map<String, @Nullable Object> choices = new LinkedHashMap<>();
      choices.put("sqsQueueName", queue.sqsQueueName());
      choices.put("sqsQueueArn", queue.sqsQueueArn());
      if (inspection.exactlyOne(choices, "events", index, "properties")
          && queue.sqsQueueName() != null) {
        inspection.reference(
            queue.sqsQueueName(),
            QueueProperties.class,
            "events",
            index,
            "properties",
            "sqsQueueName");
      }
    }
  }

  /** Adds the pipe, and says what it must be allowed to read. */
  static Statement contribute(
      Contribution<JobProperties> to, JobNames names, FunctionEvent event, int index) {
    boolean isQueue = event instanceof QueueEvent;
    Object source =
        event instanceof QueueEvent queue
            ? queueArn(queue)
            : ((TableStreamEvent) event).streamArn();
    to.add(
        names.eventId(index, "Pipe"),
        CfnResource.of(
            "AWS::Pipes::Pipe",
            new Tree()
                .with("RoleArn", JobTriggers.role(names))
                .with("Source", source)
                .with("SourceParameters", parameters(event))
                .with("Target", Fn.ref(names.stateMachineId()))
                .with(
                    "TargetParameters",
                    new Tree()
                        .with(
                            "StepFunctionStateMachineParameters",
                            Map.of("InvocationType", "FIRE_AND_FORGET")))
                .with("Tags", to.stack().tags().byKey())
                .build()),
        "events",
        index);
    return isQueue
        ? Statement.allow(
            List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"), source)
        : Statement.allow(
            List.of(
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams"),
            source);
  }

  private static Object queueArn(QueueEvent queue) {
    return queue.sqsQueueArn() != null
        ? queue.sqsQueueArn()
        : QueueType.arn(String.valueOf(queue.sqsQueueName()));
  }

  private static Tree parameters(FunctionEvent event) {
    if (event instanceof QueueEvent queue) {
      return new Tree()
          .with(
              "SqsQueueParameters",
              new Tree()
                  .with("BatchSize", queue.batchSize())
                  .with("MaximumBatchingWindowInSeconds", queue.maxBatchWindowSeconds()));
    }
    TableStreamEvent stream = (TableStreamEvent) event;
    return new Tree()
        .with(
            "DynamoDBStreamParameters",
            new Tree()
                .with(
                    "StartingPosition",
                    stream.startingPosition() == null
                        ? StartingPosition.TRIM_HORIZON
                        : stream.startingPosition())
                .with("BatchSize", stream.batchSize())
                .with("MaximumBatchingWindowInSeconds", stream.maxBatchWindowSeconds())
                .with("MaximumRetryAttempts", stream.maximumRetryAttempts())
                .with("ParallelizationFactor", stream.parallelizationFactor()));
  }
}
