package dev.stacktape.aws;

import dev.stacktape.event.EventListener;
import dev.stacktape.problem.StacktapeException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The AWS clients of one operation, each made when it is first asked for, because each costs a
 * tenth of a second. Thread-safe; close it when the operation ends.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /** For one call with all its retries; generous, because a large object may go up slowly. */
  private static final Duration CALL = Duration.ofMinutes(10);

  private final AwsSettings settings;
  private final AwsErrors errors;
  private final EventListener events;
  private final Sleeper sleeper;
  private final Supplier<AwsCredentialsProvider> credentials;
  private final Supplier<SdkHttpClient> http;
  private final Supplier<CloudFormationClient> cloudFormation;
  private final Supplier<S3Client> s3;
  private final Supplier<LambdaClient> lambda;
  private final Supplier<EcrClient> ecr;
  private final Supplier<CloudFrontClient> cloudFront;
  private final Supplier<Route53Client> route53;
  private final Supplier<StsClient> sts;
  private final Supplier<SecretsManagerClient> secretsManager;
  private final Supplier<SsmClient> ssm;
  private final Supplier<CloudWatchClient> cloudWatch;
  private final Supplier<CloudWatchLogsClient> logs;
  private final Supplier<EcsClient> ecs;
  private final Supplier<Ec2> ec2;
  private final Supplier<JsonApi> ecsDocuments;
  private final Supplier<JsonApi> stepFunctions;
  private final KnownIdentities identities;
  private volatile @Nullable AwsIdentity identity;
  private final Deque<SdkAutoCloseable> opened = new ArrayDeque<>();

  /**
   * Clients for these settings. Nothing is called yet.
   *
   * @param events is told of every call that is tried again
   */
  public AwsClients(AwsSettings settings, EventListener events) {
    this(settings, events, Sleeper.system());
  }

  /**
   * Clients for these settings that pause by this sleeper. Nothing is called yet.
   *
   * @param events is told of every call that is tried again
   */
  public AwsClients(AwsSettings settings, EventListener events, Sleeper sleeper) {
    this(settings, events, sleeper, new KnownIdentities());
  }

  /**
   * The same, that ask who acts only where that is not known yet.
   *
   * @param events is told of every call that is tried again
   */
  public AwsClients(
      AwsSettings settings, EventListener events, Sleeper sleeper, KnownIdentities identities) {
    this(settings, events, sleeper, identities, () -> network(settings.endpoint()));
  }

  private static SdkHttpClient network(@Nullable URI endpoint) {
    UrlConnectionHttpClient.Builder network =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE);
    if (endpoint != null && "http".equals(endpoint.getScheme())) {
      // Nobody is trusted where nobody is asked: reading all certificates would take a while.
      network.tlsTrustManagersProvider(() -> new TrustManager[0]);
    }
    return network.build();
  }

  /** Clients that reach AWS in this way. */
  AwsClients(
      AwsSettings settings,
      EventListener events,
      Sleeper sleeper,
      KnownIdentities identities,
      Supplier<SdkHttpClient> http) {
    this.settings = settings;
    this.sleeper = sleeper;
    this.identities = identities;
    this.errors = new AwsErrors(settings);
    this.events = events;
    this.credentials = once(() -> Credentials.of(settings));
    this.http = once(http);
    this.cloudFormation = once(() -> configured(CloudFormationClient.builder()).build());
    this.s3 = once(() -> configured(s3Builder()).build());
    this.lambda = once(() -> configured(LambdaClient.builder()).build());
    this.ecr = once(() -> configured(EcrClient.builder()).build());
    this.cloudFront = once(() -> configured(CloudFrontClient.builder()).build());
    this.route53 = once(() -> configured(Route53Client.builder()).build());
    this.sts = once(() -> configured(StsClient.builder()).build());
    this.secretsManager = once(() -> configured(SecretsManagerClient.builder()).build());
    this.ssm = once(() -> configured(SsmClient.builder()).build());
    this.cloudWatch = once(() -> configured(CloudWatchClient.builder()).build());
    this.logs = once(() -> configured(CloudWatchLogsClient.builder()).build());
    this.ecs = once(() -> configured(EcsClient.builder()).build());
    this.ec2 = once(() -> new Ec2(settings, credentials.get(), http.get(), events));
    this.ecsDocuments = once(() -> JsonApi.ecs(settings, credentials.get(), http.get(), events));
    this.stepFunctions =
        once(() -> JsonApi.stepFunctions(settings, credentials.get(), http.get(), events));
  }

  /** What the clients were made from. */
  public AwsSettings settings() {
    return settings;
  }

  /** AWS CloudFormation. */
  public CloudFormationClient cloudFormation() {
    return cloudFormation.get();
  }

  /** Amazon S3. */
  public S3Client s3() {
    return s3.get();
  }

  /** AWS Lambda. */
  public LambdaClient lambda() {
    return lambda.get();
  }

  /** Amazon Elastic Container Registry. */
  public EcrClient ecr() {
    return ecr.get();
  }

  /** Amazon CloudFront. */
  public CloudFrontClient cloudFront() {
    return cloudFront.get();
  }

  /** Amazon Route 53. */
  public Route53Client route53() {
    return route53.get();
  }

  /** AWS Security Token Service. */
  public StsClient sts() {
    return sts.get();
  }

  /** AWS Secrets Manager. */
  public SecretsManagerClient secretsManager() {
    return secretsManager.get();
  }

  /** AWS Systems Manager, of which the parameter store is a part. */
  public SsmClient ssm() {
    return ssm.get();
  }

  /** Amazon CloudWatch: metrics and alarms. */
  public CloudWatchClient cloudWatch() {
    return cloudWatch.get();
  }

  /** Amazon CloudWatch Logs. */
  public CloudWatchLogsClient logs() {
    return logs.get();
  }

  /** Amazon Elastic Container Service. */
  public EcsClient ecs() {
    return ecs.get();
  }

  /** What is asked of Amazon EC2. */
  public Ec2 ec2() {
    return ec2.get();
  }

  /** Amazon ECS, in documents that keep what the SDK does not know of. */
  public JsonApi ecsDocuments() {
    return ecsDocuments.get();
  }

  /** AWS Step Functions. */
  public JsonApi stepFunctions() {
    return stepFunctions.get();
  }

  /** Says in problems what AWS answers in exceptions. */
  public AwsErrors errors() {
    return errors;
  }

  /**
   * Does work with these clients. The one place where what the SDK throws becomes a {@link
   * StacktapeException}.
   */
  public <T> T translating(Supplier<T> work) {
    SdkClasses.await();
    return translated(work);
  }

  private <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException failure) {
      throw errors.translate(failure);
    }
  }

  /**
   * Who the credentials belong to; asked once.
   *
   * @throws StacktapeException when there are no credentials, or they are refused, or AWS cannot be
   *     reached
   */
  public AwsIdentity identity() {
    AwsIdentity known = identity;
    if (known == null) {
      SdkClasses.awaitFirstCall();
      known =
          translated(() -> identities.of(settings, credentials.get(), () -> AwsIdentity.of(sts())));
      identity = known;
    }
    return known;
  }

  private S3ClientBuilder s3Builder() {
    // A bucket name in front of 127.0.0.1 or localhost is no address, so what is not AWS gets the
    // bucket in the path.
    return S3Client.builder().forcePathStyle(!settings.isAws());
  }

  private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(B builder) {
    RetryReport retries = new RetryReport(events, sleeper);
    builder
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials.get())
        .httpClient(http.get())
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .addExecutionInterceptor(retries)
                .apiCallTimeout(CALL)
                .build());
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder;
  }

  private <T> Supplier<T> once(Supplier<T> making) {
    return new Supplier<>() {
      private @Nullable T made;

      @Override
      public T get() {
        synchronized (opened) {
          T value = made;
          if (value == null) {
            value = making.get();
            made = value;
            if (value instanceof SdkAutoCloseable closeable) {
              opened.push(closeable);
            }
          }
          return value;
        }
      }
    };
  }

  @Override
  public void close() {
    synchronized (opened) {
      while (!opened.isEmpty()) {
        opened.pop().close();
      }
    }
  }
}
