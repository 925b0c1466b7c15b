package dev.stacktape.local;

import dev.stacktape.local.server.LocalAws;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK's own clients, pointed at an endpoint. */
public final class TestClients {
  private TestClients() {}

  public static StsClient sts(LocalAws aws) {
    return configure(StsClient.builder(), aws).build();
  }

  public static StsClient stsWithoutRetries(LocalAws aws) {
    return configure(StsClient.builder(), aws)
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  public static S3Client s3(LocalAws aws) {
    return configure(S3Client.builder(), aws).build();
  }

  public static SqsClient sqs(LocalAws aws) {
    return configure(SqsClient.builder(), aws).build();
  }

  /** Lets a waiter look again almost at once. */
  public static BackoffStrategy promptly() {
    return BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(20));
  }

  /** Points any client at the endpoint. */
  public static <B extends AwsClientBuilder<B, C>, C> B configure(B builder, LocalAws aws) {
    return builder
        .endpointOverride(URI.create(aws.endpoint()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }
}
