package dev.stacktape.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.TestClients;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Buckets, queues and log groups as CloudFormation makes, changes and removes them. */
class StackResourcesTest {
  private static final String TEMPLATE =
      """
      Resources:
        Files:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: {Status: Enabled}
            CorsConfiguration:
              CorsRules: [{AllowedMethods: [GET], AllowedOrigins: ['*']}]
        FilesPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Files
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '${Files.Arn}/*'
                  Condition: {Bool: {aws:SecureTransport: 'false'}}
        Dead: {Type: AWS::SQS::Queue}
        Jobs:
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: %s
            RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
        Log:
          Type: AWS::Logs::LogGroup
          Properties: {LogGroupName: /shop/jobs, RetentionInDays: %s}
      Outputs:
        Files: {Value: !Ref Files}
        Jobs: {Value: !Ref Jobs}
        JobsName: {Value: !GetAtt Jobs.QueueName}
        LogArn: {Value: !GetAtt Log.Arn}
      """;

  @TempDir Path state;
  private LocalAws aws;
  private CloudFormationClient stacks;
  private S3Client s3;
  private SqsClient sqs;
  private CloudWatchLogsClient logs;

  @BeforeEach
  void start() {
    aws = LocalAws.start(LocalAwsOptions.in(state));
    stacks = TestClients.configure(CloudFormationClient.builder(), aws).build();
    s3 = TestClients.s3(aws);
    sqs = TestClients.sqs(aws);
    logs = TestClients.configure(CloudWatchLogsClient.builder(), aws).build();
  }

  @AfterEach
  void stop() {
    logs.close();
    sqs.close();
    s3.close();
    stacks.close();
    aws.close();
  }

  private Map<String, String> create() {
    stacks.createStack(r -> r.stackName("shop").templateBody(TEMPLATE.formatted(45, 7)));
    DescribeStacksResponse done =
        stacks
            .waiter()
            .waitUntilStackCreateComplete(
                r -> r.stackName("shop"), w -> w.backoffStrategyV2(TestClients.promptly()))
            .matched()
            .response()
            .orElseThrow();
    return done.stacks().get(0).outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }

  @Test
  void resourcesOfAStackAreReal() {
    Map<String, String> outputs = create();
    String bucket = outputs.get("Files");
    assertThat(bucket).matches("shop-files-[a-z0-9]{12}");
    assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(s3.getBucketCors(r -> r.bucket(bucket)).corsRules()).hasSize(1);
    assertThat(s3.getBucketPolicy(r -> r.bucket(bucket)).policy())
        .contains("arn:aws:s3:::" + bucket + "/*");
    assertThat(outputs.get("JobsName")).matches("shop-Jobs-[A-Z0-9]{12}");
    assertThat(
            sqs.getQueueAttributes(
                    r -> r.queueUrl(outputs.get("Jobs")).attributeNames(QueueAttributeName.ALL))
                .attributes())
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "45")
        .hasEntrySatisfying(
            QueueAttributeName.REDRIVE_POLICY, policy -> assertThat(policy).contains("shop-Dead-"));
    assertThat(outputs.get("LogArn"))
        .isEqualTo("arn:aws:logs:eu-west-1:123456789012:log-group:/shop/jobs:*");
    assertThat(logs.describeLogGroups().logGroups().get(0).retentionInDays()).isEqualTo(7);
  }

  @Test
  void anUpdateChangesThemInPlace() {
    Map<String, String> outputs = create();
    sqs.sendMessage(r -> r.queueUrl(outputs.get("Jobs")).messageBody("kept"));
    stacks.updateStack(r -> r.stackName("shop").templateBody(TEMPLATE.formatted(60, 14)));
    stacks
        .waiter()
        .waitUntilStackUpdateComplete(
            r -> r.stackName("shop"), w -> w.backoffStrategyV2(TestClients.promptly()));
    assertThat(sqs.receiveMessage(r -> r.queueUrl(outputs.get("Jobs"))).messages()).hasSize(1);
    assertThat(
            sqs.getQueueAttributes(
                    r -> r.queueUrl(outputs.get("Jobs")).attributeNames(QueueAttributeName.ALL))
                .attributes())
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60");
    assertThat(logs.describeLogGroups().logGroups().get(0).retentionInDays()).isEqualTo(14);
  }

  @Test
  void aBucketWithObjectsIsNotDeleted() {
    String bucket = create().get("Files");
    s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("precious"));
    stacks.deleteStack(r -> r.stackName("shop"));
    assertThatThrownBy(
            () ->
                stacks
                    .waiter()
                    .waitUntilStackDeleteComplete(
                        r -> r.stackName("shop"), w -> w.backoffStrategyV2(TestClients.promptly())))
        .hasMessageContaining("DELETE_FAILED");
    assertThat(stacks.describeStackEvents(r -> r.stackName("shop")).stackEvents())
        .filteredOn(event -> event.resourceStatus() == ResourceStatus.DELETE_FAILED)
        .extracting(StackEvent::resourceStatusReason)
        .anyMatch(
            reason ->
                reason.contains("The bucket you tried to delete is not empty")
                    && reason.contains("Service: S3, Status Code: 409"));
  }
}
