package dev.stacktape.deploy;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Polling;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.name.Target;
import dev.stacktape.operate.StackReport;
import dev.stacktape.operate.StackReporting;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.plan.StoredCode;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The classes of this package put together as the engine does it, against an endpoint. */
final class DeployingEngine implements AutoCloseable {
  static final Target TARGET = new Target("orders", "dev", "eu-west-1", "123456789012");
  private static final Map<String, String> TAGS = Map.of("stp:stack-name", TARGET.stackName());

  final List<Event> events = new CopyOnWriteArrayList<>();
  final CancellationToken cancellation = new CancellationToken();
  final AwsClients aws;
  private final EventListener listener;
  private final Polling polling;
  private final DeploymentBucket bucket;
  private final Uploads uploads;
  private final ChangeSetDeployment deployment;
  private final HotSwap hotSwap;
  final SwapRecords records;
  private final Map<String, ResourceOrigin> origins;

  DeployingEngine(LocalAws endpoint, Map<String, ResourceOrigin> origins, EventListener more) {
    this.origins = origins;
    this.listener =
        event -> {
          events.add(event);
          more.on(event);
        };
    AwsSettings settings = AwsSettings.embedded(URI.create(endpoint.endpoint()), TARGET.region());
    this.aws = new AwsClients(settings, listener);
    // The embedded AWS needs milliseconds for what takes AWS seconds.
    Sleeper quick =
        time -> Sleeper.system().sleep(Duration.ofMillis(Math.min(20, time.toMillis())));
    this.polling = new Polling(Clock.systemUTC(), quick, cancellation);
    this.bucket = new DeploymentBucket(aws.s3(), settings, polling);
    this.uploads = new Uploads(aws.s3(), listener, cancellation);
    this.deployment = new ChangeSetDeployment(aws.cloudFormation(), listener, polling);
    this.records = new SwapRecords(aws.s3());
    this.hotSwap =
        new HotSwap(
            aws.lambda(),
            aws::ecsDocuments,
            aws::stepFunctions,
            records,
            aws.errors(),
            listener,
            polling);
  }

  Plan plan(Template template, Map<String, String> code, boolean hotSwapAsked) {
    return aws.translating(
        () -> {
          settle();
          return new Planner().plan(TARGET, read(code), template, origins, code, hotSwapAsked);
        });
  }

  /** What {@code deploy} does, from plan to outcome. */
  Plan.Route deploy(Template template, List<Artifact> artifacts, Map<String, String> code) {
    return run(template, artifacts, code, false);
  }

  Plan.Route hotSwap(Template template, List<Artifact> artifacts, Map<String, String> code) {
    return run(template, artifacts, code, true);
  }

  private Plan.Route run(
      Template template, List<Artifact> artifacts, Map<String, String> code, boolean swapAsked) {
    return aws.translating(
        () -> {
          settle();
          DeployedStack deployed = read(code);
          Plan plan = new Planner().plan(TARGET, deployed, template, origins, code, swapAsked);
          bucket.ensure(TARGET, TAGS);
          try (HeldLock lock = lock().acquire(TARGET.deploymentBucket(), "deploy")) {
            uploads.artifacts(TARGET.deploymentBucket(), artifacts);
            if (plan.route() == Plan.Route.CHANGE_SET) {
              Uploads.StoredTemplate stored =
                  uploads.template(TARGET.deploymentBucket(), TemplateText.toCompactJson(template));
              var unused =
                  deployment.execute(
                      new ChangeSetRequest(
                          plan, deployed, stored, origins, TAGS, DeploymentSettings.DEFAULT),
                      () -> {
                        lock.check();
                        swap(plan, artifacts);
                      });
              records.clear(TARGET.deploymentBucket());
            } else {
              swap(plan, artifacts);
            }
          }
          return plan.route();
        });
  }

  private void swap(Plan plan, List<Artifact> artifacts) {
    var unused =
        hotSwap.apply(
            TARGET.deploymentBucket(),
            records.read(TARGET.deploymentBucket()),
            plan.swaps(),
            artifacts.stream().map(StoredCode::of).toList(),
            "arn:me");
  }

  StackDeletion.Outcome delete(String... allowDataLoss) {
    return aws.translating(
        () -> {
          settle();
          DeployedStack deployed = read(Map.of());
          Plan plan =
              new Planner().plan(TARGET, deployed, Template.empty(), origins, Map.of(), false);
          DeletionRequest request = new DeletionRequest(plan, deployed, Set.of(allowDataLoss));
          StackDeletion deletion =
              new StackDeletion(
                  aws.cloudFormation(),
                  aws.s3(),
                  bucket,
                  new ImageRepository(aws.ecr()),
                  uploads,
                  listener,
                  polling);
          if (!bucket.exists(TARGET)) {
            return deletion.delete(request, () -> {});
          }
          try (HeldLock lock = lock().acquire(TARGET.deploymentBucket(), "delete")) {
            return deletion.delete(request, lock::check);
          }
        });
  }

  StackReport describe() {
    return aws.translating(
        () ->
            new StackReporting(
                    aws.cloudFormation(),
                    new LiveCode(aws.cloudFormation(), aws.lambda(), aws.s3()),
                    records,
                    aws.settings())
                .describe(TARGET, origins));
  }

  DeployedStack read(Map<String, String> code) {
    return new DeployedStackReader(aws.cloudFormation(), aws.lambda(), records)
        .read(TARGET, code.keySet(), true);
  }

  private void settle() {
    new StackSettling(aws.cloudFormation(), listener, polling).settle(TARGET.stackName());
  }

  private DeploymentLock lock() {
    return new DeploymentLock(
        aws.s3(), LockOwner.thisProcess(System.getenv()), Clock.systemUTC(), listener);
  }

  @Override
  public void close() {
    aws.close();
  }
}
