package dev.stacktape.resource.messaging;

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
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code kinesis-stream}: a stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html">AWS::Kinesis::Stream</a>
 */
public final class KinesisStreamType implements ResourceType<StreamProperties> {
  private static final int NAME_LIMIT = 128;
  private static final String KEY_OF_AWS = "alias/aws/kinesis";

  /** Reading and writing records; nothing that changes the stream. */
  private static final List<String> USE =
      List.of(
          "kinesis:DescribeStream",
          "kinesis:DescribeStreamSummary",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
          "kinesis:PutRecord",
          "kinesis:PutRecords");

  @Override
  public String word() {
    return "kinesis-stream";
  }

  @Override
  public Class<StreamProperties> propertiesType() {
    return StreamProperties.class;
  }

  /** The ARN of the stream with this name in the config. */
  public static Map<String, Object> arn(String name) {
    return Fn.getAtt(logicalId(name), "Arn");
  }

  /** The user's own key that the records are encrypted with, or null. */
  public static @Nullable String ownKey(StreamProperties stream) {
    StreamEncryption encryption = stream.encryption();
    return encryption == null || !encryption.enabled() ? null : encryption.kmsKeyArn();
  }

  private static String logicalId(String name) {
    return LogicalId.of(name, "Stream");
  }

  private static String fullName(Resource<StreamProperties> stream, StackView stack) {
    return stack.target().stackName() + "-" + stream.name();
  }

  private static boolean isProvisioned(StreamProperties stream) {
    return stream.capacityMode() == StreamCapacity.PROVISIONED;
  }

  @Override
  public Params params(Resource<StreamProperties> stream, StackView stack) {
    return Params.none()
        .with("arn", arn(stream.name()))
        .with("name", Fn.ref(logicalId(stream.name())));
  }

  @Override
  public Optional<Access> access(Resource<StreamProperties> stream, StackView stack) {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.allow(USE, arn(stream.name())));
    String key = ownKey(stream.properties());
    if (key != null) {
      statements.add(Statement.allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), key));
    }
    return Optional.of(new Access(statements, params(stream, stack).values()));
  }

  @Override
  public void check(Inspection<StreamProperties> inspection) {
    StreamProperties stream = inspection.properties();
    inspection.fits("stream name", fullName(inspection.resource(), inspection.stack()), NAME_LIMIT);
    inspection.withoutEffect(
        Boolean.TRUE.equals(stream.enableEnhancedFanOut()),
        "a reader gets a throughput of its own by `autoCreateConsumer` at its event",
        "enableEnhancedFanOut");
  }

  @Override
  public void contribute(Contribution<StreamProperties> to) {
    StreamProperties stream = to.properties();
    Tree tree =
        new Tree()
            .with("Name", PhysicalName.fit(fullName(to.resource(), to.stack()), NAME_LIMIT))
            .with(
                "StreamModeDetails",
                Map.of("StreamMode", isProvisioned(stream) ? "PROVISIONED" : "ON_DEMAND"))
            .with("ShardCount", isProvisioned(stream) ? shards(stream) : null)
            .with("RetentionPeriodHours", stream.retentionPeriodHours());
    if (stream.encryption() != null && stream.encryption().enabled()) {
      String key = ownKey(stream);
      tree.with(
          "StreamEncryption",
          new Tree().with("EncryptionType", "KMS").with("KeyId", key == null ? KEY_OF_AWS : key));
    }
    to.add(
        logicalId(to.name()),
        CfnResource.of(
                "AWS::Kinesis::Stream", tree.with("Tags", to.stack().tags().toList()).build())
            .keepingData("RetainExceptOnCreate"));
    to.output("name", Fn.ref(logicalId(to.name())), "Name of the stream " + to.name());
  }

  private static int shards(StreamProperties stream) {
    return stream.shardCount() == null ? 1 : stream.shardCount();
  }
}
