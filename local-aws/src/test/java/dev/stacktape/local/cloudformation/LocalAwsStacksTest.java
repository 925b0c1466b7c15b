package dev.stacktape.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.local.TestClients;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Stacks of the whole endpoint, with real buckets and queues behind them. */
class LocalAwsStacksTest {
  private static final String TEMPLATE =
      """
      Resources:
        Bucket: {Type: AWS::S3::Bucket}
        Queue: {Type: AWS::SQS::Queue}
      Outputs:
        Queue: {Value: !Ref Queue}
        Bucket: {Value: !Ref Bucket}
      """;

  @TempDir Path state;

  @Test
  void aTemplateFromABucketMakesRealQueuesAndBuckets() {
    try (LocalAws aws = LocalAws.start(LocalAwsOptions.in(state));
        S3Client s3 = TestClients.s3(aws);
        SqsClient sqs = TestClients.sqs(aws);
        CloudFormationClient stacks =
            TestClients.configure(CloudFormationClient.builder(), aws).build()) {
      s3.createBucket(r -> r.bucket("templates"));
      s3.putObject(r -> r.bucket("templates").key("a/t.yml"), RequestBody.fromString(TEMPLATE));
      stacks.createStack(
          r ->
              r.stackName("real")
                  .templateURL("https://templates.s3.eu-west-1.amazonaws.com/a/t.yml"));

      Stack stack = finished(stacks, "real");

      assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
      String queue = output(stack, "Queue");
      sqs.sendMessage(r -> r.queueUrl(queue).messageBody("hello"));
      assertThat(sqs.receiveMessage(r -> r.queueUrl(queue)).messages()).hasSize(1);
      assertThat(s3.listBuckets().buckets())
          .anySatisfy(bucket -> assertThat(bucket.name()).isEqualTo(output(stack, "Bucket")));

      stacks.deleteStack(r -> r.stackName("real"));
      assertThat(finished(stacks, stack.stackId()).stackStatus())
          .isEqualTo(StackStatus.DELETE_COMPLETE);
      assertThat(sqs.listQueues().queueUrls()).isEmpty();
    }
  }

  private static Stack finished(CloudFormationClient stacks, String name) {
    Stack stack;
    do {
      stack = stacks.describeStacks(r -> r.stackName(name)).stacks().get(0);
    } while (stack.stackStatusAsString().endsWith("_IN_PROGRESS"));
    return stack;
  }

  private static String output(Stack stack, String key) {
    return stack.outputs().stream()
        .filter(output -> output.outputKey().equals(key))
        .map(Output::outputValue)
        .findFirst()
        .orElseThrow();
  }
}
