package dev.stacktape.resource.container;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.KinesisEvent;
import dev.stacktape.resource.event.QueueEvent;
import dev.stacktape.resource.event.StartingPosition;
import dev.stacktape.resource.event.StreamEvent;
import dev.stacktape.resource.event.TableStreamEvent;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.messaging.KinesisStreamType;
import dev.stacktape.resource.messaging.StreamProperties;
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
  private static final String SHARED_READING =
      "what starts a batch job reads a stream with the throughput that all its readers share";

  static final List<String> QUEUE_ACTIONS =
      List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");

  private JobPipe() {}

  /**
   * What a pipe reads.
   *
   * @param source its ARN, a template value
   * @param actions what the pipe must be allowed to do with it
   * @param parameters of the pipe's source
   * @param template of what the job is told of each message; null for the message as it is
   */
  record Reading(Object source, List<String> actions, Tree parameters, @Nullable String template) {}

  /** Whether a pipe can start a job at such an event. */
  static boolean fits(FunctionEvent event) {
    return event instanceof QueueEvent
        || event instanceof TableStreamEvent
        || event instanceof KinesisEvent;
  }

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
    } else if (event instanceof KinesisEvent stream) {
      Map<String, @Nullable Object> choices = new LinkedHashMap<>();
      choices.put("kinesisStreamName", stream.kinesisStreamName());
      choices.put("streamArn", stream.streamArn());
      if (inspection.exactlyOne(choices, "events", index, "properties")
          && stream.kinesisStreamName() != null) {
        inspection.reference(
            stream.kinesisStreamName(),
            StreamProperties.class,
            "events",
            index,
            "properties",
            "kinesisStreamName");
      }
      inspection.withoutEffect(
          stream.consumerArn() != null,
          SHARED_READING,
          "events",
          index,
          "properties",
          "consumerArn");
      inspection.withoutEffect(
          Boolean.TRUE.equals(stream.autoCreateConsumer()),
          SHARED_READING,
          "events",
          index,
          "properties",
          "autoCreateConsumer");
    }
  }

  /** Adds the pipe, and says what it must be allowed to read. */
  static Statement contribute(
      Contribution<JobProperties> to, JobNames names, FunctionEvent event, int index) {
    return contribute(
        to, names, index, new Reading(source(event), reading(event), parameters(event), null));
  }

  static Statement contribute(
      Contribution<JobProperties> to, JobNames names, int index, Reading reading) {
    to.add(
        names.eventId(index, "Pipe"),
        CfnResource.of(
            "AWS::Pipes::Pipe",
            new Tree()
                .with("RoleArn", JobTriggers.role(names))
                .with("Source", reading.source())
                .with("SourceParameters", reading.parameters())
                .with("Target", Fn.ref(names.stateMachineId()))
                .with(
                    "TargetParameters",
                    new Tree()
                        .with("InputTemplate", reading.template())
                        .with(
                            "StepFunctionStateMachineParameters",
                            Map.of("InvocationType", "FIRE_AND_FORGET")))
                .with("Tags", to.stack().tags().byKey())
                .build()),
        "events",
        index);
    return Statement.allow(reading.actions(), reading.source());
  }

  private static Object source(FunctionEvent event) {
    if (event instanceof QueueEvent queue) {
      return queueArn(queue);
    }
    return event instanceof KinesisEvent stream
        ? streamArn(stream)
        : ((TableStreamEvent) event).streamArn();
  }

  private static List<String> reading(FunctionEvent event) {
    if (event instanceof QueueEvent) {
      return QUEUE_ACTIONS;
    }
    return event instanceof KinesisEvent
        ? List.of(
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards")
        : List.of(
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams");
  }

  private static Object streamArn(KinesisEvent stream) {
    return stream.streamArn() != null
        ? stream.streamArn()
        : KinesisStreamType.arn(String.valueOf(stream.kinesisStreamName()));
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
    StreamEvent stream = (StreamEvent) event;
    return new Tree()
        .with(
            event instanceof KinesisEvent ? "KinesisStreamParameters" : "DynamoDBStreamParameters",
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
