package dev.stacktape;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.artifact.Packaging;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.config.ConfigFiles;
import dev.stacktape.deploy.ChangeSetRequest;
import dev.stacktape.deploy.DeletionRequest;
import dev.stacktape.deploy.DeploymentLock;
import dev.stacktape.deploy.StackDeletion;
import dev.stacktape.deploy.Uploads;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.Target;
import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.ArtifactBinding;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The engine. Every operation takes a {@link StackRequest}, tells an {@link EventListener} what it
 * does, and returns a value; what a user can mend comes out as a {@link StacktapeException}.
 *
 * <p>A deployment is a straight line: a config is read, synthesized to a template, its code
 * packaged, the whole compared with what is deployed. That gives a {@link PlannedDeployment}, which
 * is shown to whoever decides, and then carried out as it is.
 *
 * <p>Instances hold no state; operations on different stacks may run side by side.
 */
public final class Stacktape {
  private final Clock clock;
  private final Sleeper sleeper;
  private final Map<String, String> environment;

  /** The engine in the circumstances of this process. */
  public Stacktape() {
    this(Clock.systemUTC(), Sleeper.system(), System.getenv());
  }

  /**
   * The engine in given circumstances.
   *
   * @param environment the environment variables that AWS settings are looked for in
   */
  public Stacktape(Clock clock, Sleeper sleeper, Map<String, String> environment) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.environment = Map.copyOf(environment);
  }

  /** Whether there is a config in a folder. */
  public static boolean hasConfig(Path directory) {
    return ConfigFiles.find(directory, new Problems()) != null;
  }

  /**
   * Checks the config, and the template that it becomes. Offline.
   *
   * @throws StacktapeException with every problem of the config
   */
  public Validation validate(StackRequest request, EventListener events) {
    Problems problems = new Problems();
    ConfiguredStack stack = readOffline(request, problems);
    Synthesis synthesis = stack.synthesize(problems);
    warn(problems, events);
    return new Validation(
        stack.config().source().name(),
        stack.config().resources().size(),
        synthesis.template().resources().size(),
        problems.sorted());
  }

  /**
   * Makes the template. Offline; without {@link StackRequest#account()} names that depend on the
   * account stand for the account {@link Target#UNKNOWN_ACCOUNT}.
   */
  public Synthesis synthesize(StackRequest request, EventListener events) {
    return phases(events).run(Phase.SYNTHESIZE, () -> synthesizeOffline(request, events));
  }

  /** Packages the code of the stack. Offline. */
  public List<Artifact> packageArtifacts(StackRequest request, EventListener events) {
    Synthesis synthesis = synthesizeOffline(request, events);
    return packageArtifacts(request, synthesis, events);
  }

  /** Packages the code and brings it into the deployment bucket, which is made when it is not there. */
  public List<Artifact> upload(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    checkOffline(request);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      Synthesis synthesis = synthesizeFor(request, cloud, events);
      List<Artifact> artifacts = packageArtifacts(request, synthesis, events);
      cloud.ask(
          () -> {
            cloud.bucket().ensure(synthesis.target(), synthesis.stackTags());
            return upload(cloud, synthesis.target(), artifacts, events);
          });
      return artifacts;
    }
  }

  /**
   * Works out what a deployment would do. Changes nothing; waits when CloudFormation is still at
   * work on the stack.
   */
  public PlannedDeployment plan(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    checkOffline(request);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      return plan(request, cloud, false, events);
    }
  }

  /**
   * Carries a plan out.
   *
   * @throws StacktapeException {@code DATA_LOSS_NOT_ALLOWED}, {@code PLAN_STALE}, {@code
   *     STACK_LOCKED}, {@code DEPLOYMENT_FAILED} with the first cause after everything was rolled
   *     back, and what else AWS refuses
   */
  public DeploymentResult deploy(
      StackRequest request,
      PlannedDeployment planned,
      Consent consent,
      EventListener events,
      CancellationToken cancellation) {
    consent.check(planned.plan());
    try (Cloud cloud = cloud(request, events, cancellation)) {
      if (planned.plan().route() != Plan.Route.NOTHING) {
        execute(cloud, planned, events);
      }
      return new DeploymentResult(
          planned.plan().route(), report(request, planned.synthesis(), cloud, events));
    }
  }

  /**
   * Replaces the code of deployed functions where they run. Refuses when anything but code has
   * changed.
   *
   * @throws StacktapeException {@code HOTSWAP_REFUSED} for each resource with its reason
   */
  public DeploymentResult hotswap(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    checkOffline(request);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      PlannedDeployment planned = plan(request, cloud, true, events);
      refuseHotSwap(planned);
      if (planned.plan().route() == Plan.Route.NOTHING) {
        events.on(new Event.Noted("The code that runs is the code that you have; nothing to swap."));
      } else {
        execute(cloud, planned, events);
      }
      return new DeploymentResult(
          planned.plan().route(), report(request, planned.synthesis(), cloud, events));
    }
  }

  /** Works out what deleting the stack would do. Changes nothing. Needs no valid config. */
  public PlannedDeletion planDeletion(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Cloud cloud = cloud(request, events, cancellation)) {
      Target target = target(request, cloud);
      cloud.announce(target);
      return cloud.ask(
          () -> {
            cloud.settling().settle(target.stackName());
            DeployedStack deployed = cloud.reader().read(target.stackName(), List.of());
            Plan plan =
                new Planner()
                    .plan(
                        target, deployed, Template.empty(), origins(request, target), Map.of(), false);
            return new PlannedDeletion(plan, deployed);
          });
    }
  }

  /**
   * Deletes the stack and its deployment bucket. That there is no stack is no problem.
   *
   * @throws StacktapeException {@code DATA_LOSS_NOT_ALLOWED}, {@code STACK_PROTECTED}, {@code
   *     DELETION_FAILED}
   */
  public StackDeletion.Outcome delete(
      StackRequest request,
      PlannedDeletion planned,
      Consent consent,
      EventListener events,
      CancellationToken cancellation) {
    consent.checkDeletion(planned.plan());
    Target target = planned.plan().target();
    try (Cloud cloud = cloud(request, events, cancellation)) {
      return cloud.ask(
          () ->
              locked(
                  cloud,
                  target,
                  "delete",
                  lock ->
                      phases(events)
                          .run(
                              Phase.DELETE,
                              () ->
                                  cloud
                                      .deletion()
                                      .delete(
                                          new DeletionRequest(
                                              planned.plan(),
                                              planned.deployed(),
                                              consent.allowDataLoss()),
                                          lock))));
    }
  }

  /** Says what is deployed. */
  public StackReport describe(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Cloud cloud = cloud(request, events, cancellation)) {
      Target target = target(request, cloud);
      cloud.announce(target);
      return cloud.ask(() -> cloud.report(target, origins(request, target)));
    }
  }

  // ---- from config to plan ----

  private PlannedDeployment plan(
      StackRequest request, Cloud cloud, boolean hotSwap, EventListener events) {
    Synthesis synthesis = synthesizeFor(request, cloud, events);
    List<Artifact> artifacts = packageArtifacts(request, synthesis, events);
    Template template = ArtifactBinding.bind(synthesis.template(), artifacts);
    return phases(events)
        .run(
            Phase.PLAN,
            () ->
                cloud.ask(
                    () -> {
                      Target target = synthesis.target();
                      Map<String, String> code = FunctionCode.wanted(synthesis.template(), artifacts);
                      cloud.settling().settle(target.stackName());
                      DeployedStack deployed =
                          cloud.reader().read(target.stackName(), code.keySet());
                      Plan plan =
                          new Planner()
                              .plan(target, deployed, template, synthesis.origins(), code, hotSwap);
                      return new PlannedDeployment(plan, synthesis, template, artifacts, deployed);
                    }));
  }

  private Synthesis synthesizeFor(StackRequest request, Cloud cloud, EventListener events) {
    String account = cloud.account();
    Problems problems = new Problems();
    ConfiguredStack stack =
        ConfiguredStack.read(
            request, cloud.clients().settings().region(), account, environment, problems);
    cloud.announce(stack.target());
    Synthesis synthesis = stack.synthesize(problems);
    warn(problems, events);
    return synthesis;
  }

  private Synthesis synthesizeOffline(StackRequest request, EventListener events) {
    Problems problems = new Problems();
    Synthesis synthesis = readOffline(request, problems).synthesize(problems);
    warn(problems, events);
    return synthesis;
  }

  private ConfiguredStack readOffline(StackRequest request, Problems problems) {
    String account = request.account() == null ? Target.UNKNOWN_ACCOUNT : request.account();
    return ConfiguredStack.read(request, offlineRegion(request), account, environment, problems);
  }

  /** A broken config is said before anything is asked of AWS, credentials included. */
  private void checkOffline(StackRequest request) {
    Problems problems = new Problems();
    var unused = readOffline(request, problems).synthesize(problems);
  }

  private List<Artifact> packageArtifacts(
      StackRequest request, Synthesis synthesis, EventListener events) {
    return phases(events)
        .run(
            Phase.PACKAGE,
            () -> {
              ExecutorService pool =
                  Executors.newFixedThreadPool(
                      Math.max(2, Runtime.getRuntime().availableProcessors()));
              try {
                return new Packaging(
                        request.outputDirectory(),
                        request.modules(),
                        module -> "Compile it first: `" + request.packageCommand() + "`.",
                        events,
                        pool)
                    .packageAll(synthesis.artifacts());
              } finally {
                pool.shutdown();
              }
            });
  }

  // ---- from plan to deployment ----

  private void execute(Cloud cloud, PlannedDeployment planned, EventListener events) {
    Target target = planned.plan().target();
    cloud.ask(
        () -> {
          cloud.bucket().ensure(target, planned.synthesis().stackTags());
          return locked(
              cloud,
              target,
              planned.plan().route() == Plan.Route.HOT_SWAP ? "hotswap" : "deploy",
              lock -> {
                upload(cloud, target, planned.artifacts(), events);
                if (planned.plan().route() == Plan.Route.CHANGE_SET) {
                  deploy(cloud, planned, lock, events);
                }
                swap(cloud, planned, events);
                return planned;
              });
        });
  }

  private List<Artifact> upload(
      Cloud cloud, Target target, List<Artifact> artifacts, EventListener events) {
    return phases(events)
        .run(
            Phase.UPLOAD,
            () -> {
              cloud.uploads().artifacts(target.deploymentBucket(), artifacts);
              return artifacts;
            });
  }

  private void deploy(
      Cloud cloud, PlannedDeployment planned, Runnable lastCheck, EventListener events) {
    var unused =
        phases(events)
            .run(
                Phase.DEPLOY,
                () -> {
                  Uploads.StoredTemplate template =
                      cloud
                          .uploads()
                          .template(
                              planned.plan().target().deploymentBucket(),
                              TemplateText.toCompactJson(planned.template()));
                  return cloud
                      .deployment()
                      .execute(
                          new ChangeSetRequest(
                              planned.plan(),
                              planned.deployed(),
                              template,
                              planned.synthesis().origins(),
                              planned.synthesis().stackTags(),
                              planned.settings()),
                          lastCheck);
                });
  }

  private void swap(Cloud cloud, PlannedDeployment planned, EventListener events) {
    if (planned.plan().swaps().isEmpty()) {
      return;
    }
    var unused =
        phases(events)
            .run(
                Phase.HOTSWAP,
                () ->
                    cloud
                        .hotSwap()
                        .apply(
                            planned.plan().target().deploymentBucket(),
                            planned.plan().swaps(),
                            planned.artifacts()));
  }

  private static void refuseHotSwap(PlannedDeployment planned) {
    if (planned.plan().route() != Plan.Route.CHANGE_SET) {
      return;
    }
    throw new StacktapeException(
        planned.plan().rejections().stream()
            .map(
                rejection ->
                    Problem.error(
                            "HOTSWAP_REFUSED",
                            rejection.resourceName() + ": " + rejection.reason())
                        .hint("A full deployment carries this out: `stacktape:deploy`."))
            .toList());
  }

  /** Holds the stack's lock during the work; nothing to hold where there is no deployment bucket. */
  private static <T> T locked(
      Cloud cloud, Target target, String operation, Function<Runnable, T> work) {
    if (!cloud.bucket().exists(target)) {
      return work.apply(() -> {});
    }
    try (DeploymentLock.Held lock = cloud.lock().acquire(target.deploymentBucket(), operation)) {
      return work.apply(lock::check);
    }
  }

  // ---- what is there ----

  private StackReport report(
      StackRequest request, Synthesis synthesis, Cloud cloud, EventListener events) {
    return cloud.ask(() -> cloud.report(synthesis.target(), synthesis.origins()));
  }

  private Target target(StackRequest request, Cloud cloud) {
    return ConfiguredStack.target(request, cloud.clients().settings().region(), cloud.account());
  }

  /** Names of the config for what is deployed; none where the config cannot be read. */
  private Map<String, ResourceOrigin> origins(StackRequest request, Target target) {
    try {
      Problems problems = new Problems();
      return ConfiguredStack.read(
              request, target.region(), target.account(), environment, problems)
          .synthesize(problems)
          .origins();
    } catch (StacktapeException unreadable) {
      // What is deployed can be shown and deleted without its config, by its logical ids.
      return Map.of();
    }
  }

  // ---- circumstances ----

  private Cloud cloud(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    return new Cloud(settings(request), events, cancellation, clock, sleeper, environment);
  }

  private AwsSettings settings(StackRequest request) {
    return request.embedded() != null
        ? AwsSettings.embedded(request.embedded(), offlineRegion(request))
        : AwsSettings.resolve(
            new AwsSettings.Options(request.region(), request.profile(), null), environment);
  }

  /** Where nothing is asked of AWS a missing region stops nobody. */
  private String offlineRegion(StackRequest request) {
    return AwsSettings.regionOr("us-east-1", request.region(), request.profile(), environment);
  }

  private Phases phases(EventListener events) {
    return new Phases(clock, events);
  }

  private static void warn(Problems problems, EventListener events) {
    problems.sorted().stream()
        .filter(problem -> !problem.isError())
        .forEach(problem -> events.on(new Event.Warned(problem)));
  }
}
