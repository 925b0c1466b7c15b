package dev.stacktape.resource.queue;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Access;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.alarm.Alarms;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code sqs-queue}: a queue, and a policy where others may use it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html">AWS::SQS::Queue</a>
 */
public final class QueueType implements ResourceType<QueueProperties> {
  private static final int NAME_LIMIT = 80;
  private static final int MAX_RECEIVES = 1000;
  private static final String FIFO = ".fifo";

  /** What a client of the queue does with messages and needs to know about the queue. */
  private static final List<String> USE =
      List.of(
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
          "sqs:ListQueueTags",
          "sqs:PurgeQueue",
          "sqs:ReceiveMessage",
          "sqs:SendMessage");

  @Override
  public String word() {
    return "sqs-queue";
  }

  @Override
  public Class<QueueProperties> propertiesType() {
    return QueueProperties.class;
  }

  /** The ARN of the queue with this name in the config. */
  public static Map<String, Object> arn(String name) {
    return Fn.getAtt(logicalId(name), "Arn");
  }

  static String logicalId(String name) {
    return LogicalId.of(name, "Queue");
  }

  @Override
  public Params params(Resource<QueueProperties> queue, StackView stack) {
    return Params.none()
        .with("arn", arn(queue.name()))
        .with("url", Fn.ref(logicalId(queue.name())))
        .with("name", Fn.getAtt(logicalId(queue.name()), "QueueName"));
  }

  @Override
  public Optional<Access> access(Resource<QueueProperties> queue, StackView stack) {
    return Optional.of(
        new Access(
            List.of(Statement.allow(USE, arn(queue.name()))), params(queue, stack).values()));
  }

  @Override
  public void check(Inspection<QueueProperties> inspection) {
    QueueProperties queue = inspection.properties();
    boolean fifo = isFifo(queue);
    inspection.fits(
        "queue name",
        fullName(inspection.resource(), inspection.stack()),
        fifo ? NAME_LIMIT - FIFO.length() : NAME_LIMIT);
    needsFifo(inspection, fifo, queue.fifoHighThroughput(), "fifoHighThroughput");
    needsFifo(inspection, fifo, queue.contentBasedDeduplication(), "contentBasedDeduplication");
    QueueInputs.check(inspection);
    Alarms.check(inspection, queue.alarms());
    if (queue.redrivePolicy() != null) {
      checkRedrive(inspection, queue.redrivePolicy(), fifo);
    }
  }

  private static void needsFifo(
      Inspection<?> inspection, boolean fifo, @Nullable Boolean used, String key) {
    if (Boolean.TRUE.equals(used) && !fifo) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("`%s` is only for queues that keep the order.".formatted(key))
              .hint("Add `fifoEnabled: true`, which makes it another queue, or remove it."),
          key);
    }
  }

  private static void checkRedrive(
      Inspection<QueueProperties> inspection, RedrivePolicy redrive, boolean fifo) {
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put("targetSqsQueueName", redrive.targetSqsQueueName());
    choices.put("targetSqsQueueArn", redrive.targetSqsQueueArn());
    inspection.exactlyOne(choices, "redrivePolicy");
    if (redrive.maxReceiveCount() < 1 || redrive.maxReceiveCount() > MAX_RECEIVES) {
      inspection.report(
          VALUE_INVALID.error(
              "`maxReceiveCount` must be between 1 and %d, but is %d."
                  .formatted(MAX_RECEIVES, redrive.maxReceiveCount())),
          "redrivePolicy",
          "maxReceiveCount");
    }
    if (redrive.targetSqsQueueName() != null) {
      inspection
          .reference(
              redrive.targetSqsQueueName(),
              QueueProperties.class,
              "redrivePolicy",
              "targetSqsQueueName")
          .filter(target -> isFifo(target.properties()) != fifo)
          .ifPresent(target -> reportMixedOrder(inspection, target, fifo));
    }
  }

  private static void reportMixedOrder(
      Inspection<?> inspection, Resource<QueueProperties> target, boolean fifo) {
    inspection.report(
        PROPERTY_CONFLICT
            .error(
                "The queue `%s` for failed messages must %s, as this queue does."
                    .formatted(target.name(), fifo ? "keep the order too" : "not keep the order"))
            .hint("Give both queues the same `fifoEnabled`."),
        "redrivePolicy",
        "targetSqsQueueName");
  }

  @Override
  public void checkSupport(Inspection<QueueProperties> inspection) {
    QueueProperties queue = inspection.properties();
    Alarms.checkSupport(inspection, queue.alarms());
    inspection.withoutEffect(
        !queue.disabledGlobalAlarms().isEmpty(),
        "there are no global alarms",
        "disabledGlobalAlarms");
  }

  @Override
  public void contribute(Contribution<QueueProperties> to) {
    String id = logicalId(to.name());
    to.add(id, CfnResource.of("AWS::SQS::Queue", queue(to)));
    QueueInputs.contribute(to);
    QueuePolicy.contribute(to);
    Alarms.contribute(to, to.properties().alarms(), alarm -> QueueAlarms.condition(alarm, id));
    to.output("url", Fn.ref(id), "URL of the queue " + to.name());
  }

  private static Map<String, Object> queue(Contribution<QueueProperties> to) {
    QueueProperties queue = to.properties();
    Tree tree =
        new Tree()
            .with("QueueName", queueName(to))
            .with("DelaySeconds", queue.delayMessagesSecond())
            .with("MaximumMessageSize", queue.maxMessageSizeBytes())
            .with("MessageRetentionPeriod", queue.messageRetentionPeriodSeconds())
            .with("ReceiveMessageWaitTimeSeconds", queue.longPollingSeconds())
            .with("VisibilityTimeout", queue.visibilityTimeoutSeconds());
    if (isFifo(queue)) {
      boolean byGroup = Boolean.TRUE.equals(queue.fifoHighThroughput());
      tree.with("FifoQueue", true)
          .with("ContentBasedDeduplication", queue.contentBasedDeduplication())
          .with("DeduplicationScope", byGroup ? "messageGroup" : "queue")
          .with("FifoThroughputLimit", byGroup ? "perMessageGroupId" : "perQueue");
    }
    RedrivePolicy redrive = queue.redrivePolicy();
    if (redrive != null) {
      tree.with(
          "RedrivePolicy",
          new Tree()
              .with(
                  "deadLetterTargetArn",
                  redrive.targetSqsQueueName() == null
                      ? redrive.targetSqsQueueArn()
                      : arn(redrive.targetSqsQueueName()))
              .with("maxReceiveCount", redrive.maxReceiveCount()));
    }
    return tree.with("Tags", to.stack().tags().toList()).build();
  }

  /** Whether it keeps the order of messages. */
  public static boolean isFifo(QueueProperties queue) {
    return Boolean.TRUE.equals(queue.fifoEnabled());
  }

  private static String fullName(Resource<QueueProperties> queue, StackView stack) {
    return stack.target().stackName() + "-" + queue.name();
  }

  private static String queueName(Contribution<QueueProperties> to) {
    String name = fullName(to.resource(), to.stack());
    // AWS knows a queue that keeps the order by the end of its name, so that must not be cut off.
    return isFifo(to.properties())
        ? PhysicalName.fit(name, NAME_LIMIT - FIFO.length()) + FIFO
        : PhysicalName.fit(name, NAME_LIMIT);
  }
}
