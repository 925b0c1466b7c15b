package dev.stacktape;

import dev.stacktape.aws.KnownIdentities;
import dev.stacktape.aws.SdkClasses;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.config.ConfigFiles;
import dev.stacktape.config.HookTrigger;
import dev.stacktape.config.JsonSchema;
import dev.stacktape.deploy.Parallel;
import dev.stacktape.deploy.StackDeletion;
import dev.stacktape.deploy.Versions;
import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.esbuild.Libraries;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.EventListener;
import dev.stacktape.name.Target;
import dev.stacktape.operate.StackReport;
import dev.stacktape.operate.script.Processes;
import dev.stacktape.operate.script.ScriptRun;
import dev.stacktape.operate.stages.Stage;
import dev.stacktape.plan.LockHolder;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Swapping;
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
import dev.stacktape.template.Template;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
  private final Circumstances circumstances;

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
    this.circumstances =
        new Circumstances(clock, sleeper, environment, esbuild, processes, new KnownIdentities());
  }

  /**
   * The engine for projects that others may have written: it runs no program that lies in one.
   *
   * @param libraries where the bundler for TypeScript and JavaScript comes from
   */
  public static Stacktape withoutProgramsOfProjects(Libraries libraries) {
    return new Stacktape(
        Clock.systemUTC(),
        Sleeper.system(),
        System.getenv(),
        new EsbuildBinary(libraries, unpackedPrograms(), System.getenv()).withoutProjects());
  }

  /** Where programs that come in jars are unpacked, once for the user. */
  private static Path unpackedPrograms() {
    return Path.of(System.getProperty("user.home", "."), ".stacktape", "programs");
  }

  /** Whether there is a config in a folder. */
  public static boolean hasConfig(Path directory) {
    return Circumstances.hasConfig(directory);
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
    ConfiguredStack stack = circumstances.readOffline(request, problems);
    int cloudFormationResources = stack.check(problems);
    Operation.warn(problems, events);
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
    Synthesis synthesis = circumstances.readOffline(request, problems).synthesize(problems);
    Operation.warn(problems, events);
    return synthesis;
  }

  /**
   * Packages the code of the stack. Offline.
   *
   * @throws StacktapeException with every problem of the config or of the code
   */
  public Packages packageArtifacts(StackRequest request, EventListener events) {
    return new Packing(
            request,
            new Phases(circumstances.clock(), events),
            events,
            circumstances.esbuild(),
            circumstances.environment())
        .build(synthesize(request, events));
  }

  /**
   * Packages the code and brings it into the deployment bucket, which is made when it is not there.
   */
  public Packages upload(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Operation operation = circumstances.checkedOperation(request, events, cancellation)) {
      Phases phases = operation.phases();
      Synthesis synthesis = operation.stack().synthesis();
      Packages packages = operation.build(synthesis, phases);
      return operation.ask(
          () -> {
            Execution execution = operation.execution(phases);
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
    try (Operation operation = circumstances.checkedOperation(request, events, cancellation)) {
      return new Planning(operation).deployment();
    }
  }

  /**
   * Works out what a hot-swap would do; {@link #deploy} carries it out. Changes nothing. Where not
   * everything can be swapped, the plan's route is a change set and its rejections say why.
   *
   * @throws StacktapeException {@code STAGE_PROTECTED}
   */
  public PlannedDeployment planHotswap(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Operation operation = circumstances.checkedOperation(request, events, cancellation)) {
      return new Planning(operation).hotSwap();
    }
  }

  /** ARN of the identity that a request acts as. */
  public String caller(StackRequest request, CancellationToken cancellation) {
    try (Operation operation =
        circumstances.operation(request, EventListener.none(), cancellation)) {
      return operation.cloud().identity().arn();
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
      return Planning.preview(synthesize(request, events), against);
    }
    try (Operation operation = circumstances.checkedOperation(request, events, cancellation)) {
      return new Planning(operation).preview();
    }
  }

  /**
   * Begins to load what calls to AWS need, beside whatever comes next. Not needed, but a process
   * that has just started and will call AWS is half a second sooner with it.
   *
   * @param overTls whether AWS itself is going to be called, rather than the embedded one
   */
  public static void warmUp(boolean overTls) {
    SdkClasses.begin(overTls);
    var unused = Parallel.beside(Versions::loadClasses);
  }

  /** The same to its end, for whoever keeps the classes that are loaded. */
  public static void warmUpWholly() {
    SdkClasses.loadAll();
    var unused = Versions.loadClasses();
  }

  /**
   * The scripts that {@link #prepare} would run, by name. Offline.
   *
   * @throws StacktapeException with every problem of the config
   */
  public List<String> scriptsBefore(StackRequest request) {
    return circumstances
        .scripts(request)
        .due(HookTrigger.BEFORE_DEPLOY, circumstances.onBuildServer())
        .stream()
        .map(ScriptSpec::name)
        .toList();
  }

  /**
   * The same for a deployment by CloudFormation.
   *
   * @see #prepare(StackRequest, Swapping, SavedPlan, EventListener, CancellationToken)
   */
  public PlannedDeployment prepare(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    return prepare(request, Swapping.NOT_ASKED, null, events, cancellation);
  }

  /**
   * Runs the scripts that stand before a deployment, and then plans: what they build is a part of
   * what is deployed. They run on this machine, so whoever calls this has the user's consent.
   *
   * @param swapping whether it may be a hot-swap, which is the quickest way
   * @param approved the plan that somebody has agreed to, whose scripts are the only ones that run;
   *     null where there is none
   * @throws StacktapeException {@code SCRIPT_FAILED} and what else keeps a script from running,
   *     {@code PLAN_STALE} where scripts are not those of the plan; nothing has been changed in the
   *     cloud then. {@code STAGE_PROTECTED} where a hot-swap is asked for
   */
  public PlannedDeployment prepare(
      StackRequest request,
      Swapping swapping,
      @Nullable SavedPlan approved,
      EventListener events,
      CancellationToken cancellation) {
    try (Operation operation = circumstances.checkedOperation(request, events, cancellation)) {
      return new Planning(operation).prepared(swapping, approved);
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
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      PlannedDeployment ready = planned;
      if (!planned.isPrepared() && operation.hooks(planned).isDue(HookTrigger.BEFORE_DEPLOY)) {
        ready = new Planning(operation).prepared(planned.swapping(), SavedPlan.of(planned.plan()));
        Planning.requireSame(planned.plan(), ready.plan());
        ready = ready.like(planned);
      }
      return Deployment.of(operation, ready).run();
    }
  }

  /**
   * Replaces what can be replaced where it runs, and runs the scripts that belong to a deployment.
   * What cannot is said resource by resource, and stays as it is deployed.
   *
   * @throws StacktapeException {@code HOTSWAP_REFUSED} for each resource with its reason where
   *     nothing can be swapped, {@code STAGE_PROTECTED}
   */
  public DeploymentResult hotswap(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Operation operation = circumstances.checkedOperation(request, events, cancellation)) {
      return Deployment.of(operation, new Planning(operation).preparedHotSwap()).run();
    }
  }

  /** The versions of the stack that are kept, newest first. Needs no valid config. */
  public List<Version> versions(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      Target target = operation.announcedTarget();
      return operation.ask(() -> operation.cloud().versions().list(target.deploymentBucket()));
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
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      return new Planning(operation).rollback(choice);
    }
  }

  /**
   * Works out what can be done about a stack that takes no changes. Changes nothing; waits when
   * CloudFormation is still at work on the stack. Needs no valid config.
   */
  public PlannedRecovery planRecovery(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      return new PlannedRecovery(new Recovery(operation).proposal());
    }
  }

  /**
   * Brings a stack back to what worked last.
   *
   * @param skip resources that a rollback leaves as they are, by logical id or name
   * @throws StacktapeException {@code STACK_ROLLBACK_FAILED}, {@code STACK_DELETE_FAILED}, {@code
   *     RESOURCE_NOT_STUCK}, {@code PLAN_STALE}, {@code STACK_LOCKED}
   */
  public void recover(
      StackRequest request,
      PlannedRecovery planned,
      Set<String> skip,
      EventListener events,
      CancellationToken cancellation) {
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      var unused = new Recovery(operation).run(planned.proposal(), skip);
    }
  }

  /** Who works on the stack right now, by its lock. Needs no valid config. */
  public Optional<LockHolder> lockHolder(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      return new Recovery(operation).lockHolder();
    }
  }

  /**
   * Breaks a lock that was seen, and no other. Whoever held it stops before its next step.
   *
   * @return false when it was given back meanwhile
   * @throws StacktapeException {@code STACK_LOCKED} when somebody else has taken it by now
   */
  public boolean unlock(
      StackRequest request,
      LockHolder holder,
      EventListener events,
      CancellationToken cancellation) {
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      return new Recovery(operation).unlock(holder);
    }
  }

  /** Works out what deleting the stack would do. Changes nothing. Needs no valid config. */
  public PlannedDeletion planDeletion(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      return new Planning(operation).deletion();
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
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      HookRun hooks = operation.hooks(planned.scripts(), planned.plan().target());
      return operation.ask(
          () -> operation.execution(operation.phases()).delete(planned, consent, hooks));
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
    StackScripts known = circumstances.scripts(request);
    if (!known.byName().containsKey(script.name())) {
      throw HookRun.unknown(script.name(), known);
    }
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      Synthesis synthesis = operation.stack().synthesis();
      ScriptSpec spec = Objects.requireNonNull(synthesis.scripts().byName().get(script.name()));
      String role = script.assumeRoleOfResource();
      var unused =
          operation.ask(
              () -> {
                ScriptRun run =
                    operation
                        .cloud()
                        .scripts(
                            synthesis.scripts(), synthesis.target(), circumstances.processes());
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
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      Target target = operation.announcedTarget();
      return operation.ask(
          () ->
              new Describing(operation.cloud())
                  .of(target, operation.synthesisIfReadable(target).orElse(null)));
    }
  }

  /**
   * A stack that runs, for looking at its logs, figures and faults. Needs no valid config. Close it
   * when done.
   */
  public RunningStack running(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    return RunningStack.open(circumstances.operation(request, events, cancellation));
  }

  /** The stages of the project that are deployed in its account and region, by name. */
  public List<Stage> stages(
      StackRequest request, EventListener events, CancellationToken cancellation) {
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      return new Lifetimes(operation).stages();
    }
  }

  /**
   * Goes on only with a stage that may be given a time to live. Offline.
   *
   * @throws StacktapeException {@code STAGE_PROTECTED}
   */
  public void requireMortal(StackRequest request) {
    Lifetimes.requireUnprotected(circumstances, request);
  }

  /**
   * Gives a deployed stage a time to live, which begins anew with every deployment and hot-swap.
   * {@link #stages} tells which are over it; deleting them is up to the caller.
   *
   * @throws StacktapeException {@code STAGE_PROTECTED}
   */
  public void limitLifetime(
      StackRequest request, Duration time, EventListener events, CancellationToken cancellation) {
    try (Operation operation = circumstances.operation(request, events, cancellation)) {
      new Lifetimes(operation).limit(time);
    }
  }
}
