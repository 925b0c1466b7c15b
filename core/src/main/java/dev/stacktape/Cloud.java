package dev.stacktape;

import dev.stacktape.artifact.registry.RegistryLogin;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsIdentity;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.KnownIdentities;
import dev.stacktape.aws.Polling;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.deploy.AwsRegistryLogins;
import dev.stacktape.deploy.ChangeSetDeployment;
import dev.stacktape.deploy.CompanionNote;
import dev.stacktape.deploy.ContentRestoring;
import dev.stacktape.deploy.ContentSync;
import dev.stacktape.deploy.DeployedStackReader;
import dev.stacktape.deploy.DeploymentBucket;
import dev.stacktape.deploy.DeploymentLock;
import dev.stacktape.deploy.Evidence;
import dev.stacktape.deploy.FunctionVersions;
import dev.stacktape.deploy.HostedZones;
import dev.stacktape.deploy.HotSwap;
import dev.stacktape.deploy.ImageRepository;
import dev.stacktape.deploy.ImageUploads;
import dev.stacktape.deploy.LastLogLines;
import dev.stacktape.deploy.LastVersion;
import dev.stacktape.deploy.LiveCode;
import dev.stacktape.deploy.LockOwner;
import dev.stacktape.deploy.Lookups;
import dev.stacktape.deploy.Readiness;
import dev.stacktape.deploy.ReadinessChecks;
import dev.stacktape.deploy.Retention;
import dev.stacktape.deploy.StackDeletion;
import dev.stacktape.deploy.StackRecovery;
import dev.stacktape.deploy.StackSettling;
import dev.stacktape.deploy.StageLifetime;
import dev.stacktape.deploy.StoppedTasks;
import dev.stacktape.deploy.SwapRecords;
import dev.stacktape.deploy.Uploads;
import dev.stacktape.deploy.Versions;
import dev.stacktape.deploy.WorkloadEvidence;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.event.Redaction;
import dev.stacktape.name.Target;
import dev.stacktape.operate.StackReporting;
import dev.stacktape.operate.diagnosis.Diagnosing;
import dev.stacktape.operate.drift.DriftDetection;
import dev.stacktape.operate.inventory.InventoryReading;
import dev.stacktape.operate.inventory.Swaps;
import dev.stacktape.operate.logs.LogReading;
import dev.stacktape.operate.metrics.MetricsReading;
import dev.stacktape.operate.outputs.ValueReading;
import dev.stacktape.operate.script.AwsBastions;
import dev.stacktape.operate.script.AwsLiveStack;
import dev.stacktape.operate.script.LiveValues;
import dev.stacktape.operate.script.Processes;
import dev.stacktape.operate.script.ScriptEnvironment;
import dev.stacktape.operate.script.ScriptRun;
import dev.stacktape.operate.stages.StageReading;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.StackScripts;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.TemplateText;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The online half of an operation: AWS as one request reaches it, and what works on it. */
final class Cloud implements AutoCloseable {
  private final AwsClients clients;
  private final EventListener events;
  private final CancellationToken cancellation;
  private final Clock clock;
  private final Polling polling;
  private final Map<String, String> environment;
  private @Nullable Cloud edge;
  private @Nullable HostedZones zones;
  private @Nullable DeploymentBucket bucket;

  Cloud(
      AwsSettings settings,
      EventListener events,
      CancellationToken cancellation,
      Clock clock,
      Sleeper sleeper,
      Map<String, String> environment,
      KnownIdentities identities) {
    this.events = new Redaction(Set.of()).before(events).oneAtATime();
    this.clients = new AwsClients(settings, this.events, sleeper, identities);
    this.cancellation = cancellation;
    this.clock = clock;
    this.polling = new Polling(clock, sleeper, cancellation);
    this.environment = environment;
  }

  /** The same account in another region. */
  private Cloud(Cloud other, String region) {
    this.events = other.events;
    this.clients = new AwsClients(other.settings().in(region), other.events);
    this.cancellation = other.cancellation;
    this.clock = other.clock;
    this.polling = other.polling;
    this.environment = other.environment;
  }

  /** AWS as the companion of a stack sees it. */
  synchronized Cloud atEdge() {
    if (edge == null) {
      edge = new Cloud(this, Target.EDGE_REGION);
    }
    return edge;
  }

  CompanionNote companionNote() {
    return new CompanionNote(clients.s3());
  }

  /** Whose account this is. The first call, so what is wrong with the credentials shows here. */
  String account() {
    return clients.identity().account();
  }

  void announce(Target target) {
    URI endpoint = clients.settings().endpoint();
    events.on(
        new Event.TargetResolved(
            target.account(),
            target.region(),
            target.stage(),
            target.stackName(),
            endpoint == null ? null : endpoint.toString()));
  }

  /** Does work that talks to AWS; what AWS answers in exceptions comes out as problems. */
  <T> T ask(Supplier<T> work) {
    try {
      return clients.translating(work);
    } catch (StacktapeException failure) {
      throw new Redaction(Set.of()).exception(failure);
    }
  }

  /** The same for work that gives nothing back. */
  void run(Runnable work) {
    var unused =
        ask(
            () -> {
              work.run();
              return true;
            });
  }

  DeployedStackReader reader() {
    return new DeployedStackReader(clients.cloudFormation(), clients.lambda(), swapRecords());
  }

  Lookups lookups() {
    if (zones == null) {
      zones = new HostedZones(clients.settings().endpoint() == null ? clients::route53 : null);
    }
    return new Lookups(clients.cloudFormation(), clients.ec2(), zones);
  }

  StackSettling settling() {
    return new StackSettling(clients.cloudFormation(), events, polling);
  }

  /** The same one throughout, which does not look twice whether it is set up. */
  synchronized DeploymentBucket bucket() {
    if (bucket == null) {
      bucket = new DeploymentBucket(clients.s3(), clients.settings(), polling);
    }
    return bucket;
  }

  Uploads uploads() {
    return new Uploads(clients.s3(), events, cancellation);
  }

  ImageRepository images() {
    return new ImageRepository(clients::ecr);
  }

  ImageUploads imageUploads() {
    return new ImageUploads(images(), events, cancellation, polling);
  }

  /** Who to be at the registries of AWS; signed in to when the first of them is asked. */
  RegistryLogins registryLogins() {
    RegistryLogins aws =
        new AwsRegistryLogins(images(), clients::secretsManager, settings().region());
    return new RegistryLogins() {
      @Override
      public Optional<RegistryLogin> of(String registry) {
        return ask(() -> aws.of(registry));
      }

      @Override
      public Optional<RegistryLogin> inSecret(String arn) {
        return ask(() -> aws.inSecret(arn));
      }
    };
  }

  DeploymentLock lock() {
    return new DeploymentLock(clients.s3(), LockOwner.thisProcess(environment), clock, events);
  }

  ChangeSetDeployment deployment() {
    return new ChangeSetDeployment(clients.cloudFormation(), events, polling, this::evidence);
  }

  /** Looks what is ready after an operation in express mode. */
  Readiness readiness() {
    boolean hasEdges = !clients.settings().embedded();
    return new Readiness(
        new ReadinessChecks(
            clients.lambda(), clients::ecsDocuments, hasEdges ? clients::cloudFront : null, events),
        evidence(),
        clients.errors(),
        events,
        polling);
  }

  /** Containers do not run on the embedded AWS. */
  private Evidence evidence() {
    if (clients.settings().embedded()) {
      return Evidence.none();
    }
    LastLogLines logs = new LastLogLines(clients::logs);
    return new WorkloadEvidence(new StoppedTasks(clients::ecs, logs), logs, events, polling);
  }

  ContentSync contents(Target target) {
    return new ContentSync(
        clients.s3(),
        clients.cloudFormation(),
        clients::cloudFront,
        values -> new LiveValues(new AwsLiveStack(clients, target)).texts(values),
        events,
        cancellation);
  }

  ContentRestoring formerContents(Target target) {
    return new ContentRestoring(
        clients.s3(),
        clients.cloudFormation(),
        clients::cloudFront,
        target.deploymentBucket(),
        events,
        cancellation);
  }

  Versions versions() {
    return new Versions(clients.s3());
  }

  /** Who acts. */
  AwsIdentity identity() {
    return clients.identity();
  }

  /** When something is done. */
  String now() {
    return clock.instant().toString();
  }

  FunctionVersions functionVersions() {
    return new FunctionVersions(clients.cloudFormation(), clients.lambda(), events);
  }

  HotSwap hotSwap() {
    return new HotSwap(
        clients.lambda(),
        clients::ecsDocuments,
        clients::stepFunctions,
        swapRecords(),
        clients.errors(),
        events,
        polling);
  }

  /** Removes what need not be kept. */
  Retention retention() {
    return new Retention(
        clients.s3(), clients::ecr, clients::ecsDocuments, clients.cloudFormation(), clock, events);
  }

  /**
   * What is kept here of the code of a stack whose versions are on record elsewhere.
   *
   * @param deployed its template
   */
  Retention.Elsewhere codeOf(Target companion, String deployed) {
    return new Retention.Elsewhere(clients.s3(), clients.cloudFormation(), companion, deployed);
  }

  /** What hot-swaps left different. */
  SwapRecords swapRecords() {
    return new SwapRecords(clients.s3());
  }

  StackDeletion deletion() {
    return new StackDeletion(
        clients.cloudFormation(), clients.s3(), bucket(), images(), uploads(), events, polling);
  }

  /** Brings stacks out of bad states; resources are named by the config where it says of them. */
  StackRecovery recovery(Target target, Map<String, ResourceOrigin> origins) {
    return new StackRecovery(
        clients.cloudFormation(), events, polling, origins, () -> lastVersion(target));
  }

  private Optional<LastVersion> lastVersion(Target target) {
    String bucket = target.deploymentBucket();
    return versions()
        .newest(bucket)
        .map(
            version ->
                new LastVersion(
                    version.number(),
                    uploads()
                        .template(
                            bucket,
                            TemplateText.toCompactJson(versions().template(bucket, version))),
                    version.parameters(),
                    version.tags()));
  }

  StackReporting reporting() {
    LiveCode live = new LiveCode(clients.cloudFormation(), clients.lambda(), clients.s3());
    return new StackReporting(clients.cloudFormation(), live, swapRecords(), clients.settings());
  }

  InventoryReading inventory() {
    return new InventoryReading(clients.cloudFormation(), versions(), swapRecords());
  }

  LogReading logs() {
    return new LogReading(clients.logs(), polling, events);
  }

  ValueReading values(Target target) {
    return new ValueReading(new AwsLiveStack(clients, target));
  }

  DriftDetection drift() {
    return new DriftDetection(clients.cloudFormation(), polling, swaps());
  }

  private Swaps swaps() {
    return new Swaps(
        clients.cloudFormation(),
        new LiveCode(clients.cloudFormation(), clients.lambda(), clients.s3()),
        swapRecords());
  }

  StageReading stages() {
    return new StageReading(clients.cloudFormation(), clients.s3());
  }

  void limitLifetime(Target target, StageLifetime lifetime) {
    lifetime.write(clients.s3(), target.deploymentBucket());
  }

  MetricsReading metrics() {
    return new MetricsReading(clients.cloudWatch());
  }

  Diagnosing diagnosing() {
    return new Diagnosing(clients, logs(), swaps());
  }

  /** Runs scripts; what they need to know of the stack is read anew. */
  ScriptRun scripts(StackScripts scripts, Target target, Processes processes) {
    Map<String, String> variables = ScriptEnvironment.of(clients.settings(), target, environment);
    return new ScriptRun(
        scripts,
        new AwsLiveStack(clients, target),
        variables,
        processes,
        new AwsBastions(clients, polling, processes, variables, cancellation),
        clock,
        events,
        cancellation);
  }

  EventListener events() {
    return events;
  }

  AwsSettings settings() {
    return clients.settings();
  }

  @Override
  public void close() {
    if (edge != null) {
      edge.close();
    }
    clients.close();
  }
}
