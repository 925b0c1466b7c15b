package dev.stacktape;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.artifact.UnbuiltArtifacts;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.config.ConfigFiles;
import dev.stacktape.config.JsonSchema;
import dev.stacktape.deploy.DeployCode;
import dev.stacktape.deploy.StackDeletion;
import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.esbuild.Libraries;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.Target;
import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  /** Where nothing is asked of AWS, and no region is set, things are named for this one. */
  private static final String FALLBACK_REGION = "us-east-1";

  private final Clock clock;
  private final Sleeper sleeper;
  private final Map<String, String> environment;
  private final EsbuildBinary esbuild;

  /** The engine in the circumstances of this process, without a repository to take jars from. */
  public Stacktape() {
    this(Libraries.none());
  }

  /**
   * The engine in the circumstances of this process.
   *
   * @param libraries where the bundler for TypeScript and JavaScript comes from
   */
  public Stacktape(Libraries libraries) {
    this(
        Clock.systemUTC(),
        Sleeper.system(),
        System.getenv(),
        new EsbuildBinary(libraries, unpackedPrograms(), System.getenv()));
  }

  /**
   * The engine in given circumstances, without a repository to take jars from.
   *
   * @param environment the environment variables that AWS settings are looked for in
   */
  public Stacktape(Clock clock, Sleeper sleeper, Map<String, String> environment) {
    this(
        clock,
        sleeper,
        environment,
        new EsbuildBinary(Libraries.none(), unpackedPrograms(), environment));
  }

  /**
   * The engine in given circumstances.
   *
   * @param environment the environment variables that AWS settings are looked for in
   * @param esbuild finds the bundler when a config or a function is in TypeScript or JavaScript
   */
  public Stacktape(
      Clock clock, Sleeper sleeper, Map<String, String> environment, EsbuildBinary esbuild) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.environment = Map.copyOf(environment);
    this.esbuild = esbuild;
  }

  /** Where programs that come in jars are unpacked, once for the user. */
  private static Path unpackedPrograms() {
    return Path.of(System.getProperty("user.home", "."), ".stacktape", "programs");
  }

  /** Whether there is a config in a folder. */
  public static boolean hasConfig(Path directory) {
    return ConfigFiles.find(directory, new Problems()) != null;
  }

  /** The JSON Schema (draft 7) of the config, for editors. */
  public static String configSchema() {
    return JsonSchema.of(ResourceCatalog.records());
  }

  /**
   * Checks the config, and the template that it becomes. Offline. What is valid but cannot be
   * deployed yet is a warning here.
   *
   * @throws StacktapeException with every problem of the config
   */
  public Validation validate(StackRequest request, EventListener events) {
    Problems problems = new Problems();
    ConfiguredStack stack = readOffline(request, problems);
    int cloudFormationResources = stack.check(problems);
    warn(problems, events);
    return new Validation(
        stack.config().source().name(),
        stack.config().resources().size(),
        cloudFormationResources,
        problems.sorted());
  }

  /**
   * Makes the template. Offline; without {@link StackRequest#account()} names that depend on the
   * account stand for the account {@link Target#UNKNOWN_ACCOUNT}.
   *
   * @throws StacktapeException with every problem of the config
   */
  public Synthesis synthesize(StackRequest request, EventListener events) {
    Problems problems = new Problems();
    Synthesis synthesis = readOffline(request, problems).synthesize(problems);
    warn(problems, events);
    return synthesis;
  }

  /**
   * Packages the code of the stack. Offline.
   *
   * @throws StacktapeException with every problem of the config or of the code
   */
  public List<Artifact> packageArtifacts(StackRequest request, EventListener events) {
    return new Packing(request, new Phases(clock, events), events, esbuild, environment)
        .build(synthesize(request, events));
  }

  /**
   * Packages the code and brings it into the deployment bucket, which is made when it is not there.
   */
  public List<Artifact> upload(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    checkOffline(request);
    Phases phases = new Phases(clock, events);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      Synthesis synthesis = stackIn(cloud, request, events).synthesis();
      List<Artifact> artifacts =
          new Packing(request, phases, events, esbuild, environment).build(synthesis);
      return cloud.ask(
          () -> {
            cloud.bucket().ensure(synthesis.target(), synthesis.stackTags());
            return new Execution(cloud, phases).uploadAlone(synthesis.target(), artifacts);
          });
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
   * Works out what a deployment would do apart from code, which is not built; nothing can be
   * carried out with it.
   *
   * @param against the template to compare with; nothing is asked of AWS then. Null for what is
   *     deployed
   */
  public Plan preview(
      StackRequest request,
      @Nullable Template against,
      EventListener events,
      CancellationToken cancellation) {
    if (against != null) {
      return preview(synthesize(request, events), existing(against));
    }
    checkOffline(request);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      Synthesis synthesis = stackIn(cloud, request, events).synthesis();
      return cloud.ask(
          () -> {
            String stackName = synthesis.target().stackName();
            cloud.settling().settle(stackName);
            return preview(synthesis, cloud.reader().read(stackName, List.of()));
          });
    }
  }

  /** A stack of which nothing but its template is known. */
  private static DeployedStack existing(Template template) {
    return new DeployedStack(
        "unknown", "UPDATE_COMPLETE", null, template, Map.of(), Map.of(), Map.of(), false);
  }

  private static Plan preview(Synthesis synthesis, DeployedStack deployed) {
    Template wanted = UnbuiltArtifacts.asDeployed(synthesis.template(), deployed.template());
    return new Planner()
        .plan(synthesis.target(), deployed, wanted, synthesis.origins(), Map.of(), false);
  }

  /**
   * Carries a plan out.
   *
   * @throws StacktapeException {@code DATA_LOSS_NOT_ALLOWED}, {@code STAGE_PROTECTED}, {@code
   *     PLAN_STALE}, {@code STACK_LOCKED}, {@code DEPLOYMENT_FAILED} with the first cause after
   *     everything was rolled back, and what else AWS refuses
   */
  public DeploymentResult deploy(
      StackRequest request,
      PlannedDeployment planned,
      Consent consent,
      EventListener events,
      CancellationToken cancellation) {
    consent.check(planned);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      return execute(request, cloud, planned, events);
    }
  }

  /**
   * Replaces the code of deployed functions where they run. Refuses when anything but code has
   * changed.
   *
   * @throws StacktapeException {@code HOTSWAP_REFUSED} for each resource with its reason, {@code
   *     STAGE_PROTECTED}
   */
  public DeploymentResult hotswap(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    checkOffline(request);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      PlannedDeployment planned = plan(request, cloud, true, events);
      refuseOnProtectedStage(planned);
      refuseMoreThanCode(planned.plan());
      return execute(request, cloud, planned, events);
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
            Map<String, ResourceOrigin> origins = origins(request, target);
            Plan plan =
                new Planner().plan(target, deployed, Template.empty(), origins, Map.of(), false);
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
    try (Cloud cloud = cloud(request, events, cancellation)) {
      return cloud.ask(
          () -> new Execution(cloud, new Phases(clock, events)).delete(planned, consent));
    }
  }

  /** Says what is deployed. Needs no valid config. */
  public StackReport describe(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Cloud cloud = cloud(request, events, cancellation)) {
      Target target = target(request, cloud);
      cloud.announce(target);
      return cloud.ask(() -> cloud.reporting().describe(target, origins(request, target)));
    }
  }

  // ---- from request to plan ----

  private PlannedDeployment plan(
      StackRequest request, Cloud cloud, boolean hotSwap, EventListener events) {
    Phases phases = new Phases(clock, events);
    StackInCloud stack = stackIn(cloud, request, events);
    List<Artifact> artifacts =
        new Packing(request, phases, events, esbuild, environment).build(stack.synthesis());
    return phases.run(
        Phase.PLAN,
        () -> cloud.ask(() -> PlannedDeployment.make(stack, artifacts, cloud, hotSwap, phases)));
  }

  private StackInCloud stackIn(Cloud cloud, StackRequest request, EventListener events) {
    String account = cloud.account();
    Problems problems = new Problems();
    String region = cloud.settings().region();
    ConfiguredStack stack = ConfiguredStack.read(request, region, account, environment, problems);
    cloud.announce(stack.target());
    Synthesis synthesis = stack.synthesize(problems);
    warn(problems, events);
    // What is rehearsed on this machine endangers nobody.
    boolean isProtected = request.embedded() == null && stack.isProtected();
    return new StackInCloud(synthesis, stack.deploymentSettings(events), isProtected);
  }

  private ConfiguredStack readOffline(StackRequest request, Problems problems) {
    String account = request.account() == null ? Target.UNKNOWN_ACCOUNT : request.account();
    return ConfiguredStack.read(request, offlineRegion(request), account, environment, problems);
  }

  /** A broken config is said before anything is asked of AWS, credentials included. */
  private void checkOffline(StackRequest request) {
    var unused = readOffline(request, new Problems()).synthesize(new Problems());
  }

  // ---- from plan to deployment ----

  private DeploymentResult execute(
      StackRequest request, Cloud cloud, PlannedDeployment planned, EventListener events) {
    Phases phases = new Phases(clock, events, planned.timings());
    return cloud.ask(
        () -> {
          if (planned.plan().route() == Plan.Route.NOTHING) {
            events.on(new Event.Noted("Nothing differs from what is deployed; nothing to do."));
            new Execution(cloud, phases).leaveAsItIs(planned);
          } else {
            new Execution(cloud, phases).carryOut(planned);
          }
          return result(request, cloud, planned, phases);
        });
  }

  private static DeploymentResult result(
      StackRequest request, Cloud cloud, PlannedDeployment planned, Phases phases) {
    Target target = planned.plan().target();
    StackReport report = cloud.reporting().describe(target, planned.synthesis().origins());
    Path folder = request.outputDirectory().resolve(target.stackName());
    return DeploymentResult.written(folder, planned, report, phases.timings());
  }

  private static void refuseOnProtectedStage(PlannedDeployment planned) {
    if (planned.needsApproval()) {
      String stage = planned.plan().target().stage();
      throw new StacktapeException(
          DeployCode.STAGE_PROTECTED
              .error("The stage `" + stage + "` is protected, and not hot-swapped.")
              .hint(
                  "Deploy it: stacktape:deploy. Which stages are protected is up to `guardrails`."));
    }
  }

  private static void refuseMoreThanCode(Plan plan) {
    if (plan.route() != Plan.Route.CHANGE_SET) {
      return;
    }
    throw new StacktapeException(
        plan.rejections().stream()
            .map(
                rejection ->
                    DeployCode.HOTSWAP_REFUSED
                        .error(rejection.resourceName() + ": " + rejection.reason())
                        .hint("A full deployment carries this out: stacktape:deploy."))
            .toList());
  }

  // ---- circumstances ----

  private Cloud cloud(StackRequest request, EventListener events, CancellationToken cancellation) {
    return new Cloud(settings(request), events, cancellation, clock, sleeper, environment);
  }

  private AwsSettings settings(StackRequest request) {
    return request.embedded() != null
        ? AwsSettings.embedded(request.embedded(), offlineRegion(request))
        : AwsSettings.resolve(options(request), environment);
  }

  private String offlineRegion(StackRequest request) {
    return AwsSettings.region(options(request), environment).orElse(FALLBACK_REGION);
  }

  private static AwsSettings.Options options(StackRequest request) {
    return new AwsSettings.Options(request.region(), request.profile(), null);
  }

  private Target target(StackRequest request, Cloud cloud) {
    return ConfiguredStack.target(request, cloud.settings().region(), cloud.account());
  }

  /** Names of the config for what is deployed; none where the config cannot be read. */
  private Map<String, ResourceOrigin> origins(StackRequest request, Target target) {
    try {
      return ConfiguredStack.read(
              request, target.region(), target.account(), environment, new Problems())
          .synthesize(new Problems())
          .origins();
    } catch (StacktapeException unreadable) {
      // What is deployed can be shown and deleted without its config, by its logical ids.
      return Map.of();
    }
  }

  private static void warn(Problems problems, EventListener events) {
    problems.sorted().stream()
        .filter(problem -> !problem.isError())
        .forEach(problem -> events.on(new Event.Warned(problem)));
  }
}
