package dev.stacktape.rehearsal;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeletion;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.PlannedRecovery;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.Faults;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.plan.LockHolder;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The embedded AWS on a state folder, and engines that deploy to it, each as if it were a process
 * on a machine of its own. Waiting moves a clock and costs next to no time.
 */
final class Rehearsal implements AutoCloseable {
  /**
   * The objects of S3 are older than they are by S3's own clock, so that a lock that is left behind
   * has expired when the next run looks at it. A lock that is held is not looked at.
   */
  private static final Duration LOCKS_ARE_OLDER = Duration.ofMinutes(2);

  private static final Pattern S3_KEY = Pattern.compile("\"S3Key\"\\s*:\\s*\"([^\"]+)\"");

  final LocalAws aws;
  private final AwsClients clients;

  private Rehearsal(LocalAws aws) {
    this.aws = aws;
    this.clients =
        new AwsClients(
            AwsSettings.embedded(URI.create(aws.endpoint()), OrdersApp.REGION),
            EventListener.none());
  }

  /** On a folder where locks that are left behind have expired. */
  static Rehearsal in(Path state) {
    return in(state, oldLocks());
  }

  private static Clock oldLocks() {
    return Clock.offset(Clock.systemUTC(), LOCKS_ARE_OLDER.negated());
  }

  static Rehearsal in(Path state, Clock clock) {
    return new Rehearsal(LocalAws.start(LocalAwsOptions.in(state).clock(clock)));
  }

  /** On a copy of a folder that is not served. */
  static Rehearsal onCopy(Path state, Path copy) {
    return onCopy(state, copy, oldLocks());
  }

  static Rehearsal onCopy(Path state, Path copy, Clock clock) {
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(state.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!file.endsWith("endpoint.json")) {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return in(copy, clock);
  }

  /**
   * What came of a run.
   *
   * @param problems empty when it went well
   */
  record Run(List<Problem> problems, List<Event> events) {
    boolean isGood() {
      return problems.isEmpty();
    }

    List<String> codes() {
      return problems.stream().map(Problem::code).toList();
    }

    String text() {
      return String.join("\n", problems.stream().map(p -> p.message() + " " + p.hint()).toList());
    }

    <E extends Event> List<E> events(Class<E> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  /** Deploys as a process on a machine of that name. Anything but a problem is thrown. */
  Run deploy(String machine, OrdersApp app) {
    return deploy(machine, app, EventListener.none(), new CancellationToken());
  }

  Run deploy(
      String machine, OrdersApp app, EventListener listener, CancellationToken cancellation) {
    List<Event> events = new CopyOnWriteArrayList<>();
    EventListener both =
        event -> {
          events.add(event);
          listener.on(event);
        };
    return run(
        events,
        () -> {
          Stacktape stacktape = engine(machine);
          StackRequest request = app.request(aws.endpoint());
          PlannedDeployment planned = stacktape.prepare(request, both, cancellation);
          var unused =
              stacktape.deploy(request, planned, new Consent(Set.of()), both, cancellation);
        });
  }

  Run delete(String machine, OrdersApp app, UnaryOperator<PlannedDeletion> how) {
    List<Event> events = new CopyOnWriteArrayList<>();
    return run(
        events,
        () -> {
          Stacktape stacktape = engine(machine);
          StackRequest request = app.request(aws.endpoint());
          CancellationToken cancellation = new CancellationToken();
          PlannedDeletion planned =
              how.apply(stacktape.planDeletion(request, events::add, cancellation));
          var unused =
              stacktape.delete(
                  request,
                  planned,
                  new Consent(Set.of("jobs", "pages")),
                  events::add,
                  cancellation);
        });
  }

  Optional<LockHolder> lockHolder(OrdersApp app) {
    return engine("onlooker")
        .lockHolder(app.request(aws.endpoint()), EventListener.none(), new CancellationToken());
  }

  boolean unlock(OrdersApp app, LockHolder holder) {
    return engine("onlooker")
        .unlock(app.request(aws.endpoint()), holder, EventListener.none(), new CancellationToken());
  }

  /** Any operation of an engine. */
  Run run(List<Event> events, Runnable operation) {
    try {
      operation.run();
      return new Run(List.of(), List.copyOf(events));
    } catch (StacktapeException failure) {
      return new Run(failure.problems(), List.copyOf(events));
    }
  }

  /** Deploys so that a failure is left as it is. */
  Run deployWithoutRollback(String machine, OrdersApp app) {
    List<Event> events = new CopyOnWriteArrayList<>();
    return run(
        events,
        () -> {
          Stacktape stacktape = engine(machine);
          StackRequest request = app.request(aws.endpoint());
          CancellationToken cancellation = new CancellationToken();
          PlannedDeployment planned =
              stacktape.prepare(request, events::add, cancellation).withoutRollback();
          var unused =
              stacktape.deploy(request, planned, new Consent(Set.of()), events::add, cancellation);
        });
  }

  /** Leaves the stack alone as soon as CloudFormation has begun; what was begun goes on there. */
  Run deployAndLeave(String machine, OrdersApp app) {
    CancellationToken cancellation = new CancellationToken();
    return deploy(
        machine,
        app,
        event -> {
          if (event instanceof Event.StackChanged) {
            cancellation.cancel();
          }
        },
        cancellation);
  }

  /** Looks what can be recovered, and does it. */
  Run recover(String machine, OrdersApp app, String... skip) {
    List<Event> events = new CopyOnWriteArrayList<>();
    return run(
        events,
        () -> {
          Stacktape stacktape = engine(machine);
          StackRequest request = app.request(aws.endpoint());
          CancellationToken cancellation = new CancellationToken();
          PlannedRecovery proposal = stacktape.planRecovery(request, events::add, cancellation);
          stacktape.recover(request, proposal, Set.of(skip), events::add, cancellation);
        });
  }

  Stacktape engine(String machine) {
    QuickTime time = new QuickTime();
    return new Stacktape(time, time, Map.of("PATH", System.getenv("PATH"), "HOSTNAME", machine));
  }

  /** Every call fails from the n-th on, counted from 0: the process is dead, or its network is. */
  Rehearsal dieBeforeCall(int number) {
    aws.faults().failCalls("*", "*", Faults.Kind.CUT_BEFORE, number, Faults.ALWAYS);
    return this;
  }

  /** The n-th call is carried out but not answered, and every one after it fails. */
  Rehearsal dieAfterCall(int number) {
    aws.faults().failCalls("*", "*", Faults.Kind.CUT_AFTER, number, 1);
    return dieBeforeCall(number);
  }

  // ---- what is there ----

  /** The stack's status once nothing is under way, empty when there is no stack. */
  Optional<String> settledStatus() {
    Instant end = Instant.now().plusSeconds(20);
    while (Instant.now().isBefore(end)) {
      Optional<String> status = status();
      if (status.isEmpty()
          || !status.get().endsWith("_IN_PROGRESS")
          || status.get().equals("REVIEW_IN_PROGRESS")) {
        return status;
      }
      Sleeper.system().sleep(Duration.ofMillis(5));
    }
    throw new AssertionError("The stack does not settle: " + status());
  }

  /** Returns when the stack has a status that it is on its way to. */
  void awaitStatus(String wanted) {
    Instant end = Instant.now().plusSeconds(20);
    while (!status().equals(Optional.of(wanted))) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("The stack does not get " + wanted + ": " + status());
      }
      Sleeper.system().sleep(Duration.ofMillis(5));
    }
  }

  Optional<String> status() {
    try {
      return Optional.of(
          cloudFormation()
              .describeStacks(request -> request.stackName(OrdersApp.STACK))
              .stacks()
              .get(0)
              .stackStatusAsString());
    } catch (CloudFormationException none) {
      return Optional.empty();
    }
  }

  String template() {
    return cloudFormation()
        .getTemplate(request -> request.stackName(OrdersApp.STACK))
        .templateBody();
  }

  /** Which version of the application a template is of. */
  static int version(String template) {
    Matcher timeout = Pattern.compile("\"VisibilityTimeout\"\\s*:\\s*(\\d+)").matcher(template);
    if (!timeout.find()) {
      throw new AssertionError("No queue in " + template);
    }
    return Integer.parseInt(timeout.group(1)) - 60;
  }

  /** The artifacts that the deployed template refers to and that are not there. */
  List<String> missingArtifacts() {
    return S3_KEY
        .matcher(template())
        .results()
        .map(key -> key.group(1))
        .filter(key -> !exists(deploymentBucket(), key))
        .toList();
  }

  boolean isLocked() {
    return exists(deploymentBucket(), "lock.json");
  }

  String deploymentBucket() {
    return new dev.stacktape.name.Target("orders", "dev", OrdersApp.REGION, "123456789012")
        .deploymentBucket();
  }

  boolean exists(String bucket, String key) {
    try {
      var unused = s3().headObject(head -> head.bucket(bucket).key(key));
      return true;
    } catch (S3Exception none) {
      return false;
    }
  }

  /** What visitors of the bucket's page see, empty when there is no bucket or no page. */
  Optional<String> page() {
    try {
      return cloudFormation()
          .describeStackResources(request -> request.stackName(OrdersApp.STACK))
          .stackResources()
          .stream()
          .filter(resource -> resource.resourceType().equals("AWS::S3::Bucket"))
          .map(
              bucket ->
                  s3().getObjectAsBytes(
                          get -> get.bucket(bucket.physicalResourceId()).key("index.html"))
                      .asUtf8String())
          .findFirst();
    } catch (S3Exception none) {
      return Optional.empty();
    }
  }

  CloudFormationClient cloudFormation() {
    return clients.cloudFormation();
  }

  S3Client s3() {
    return clients.s3();
  }

  LambdaClient lambda() {
    return clients.lambda();
  }

  EcrClient ecr() {
    return clients.ecr();
  }

  @Override
  public void close() {
    clients.close();
    aws.faults().clear();
    aws.close();
  }

  /** Moves its own clock by ten times the pause, and lets the endpoint have a moment. */
  private static final class QuickTime extends Clock implements Sleeper {
    private static final Duration MOMENT = Duration.ofMillis(2);

    /** A pause of three seconds takes half a minute, so that an hour passes in some 100 pauses. */
    private static final int HASTE = 10;

    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

    @Override
    public void sleep(Duration time) {
      var unused = now.updateAndGet(before -> before.plus(time.multipliedBy(HASTE)));
      Sleeper.system().sleep(MOMENT);
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
