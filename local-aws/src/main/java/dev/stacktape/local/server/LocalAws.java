package dev.stacktape.local.server;

import dev.stacktape.local.AwsService;
import dev.stacktape.local.CallLog;
import dev.stacktape.local.Faults;
import dev.stacktape.local.LocalCode;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.apigateway.ApiGateway;
import dev.stacktape.local.cloudformation.CloudFormation;
import dev.stacktape.local.cloudfront.CloudFront;
import dev.stacktape.local.cloudwatch.CloudWatch;
import dev.stacktape.local.dynamodb.DynamoDb;
import dev.stacktape.local.ec2.Ec2;
import dev.stacktape.local.ecr.Ecr;
import dev.stacktape.local.ecs.Ecs;
import dev.stacktape.local.events.Events;
import dev.stacktape.local.lambda.Lambda;
import dev.stacktape.local.logs.Logs;
import dev.stacktape.local.s3.S3;
import dev.stacktape.local.secrets.SecretsManager;
import dev.stacktape.local.secrets.Ssm;
import dev.stacktape.local.sqs.Sqs;
import dev.stacktape.local.stepfunctions.StepFunctions;
import dev.stacktape.local.sts.Sts;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An AWS endpoint inside the JVM, on loopback. All of its state lies in one folder, which one
 * process serves at a time; every change is on disk before it is answered, so that a process may be
 * killed at any moment and the next one carries on.
 *
 * <p>The system property {@value #FAULTS_PROPERTY} injects faults at the start: JSON, or the name
 * of a file with it, in the shape {@code {"calls":[{"service":"s3","operation":"PutObject",
 * "kind":"CRASH_AFTER","after":0,"times":1}],"resources":[{"logicalId":"Table","reason":"..",
 * "times":1}]}}. The same JSON can be posted to {@code /_stacktape/faults} at any time.
 */
public final class LocalAws implements AutoCloseable {
  /** The system property that injects faults at the start. */
  public static final String FAULTS_PROPERTY = "stacktape.local.faults";

  private final HttpEndpoint http;
  private final FolderLock lock;
  private final LocalContext context;
  private final CallLog calls;
  private final List<AwsService> services;

  private LocalAws(
      HttpEndpoint http,
      FolderLock lock,
      LocalContext context,
      CallLog calls,
      List<AwsService> services) {
    this.http = http;
    this.lock = lock;
    this.context = context;
    this.calls = calls;
    this.services = services;
  }

  /** Who serves a state folder now, in this process or in another; nobody when it is quiet. */
  public static Optional<RunningLocalAws> running(Path state) {
    return new EndpointFile(state).running();
  }

  /**
   * Starts serving a folder.
   *
   * @throws StacktapeException problem {@code LOCAL_AWS_RUNNING} when it is already served; {@code
   *     LOCAL_FAULTS_INVALID} when the faults of the system property cannot be read; {@code
   *     LOCAL_STATE_CORRUPT} when the state in the folder cannot be read
   */
  public static LocalAws start(LocalAwsOptions options) {
    Path state = options.state().toAbsolutePath();
    running(state)
        .ifPresent(
            other -> {
              throw alreadyRunning(state, "process " + other.pid() + " at " + other.endpoint());
            });
    injectFaults(options.faults());
    try {
      FolderLock lock =
          FolderLock.take(state)
              .orElseThrow(() -> alreadyRunning(state, "a process that is just starting"));
      try {
        return start(options, state, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalAws start(LocalAwsOptions options, Path state, FolderLock lock)
      throws IOException {
    removeLeftovers(state.resolve("tmp"));
    EndpointFile file = new EndpointFile(state);
    HttpEndpoint http = new HttpEndpoint(options.port() == 0 ? file.lastPort() : options.port());
    String endpoint = "http://127.0.0.1:" + http.port();
    LocalContext context =
        new LocalContext(
            state,
            options.account(),
            options.clock(),
            options.faults(),
            options.libraries(),
            options.pace(),
            () -> endpoint);
    List<AwsService> services = services(context, options.recordsOnly());
    String instance = UUID.randomUUID().toString();
    CallLog calls = new CallLog();
    http.start(
        new Router(context, new ControlRoutes(instance, options.faults(), calls), calls, services));
    file.write(new RunningLocalAws(endpoint, ProcessHandle.current().pid(), instance));
    services.forEach(AwsService::carryOn);
    return new LocalAws(http, lock, context, calls, services);
  }

  /** Every service of the endpoint, each after those that it uses. */
  private static List<AwsService> services(LocalContext context, boolean recordsOnly) {
    S3 s3 = new S3(context);
    Sqs sqs = new Sqs(context);
    Logs logs = new Logs(context);
    DynamoDb dynamoDb = new DynamoDb(context);
    CloudWatch metrics = new CloudWatch(context);
    Lambda lambda = new Lambda(context, s3, logs, metrics);
    ApiGateway apis = new ApiGateway(context, lambda.invoker(), logs, metrics);
    Events events = new Events(context, lambda, sqs, dynamoDb::call);
    Ecr ecr = new Ecr(context);
    List<AwsService> real =
        List.of(
            s3,
            sqs,
            logs,
            metrics,
            dynamoDb,
            lambda,
            apis,
            events,
            ecr,
            new Ecs(context),
            new StepFunctions(context),
            new CloudFront(context));
    List<ResourceProvider> providers =
        recordsOnly
            ? List.of()
            : real.stream().flatMap(service -> service.providers().stream()).toList();
    List<AwsService> services = new ArrayList<>();
    services.add(new Sts(context));
    services.addAll(real);
    CloudFormation cloudFormation = new CloudFormation(context, providers, s3);
    services.add(cloudFormation);
    services.add(new Ec2(cloudFormation::records));
    services.add(new SecretsManager(context.account(), cloudFormation::values));
    services.add(new Ssm(context.account(), cloudFormation::values));
    return services;
  }

  /** {@code http://127.0.0.1:<port>}. */
  public String endpoint() {
    return context.endpoint().get();
  }

  /** The calls that were made, in the order in which they arrived. */
  public CallLog calls() {
    return calls;
  }

  /** What goes wrong; faults may be added at any time. */
  public Faults faults() {
    return context.faults();
  }

  /** Ends everything that runs; the state stays in its folder. */
  @Override
  public void close() {
    for (int i = services.size() - 1; i >= 0; i--) {
      services.get(i).close();
    }
    http.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void injectFaults(Faults faults) {
    String given = System.getProperty(FAULTS_PROPERTY, "").trim();
    if (given.isEmpty()) {
      return;
    }
    try {
      FaultList.parse(given.startsWith("{") ? given : Files.readString(Path.of(given)))
          .addTo(faults);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new StacktapeException(
          LocalCode.LOCAL_FAULTS_INVALID.error(
              "The faults in -D" + FAULTS_PROPERTY + " cannot be read: " + e.getMessage()),
          e);
    }
  }

  /** Bodies that were on their way when an earlier process was killed. */
  private static void removeLeftovers(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static StacktapeException alreadyRunning(Path state, String who) {
    return new StacktapeException(
        LocalCode.LOCAL_AWS_RUNNING
            .error("The embedded AWS in " + state + " is already served by " + who)
            .hint("Use that endpoint, end that process, or choose another state folder."));
  }
}
