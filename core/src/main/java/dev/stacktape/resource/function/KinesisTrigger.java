package dev.stacktape.resource.function;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.KinesisEvent;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.messaging.KinesisStreamType;
import dev.stacktape.resource.messaging.StreamProperties;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records of a Kinesis stream that run a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Lambda and
 *     Kinesis</a>
 */
final class KinesisTrigger implements Trigger<KinesisEvent> {
  private static final int DEFAULT_BATCH = 10;
  private static final List<String> READ =
      List.of(
          "kinesis:DescribeStream",
          "kinesis:DescribeStreamSummary",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards");

  private static Object streamArn(KinesisEvent event) {
    return event.kinesisStreamName() == null
        ? Objects.requireNonNull(event.streamArn(), "checked to be exactly one of two")
        : KinesisStreamType.arn(event.kinesisStreamName());
  }

  /** The consumer that is read through, where there is one. */
  private static @Nullable Object consumerArn(KinesisEvent event, FunctionNames names, int index) {
    return Boolean.TRUE.equals(event.autoCreateConsumer())
        ? Fn.ref(names.eventId(index, "StreamConsumer"))
        : event.consumerArn();
  }

  @Override
  public void check(Inspection<FunctionProperties> inspection, KinesisEvent event, int index) {
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put("kinesisStreamName", event.kinesisStreamName());
    choices.put("streamArn", event.streamArn());
    inspection.exactlyOne(choices, "events", index, "properties");
    if (event.kinesisStreamName() != null) {
      var unused =
          inspection.reference(
              event.kinesisStreamName(),
              StreamProperties.class,
              "events",
              index,
              "properties",
              "kinesisStreamName");
    }
    StreamReading.check(inspection, event, index);
  }

  @Override
  public List<Statement> statements(
      KinesisEvent event, FunctionNames names, int index, StackView stack) {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.allow(READ, streamArn(event)));
    Object consumer = consumerArn(event, names, index);
    if (consumer != null) {
      statements.add(
          Statement.allow(
              List.of("kinesis:SubscribeToShard", "kinesis:DescribeStreamConsumer"), consumer));
    }
    if (event.kinesisStreamName() != null) {
      stack
          .find(event.kinesisStreamName(), StreamProperties.class)
          .map(Resource::properties)
          .map(KinesisStreamType::ownKey)
          .ifPresent(key -> statements.add(Statement.allow(List.of("kms:Decrypt"), key)));
    }
    StreamReading.tellOfFailures(event).ifPresent(statements::add);
    return statements;
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, KinesisEvent event, int index) {
    if (Boolean.TRUE.equals(event.autoCreateConsumer())) {
      to.add(
          names.eventId(index, "StreamConsumer"),
          CfnResource.of(
              "AWS::Kinesis::StreamConsumer",
              new Tree()
                  .with("ConsumerName", names.consumerName(index))
                  .with("StreamARN", streamArn(event))
                  .build()),
          "events",
          index);
    }
    Object consumer = consumerArn(event, names, index);
    to.add(
        names.eventId(index, "EventSourceMapping"),
        StreamReading.mapping(
            event, consumer == null ? streamArn(event) : consumer, DEFAULT_BATCH, names),
        "events",
        index);
  }
}
