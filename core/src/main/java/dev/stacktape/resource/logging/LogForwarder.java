package dev.stacktape.resource.logging;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends the lines of log groups to another place, by Firehose. What could not be delivered is kept
 * in a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#FirehoseExample">Subscription
 *     filters with Firehose</a>
 */
public final class LogForwarder {
  private static final int BUCKET_LIMIT = 63;
  private static final int KEPT_DAYS = 30;
  private static final int DEFAULT_RETRY_SECONDS = 300;

  private final Contribution<?> to;
  private final Object[] origin;

  private LogForwarder(Contribution<?> to, Object[] origin) {
    this.to = to;
    this.origin = origin;
  }

  /**
   * A log group whose lines are sent.
   *
   * @param logGroupId its logical id
   * @param origin the path below {@code properties:} that asks for it
   */
  public record Source(String logGroupId, LogForwarding forwarding, List<Object> origin) {}

  /**
   * Adds what is needed to send the log groups of one resource to the same place.
   *
   * @param logGroupIds their logical ids
   * @param origin the path below {@code properties:} that asks for it
   */
  public static void contribute(
      Contribution<?> to,
      @Nullable LogForwarding forwarding,
      List<String> logGroupIds,
      Object... origin) {
    if (forwarding != null) {
      contribute(
          to, logGroupIds.stream().map(id -> new Source(id, forwarding, List.of(origin))).toList());
    }
  }

  /** Adds what is needed to send log groups of one resource, each to a place of its own. */
  public static void contribute(Contribution<?> to, List<Source> sources) {
    if (sources.isEmpty()) {
      return;
    }
    new LogForwarder(to, sources.get(0).origin().toArray()).addBucket();
    sources.forEach(
        source ->
            new LogForwarder(to, source.origin().toArray())
                .addStream(source.logGroupId(), source.forwarding()));
  }

  private String bucketId() {
    return LogicalId.of(to.name(), "LogForwardingFailedRecords", "Bucket");
  }

  private String bucketRoleId() {
    return LogicalId.of(to.name(), "LogForwardingS3", "Role");
  }

  private void addBucket() {
    String name =
        String.join(
                "-", to.stack().target().stackName(), to.name(), "logs", to.stack().target().hash())
            .toLowerCase(Locale.ROOT);
    Tree forgetting =
        new Tree()
            .with(
                "Rules",
                List.of(
                    new Tree()
                        .with("Status", "Enabled")
                        .with("ExpirationInDays", KEPT_DAYS)
                        .build()));
    to.add(
        bucketId(),
        CfnResource.of(
                "AWS::S3::Bucket",
                new Tree()
                    .with("BucketName", PhysicalName.fit(name, BUCKET_LIMIT))
                    .with(
                        "PublicAccessBlockConfiguration",
                        new Tree()
                            .with("BlockPublicAcls", true)
                            .with("IgnorePublicAcls", true)
                            .with("BlockPublicPolicy", true)
                            .with("RestrictPublicBuckets", true))
                    .with("LifecycleConfiguration", forgetting)
                    .build())
            .keepingData("RetainExceptOnCreate"),
        origin);
    Object arn = Fn.getAtt(bucketId(), "Arn");
    to.add(
        bucketRoleId(),
        role(
            "firehose.amazonaws.com",
            "keep-failed-records",
            List.of(
                Statement.allow(
                    List.of(
                        "s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"),
                    arn),
                Statement.allow(
                    List.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"),
                    Fn.join("", List.of(arn, "/*"))))),
        origin);
  }

  private static CfnResource role(String service, String policy, List<Statement> statements) {
    Map<String, Object> assumed =
        new Tree()
            .with("Effect", "Allow")
            .with("Principal", Map.of("Service", service))
            .with("Action", "sts:AssumeRole")
            .build();
    return CfnResource.of(
        "AWS::IAM::Role",
        new Tree()
            .with("AssumeRolePolicyDocument", Statement.document(List.of(assumed)))
            .with("Policies", List.of(Statement.inlinePolicy(policy, statements)))
            .build());
  }

  private void addStream(String logGroupId, LogForwarding forwarding) {
    String streamId = LogicalId.of(logGroupId, "DeliveryStream");
    String roleId = LogicalId.of(logGroupId, "CwToFirehose", "Role");
    Tree destination =
        destination(forwarding)
            .with("S3BackupMode", "FailedDataOnly")
            .with(
                "S3Configuration",
                new Tree()
                    .with("BucketARN", Fn.getAtt(bucketId(), "Arn"))
                    .with("RoleARN", Fn.getAtt(bucketRoleId(), "Arn")));
    to.add(
        streamId,
        CfnResource.of(
            "AWS::KinesisFirehose::DeliveryStream",
            new Tree()
                .with("DeliveryStreamType", "DirectPut")
                .with("HttpEndpointDestinationConfiguration", destination)
                .with("Tags", to.stack().tags().toList())
                .build()),
        origin);
    to.add(
        roleId,
        role(
            "logs.amazonaws.com",
            "send-log-lines",
            List.of(
                Statement.allow(
                    List.of("firehose:PutRecord", "firehose:PutRecordBatch"),
                    Fn.getAtt(streamId, "Arn")))),
        origin);
    to.add(
        LogicalId.of(logGroupId, "SubscriptionFilter"),
        CfnResource.of(
            "AWS::Logs::SubscriptionFilter",
            new Tree()
                .with("LogGroupName", Fn.ref(logGroupId))
                .with("FilterPattern", "")
                .with("DestinationArn", Fn.getAtt(streamId, "Arn"))
                .with("RoleArn", Fn.getAtt(roleId, "Arn"))
                .build()),
        origin);
  }

  private static Tree destination(LogForwarding forwarding) {
    if (forwarding instanceof LogForwarding.HttpEndpoint endpoint) {
      boolean gzip = Boolean.TRUE.equals(endpoint.gzipEncodingEnabled());
      return http(
          "http-endpoint",
          endpoint.endpointUrl(),
          endpoint.accessKey(),
          gzip ? "GZIP" : "NONE",
          endpoint.parameters(),
          endpoint.retryDuration() == null ? DEFAULT_RETRY_SECONDS : endpoint.retryDuration());
    }
    if (forwarding instanceof LogForwarding.Highlight highlight) {
      return http(
          "highlight",
          highlight.endpointUrl() == null
              ? "https://pub.highlight.io/v1/logs/firehose"
              : highlight.endpointUrl(),
          null,
          "GZIP",
          Map.of("x-highlight-project", highlight.projectId()),
          DEFAULT_RETRY_SECONDS);
    }
    LogForwarding.Datadog datadog = (LogForwarding.Datadog) forwarding;
    return http(
        "datadog",
        datadog.endpointUrl() == null
            ? "https://aws-kinesis-http-intake.logs.datadoghq.com/v1/input"
            : datadog.endpointUrl(),
        datadog.apiKey(),
        "GZIP",
        Map.of(),
        DEFAULT_RETRY_SECONDS);
  }

  private static Tree http(
      String name,
      String url,
      @Nullable String key,
      String encoding,
      Map<String, String> attributes,
      int retrySeconds) {
    return new Tree()
        .with(
            "EndpointConfiguration",
            new Tree().with("Name", name).with("Url", url).with("AccessKey", key))
        .with(
            "RequestConfiguration",
            new Tree()
                .with("ContentEncoding", encoding)
                .with(
                    "CommonAttributes",
                    attributes.entrySet().stream()
                        .map(
                            attribute ->
                                new Tree()
                                    .with("AttributeName", attribute.getKey())
                                    .with("AttributeValue", attribute.getValue())
                                    .build())
                        .toList()))
        .with("RetryOptions", new Tree().with("DurationInSeconds", retrySeconds));
  }
}
