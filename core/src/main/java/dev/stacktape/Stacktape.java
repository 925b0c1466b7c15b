package dev.stacktape;

import dev.stacktape.artifact.UnbuiltArtifacts;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.config.ConfigFiles;
import dev.stacktape.config.HookTrigger;
import dev.stacktape.config.JsonSchema;
import dev.stacktape.deploy.DeployCode;
import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.deploy.StackDeletion;
import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.esbuild.Libraries;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.Target;
import dev.stacktape.operate.StackReport;
import dev.stacktape.operate.script.Processes;
import dev.stacktape.operate.script.ScriptEnvironment;
import dev.stacktape.operate.script.ScriptRun;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.sdk.TypeDeclarations;
import dev.stacktape.stack.ScriptSpec;
import dev.stacktape.stack.StackScripts;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.starter.Project;
import dev.stacktape.starter.Starter;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
  private final Processes processes;

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
    this(clock, sleeper, environment, esbuild, Processes.ofThisMachine());
  }

  /**
   * The engine in given circumstances.
   *
   * @param environment the environment variables that AWS settings are looked for in, and that
   *     scripts get
   * @param esbuild finds the bundler when a config or a function is in TypeScript or JavaScript
   * @param processes runs the scripts of configs
   */
  public Stacktape(
      Clock clock,
      Sleeper sleeper,
      Map<String, String> environment,
      EsbuildBinary esbuild,
      Processes processes) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.environment = Map.copyOf(environment);
    this.esbuild = esbuild;
    this.processes = processes;
  }

  /** Where programs that come in jars are unpacked, once for the user. */
  private static Path unpackedPrograms() {
    return Path.of(System.getProperty("user.home", "."), ".stacktape", "programs");
  }

  /** Whether there is a config in a folder. */
  public static boolean hasConfig(Path directory) {
    return ConfigFiles.find(directory, new Problems()) != null;
  }

  /**
   * Writes the first config of a project, for what is found in it, with what else it needs.
   *
   * @throws StacktapeException {@code STARTER_CONFIG_EXISTS}
   */
  public static Starter init(Project project) {
    Path config = ConfigFiles.find(project.directory(), new Problems());
    if (config != null) {
      throw Starter.exists(config);
    }
    Starter starter = Starter.of(project);
    starter.writeTo(project.directory());
    return starter;
  }

  /** The JSON Schema (draft 7) of the config, for editors. */
  public static String configSchema() {
    return JsonSchema.of(ResourceCatalog.records());
  }

  /** The types of the module {@code stacktape}, {@code stacktape.d.ts}, for editors. */
  public static String typeDeclarations() {
    return TypeDeclarations.of(ResourceCatalog.records());
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
  public Packages packageArtifacts(StackRequest request, EventListener events) {
    return new Packing(request, new Phases(clock, events), events, esbuild, environment)
        .build(synthesize(request, events));
  }

  /**
   * Packages the code and brings it into the deployment bucket, which is made when it is not there.
   */
  public Packages upload(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    checkOffline(request);
    Phases phases = new Phases(clock, events);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      Synthesis synthesis = stackIn(cloud, request, events).synthesis();
      Packages packages =
          new Packing(request, phases, events, esbuild, environment).build(synthesis, cloud);
      return cloud.ask(
          () -> {
            Execution execution = new Execution(cloud, phases, request.directory());
            execution.ensureStores(synthesis.target(), packages, synthesis.stackTags());
            return execution.uploadAlone(synthesis.target(), packages);
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
   * Works out what a hot-swap would do; {@link #deploy} carries it out. Changes nothing. Where more
   * than code has changed, the plan's route is a change set and its rejections say why.
   *
   * @throws StacktapeException {@code STAGE_PROTECTED}
   */
  public PlannedDeployment planHotswap(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    checkOffline(request);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      StackInCloud stack = stackIn(cloud, request, events);
      refuseOnProtectedStage(stack);
      return plan(request, cloud, stack, true, events);
    }
  }

  /** ARN of the identity that a request acts as. */
  public String caller(StackRequest request, CancellationToken cancellation) {
    try (Cloud cloud = cloud(request, EventListener.none(), cancellation)) {
      return cloud.identity().arn();
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
   * The scripts that {@link #prepare} would run, by name. Offline.
   *
   * @throws StacktapeException with every problem of the config
   */
  public List<String> scriptsBefore(StackRequest request) {
    StackScripts scripts =
        readOffline(request, new Problems()).synthesize(new Problems()).scripts();
    boolean onBuildServer = ScriptEnvironment.isBuildServer(environment);
    return scripts.due(HookTrigger.BEFORE_DEPLOY, onBuildServer).stream()
        .map(ScriptSpec::name)
        .toList();
  }

  /**
   * Runs the scripts that stand before a deployment, and then plans: what they build is a part of
   * what is deployed. They run on this machine, so whoever calls this has the user's consent.
   *
   * @throws StacktapeException {@code SCRIPT_FAILED} and what else keeps a script from running;
   *     nothing has been changed in the cloud then
   */
  public PlannedDeployment prepare(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    checkOffline(request);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      return prepare(request, cloud, stackIn(cloud, request, events), false, events);
    }
  }

  /**
   * Carries a plan out, and then runs the scripts that stand after it. Where those before it have
   * not been run for this plan, they are run first, and the plan has to be the same after that.
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
      PlannedDeployment ready = planned;
      if (!planned.isPrepared() && hooks(planned, cloud).isDue(HookTrigger.BEFORE_DEPLOY)) {
        ready = prepare(request, cloud, stackIn(cloud, request, events), false, events);
        requireSame(planned.plan(), ready.plan());
      }
      return execute(request, cloud, ready, hooks(ready, cloud), events);
    }
  }

  /**
   * Replaces the code of deployed functions where they run, and runs the scripts that belong to a
   * deployment. Refuses when anything but code has changed.
   *
   * @throws StacktapeException {@code HOTSWAP_REFUSED} for each resource with its reason, {@code
   *     STAGE_PROTECTED}
   */
  public DeploymentResult hotswap(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    checkOffline(request);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      StackInCloud stack = stackIn(cloud, request, events);
      refuseOnProtectedStage(stack);
      PlannedDeployment planned = prepare(request, cloud, stack, true, events);
      refuseMoreThanCode(planned.plan());
      return execute(request, cloud, planned, hooks(planned, cloud), events);
    }
  }

  /** The versions of the stack that are kept, newest first. Needs no valid config. */
  public List<Version> versions(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Cloud cloud = cloud(request, events, cancellation)) {
      Target target = target(request, cloud);
      cloud.announce(target);
      return cloud.ask(() -> cloud.versions().list(target.deploymentBucket()));
    }
  }

  /**
   * Works out what going back to an earlier version would do. Changes nothing; the plan is carried
   * out by {@link #deploy} like any other. Needs no valid config and builds nothing.
   *
   * @throws StacktapeException {@code VERSION_NOT_FOUND}, {@code VERSION_INCOMPLETE}
   */
  public PlannedDeployment planRollback(
      StackRequest request,
      RollbackChoice choice,
      EventListener events,
      CancellationToken cancellation) {
    Phases phases = new Phases(clock, events);
    try (Cloud cloud = cloud(request, events, cancellation)) {
      Target target = target(request, cloud);
      cloud.announce(target);
      Optional<StackInCloud> stack = readable(request, cloud);
      Rollback rollback =
          new Rollback(
              target,
              stack.map(found -> found.synthesis().origins()).orElse(Map.of()),
              stack.map(StackInCloud::settings).orElse(DeploymentSettings.DEFAULT),
              stack.map(StackInCloud::infoFile).orElse(null));
      boolean isProtected = stack.map(StackInCloud::isProtected).orElse(true);
      return phases.run(
          Phase.PLAN,
          () ->
              cloud.ask(
                  () -> {
                    List<Version> versions = cloud.versions().list(target.deploymentBucket());
                    Version version = Rollback.choose(choice, versions);
                    events.on(
                        new Event.Noted(
                            "Going back to version %d of %s."
                                .formatted(version.number(), version.time())));
                    return rollback.plan(version, cloud, isProtected, phases);
                  }));
    }
  }

  /** The stack as the config means it, where there is a config that can be read. */
  private Optional<StackInCloud> readable(StackRequest request, Cloud cloud) {
    try {
      return Optional.of(stackIn(cloud, request, EventListener.none()));
    } catch (StacktapeException unreadable) {
      return Optional.empty();
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
            Optional<Synthesis> synthesis = synthesisIfReadable(request, target);
            if (synthesis.isEmpty() && hasConfig(request)) {
              events.on(
                  new Event.Noted(
                      "The config cannot be used, so none of its scripts run; stacktape:validate"
                          + " says why."));
            }
            Map<String, ResourceOrigin> origins =
                synthesis.map(Synthesis::origins).orElse(Map.of());
            Plan plan =
                new Planner().plan(target, deployed, Template.empty(), origins, Map.of(), false);
            return new PlannedDeletion(
                plan,
                deployed,
                synthesis.map(Synthesis::scripts).orElseGet(StackScripts::none),
                ScriptEnvironment.isBuildServer(environment));
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
      HookRun hooks = hooks(planned.scripts(), planned.plan().target(), cloud);
      return cloud.ask(
          () ->
              new Execution(cloud, new Phases(clock, events), request.directory())
                  .delete(planned, consent, hooks));
    }
  }

  /**
   * Runs a script of the config.
   *
   * @throws StacktapeException {@code SCRIPT_UNKNOWN}, {@code SCRIPT_FAILED} and what else keeps a
   *     script from running
   */
  public void runScript(
      StackRequest request,
      ScriptRequest script,
      EventListener events,
      CancellationToken cancellation) {
    StackScripts known = readOffline(request, new Problems()).synthesize(new Problems()).scripts();
    if (!known.byName().containsKey(script.name())) {
      throw HookRun.unknown(script.name(), known);
    }
    try (Cloud cloud = cloud(request, events, cancellation)) {
      Synthesis synthesis = stackIn(cloud, request, events).synthesis();
      ScriptSpec spec = Objects.requireNonNull(synthesis.scripts().byName().get(script.name()));
      String role = script.assumeRoleOfResource();
      var unused =
          cloud.ask(
              () -> {
                ScriptRun run = cloud.scripts(synthesis.scripts(), synthesis.target(), processes);
                run.run(
                    run.prepare(
                        role == null ? spec : spec.inRoleOf(role),
                        null,
                        script.arguments(),
                        script.environment()));
                return spec;
              });
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
    return plan(request, cloud, stackIn(cloud, request, events), hotSwap, events);
  }

  private PlannedDeployment plan(
      StackRequest request,
      Cloud cloud,
      StackInCloud stack,
      boolean hotSwap,
      EventListener events) {
    Phases phases = new Phases(clock, events);
    Packages packages =
        new Packing(request, phases, events, esbuild, environment).build(stack.synthesis(), cloud);
    return phases.run(
        Phase.PLAN,
        () -> cloud.ask(() -> PlannedDeployment.make(stack, packages, cloud, hotSwap, phases)));
  }

  private PlannedDeployment prepare(
      StackRequest request,
      Cloud cloud,
      StackInCloud planned,
      boolean hotSwap,
      EventListener events) {
    StackInCloud stack = planned;
    String account = stack.synthesis().target().account();
    HookRun hooks = hooks(stack.synthesis().scripts(), stack.synthesis().target(), cloud);
    if (hooks.isDue(HookTrigger.BEFORE_DEPLOY)) {
      stack =
          cloud.ask(
              () -> {
                hooks.run(HookTrigger.BEFORE_DEPLOY);
                // What they wrote can be a part of the config.
                return stackIn(cloud, request, EventListener.none(), account);
              });
    }
    return plan(request, cloud, stack, hotSwap, events).prepared();
  }

  private static void requireSame(Plan shown, Plan now) {
    if (!shown.id().equals(now.id())) {
      throw new StacktapeException(
          DeployCode.PLAN_STALE
              .error("The scripts of `hooks.beforeDeploy` have changed what would be deployed.")
              .hint("Plan again: what they built is there now."));
    }
  }

  private HookRun hooks(PlannedDeployment planned, Cloud cloud) {
    return hooks(planned.synthesis().scripts(), planned.plan().target(), cloud);
  }

  private HookRun hooks(StackScripts scripts, Target target, Cloud cloud) {
    return new HookRun(
        scripts,
        () -> cloud.scripts(scripts, target, processes),
        ScriptEnvironment.isBuildServer(environment),
        cloud.events());
  }

  private StackInCloud stackIn(Cloud cloud, StackRequest request, EventListener events) {
    String account = cloud.account();
    cloud.announce(
        ConfiguredStack.target(request, cloud.settings().region(), account, environment, esbuild));
    return stackIn(cloud, request, events, account);
  }

  private StackInCloud stackIn(
      Cloud cloud, StackRequest request, EventListener events, String account) {
    Problems problems = new Problems();
    String region = cloud.settings().region();
    ConfiguredStack stack =
        ConfiguredStack.read(request, region, account, environment, esbuild, problems);
    Synthesis synthesis = stack.synthesize(problems);
    warn(problems, events);
    // What is rehearsed on this machine endangers nobody.
    boolean isProtected = request.embedded() == null && stack.isProtected();
    return new StackInCloud(
        synthesis,
        stack.deploymentSettings(),
        isProtected,
        stack.stackInfoFile(),
        ScriptEnvironment.isBuildServer(environment));
  }

  private ConfiguredStack readOffline(StackRequest request, Problems problems) {
    String account = request.account() == null ? Target.UNKNOWN_ACCOUNT : request.account();
    return ConfiguredStack.read(
        request, offlineRegion(request), account, environment, esbuild, problems);
  }

  /** A broken config is said before anything is asked of AWS, credentials included. */
  private void checkOffline(StackRequest request) {
    var unused = readOffline(request, new Problems()).synthesize(new Problems());
  }

  // ---- from plan to deployment ----

  private DeploymentResult execute(
      StackRequest request,
      Cloud cloud,
      PlannedDeployment planned,
      HookRun hooks,
      EventListener events) {
    Phases phases = new Phases(clock, events, planned.timings());
    Supplier<DeploymentResult> done =
        () ->
            result(request, cloud, planned, phases).with(hooks.runAfter(HookTrigger.AFTER_DEPLOY));
    return cloud.ask(
        () -> {
          Execution execution = new Execution(cloud, phases, request.directory());
          if (planned.plan().route() != Plan.Route.NOTHING) {
            return execution.carryOut(planned, done);
          }
          events.on(
              new Event.Noted(
                  planned.contents().isEmpty()
                      ? "Nothing differs from what is deployed; nothing to do."
                      : "Only files differ from what is deployed."));
          execution.leaveAsItIs(planned);
          boolean more = hooks.isDue(HookTrigger.AFTER_DEPLOY) || !planned.contents().isEmpty();
          return more
              ? execution.alone(
                  planned.plan().target(),
                  () -> {
                    execution.fillBuckets(planned);
                    return done.get();
                  })
              : done.get();
        });
  }

  private static DeploymentResult result(
      StackRequest request, Cloud cloud, PlannedDeployment planned, Phases phases) {
    Target target = planned.plan().target();
    StackReport report = cloud.reporting().describe(target, planned.synthesis().origins());
    Path folder = request.outputDirectory().resolve(target.stackName());
    return DeploymentResult.written(folder, planned, report, phases.timings());
  }

  private static void refuseOnProtectedStage(StackInCloud stack) {
    if (stack.isProtected()) {
      String stage = stack.synthesis().target().stage();
      throw new StacktapeException(
          DeployCode.STAGE_PROTECTED
              .error("The stage `" + stage + "` is protected, and not hot-swapped.")
              .hint(
                  "Deploy it: stacktape:deploy. Which stages are protected is up to"
                      + " `guardrails`."));
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
    return ConfiguredStack.target(
        request, cloud.settings().region(), cloud.account(), environment, esbuild);
  }

  /** Names of the config for what is deployed; none where the config cannot be read. */
  private Map<String, ResourceOrigin> origins(StackRequest request, Target target) {
    return synthesisIfReadable(request, target).map(Synthesis::origins).orElse(Map.of());
  }

  private static boolean hasConfig(StackRequest request) {
    Path file = request.configFile();
    return file == null ? hasConfig(request.directory()) : Files.exists(file);
  }

  /** What is deployed can be shown and deleted without its config, by its logical ids. */
  private Optional<Synthesis> synthesisIfReadable(StackRequest request, Target target) {
    try {
      return Optional.of(
          ConfiguredStack.read(
                  request, target.region(), target.account(), environment, esbuild, new Problems())
              .synthesize(new Problems()));
    } catch (StacktapeException unreadable) {
      return Optional.empty();
    }
  }

  private static void warn(Problems problems, EventListener events) {
    problems.sorted().stream()
        .filter(problem -> !problem.isError())
        .forEach(problem -> events.on(new Event.Warned(problem)));
  }
}
