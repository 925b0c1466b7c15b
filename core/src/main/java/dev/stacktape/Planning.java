package dev.stacktape;

import dev.stacktape.artifact.UnbuiltArtifacts;
import dev.stacktape.config.HookTrigger;
import dev.stacktape.deploy.DeployCode;
import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.event.Amounts;
import dev.stacktape.event.Event;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.plan.SwapRecord;
import dev.stacktape.plan.Swapping;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.StackScripts;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out what an operation would do. Nothing in the cloud is changed here. */
record Planning(Operation operation) {

  /** What a deployment would do. */
  PlannedDeployment deployment() {
    return plan(operation.stack(), Swapping.NOT_ASKED);
  }

  /**
   * What a hot-swap would do, or a deployment where not everything can be swapped.
   *
   * @throws StacktapeException {@code STAGE_PROTECTED}
   */
  PlannedDeployment hotSwap() {
    return plan(stackToSwap(), Swapping.ALL_OR_NOTHING);
  }

  /**
   * What a deployment would do after the scripts that stand before it were run.
   *
   * @param approved the plan that somebody has agreed to: no other scripts than its own are run;
   *     null where none was
   * @throws StacktapeException {@code STAGE_PROTECTED} where a hot-swap is asked for, {@code
   *     PLAN_STALE} where the scripts are others
   */
  PlannedDeployment prepared(Swapping swapping, @Nullable SavedPlan approved) {
    StackInCloud stack = swapping == Swapping.NOT_ASKED ? operation.stack() : stackToSwap();
    if (approved != null) {
      approved.requireScripts(scripts(stack));
    }
    return prepared(stack, swapping);
  }

  /**
   * The same for a hot-swap of what can be swapped.
   *
   * @throws StacktapeException {@code STAGE_PROTECTED}; {@code HOTSWAP_REFUSED} for each resource
   *     with its reason where nothing can be swapped
   */
  PlannedDeployment preparedHotSwap() {
    PlannedDeployment planned = prepared(Swapping.WHAT_CAN_BE, null);
    if (planned.plan().route() == Plan.Route.CHANGE_SET) {
      throw nothingToSwap(planned.plan());
    }
    return planned;
  }

  private StackInCloud stackToSwap() {
    StackInCloud stack = operation.stack();
    refuseOnProtectedStage(stack);
    return stack;
  }

  /** What going back to an earlier version would do. Needs no valid config and builds nothing. */
  PlannedDeployment rollback(RollbackChoice choice) {
    Cloud cloud = operation.cloud();
    Phases phases = operation.phases();
    Target target = operation.announcedTarget();
    Optional<StackInCloud> stack = operation.stackIfReadable(target);
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
                  note(
                      "Going back to version %d of %s."
                          .formatted(version.number(), Amounts.moment(version.time())));
                  return rollback.plan(version, versions.get(0), cloud, isProtected, phases);
                }));
  }

  /** What deleting the stack would do. Needs no valid config. */
  PlannedDeletion deletion() {
    Target target = operation.announcedTarget();
    return operation.ask(
        () -> {
          DeployedStack deployed = deployed(target);
          Optional<Synthesis> synthesis = operation.synthesisIfReadable(target);
          if (synthesis.isEmpty() && Circumstances.hasConfig(operation.request())) {
            note(
                "The config cannot be used, so none of its scripts run; stacktape:validate"
                    + " says why.");
          }
          Map<String, ResourceOrigin> origins = synthesis.map(Synthesis::origins).orElse(Map.of());
          Plan alone =
              new Planner().plan(target, deployed, Template.empty(), origins, Map.of(), false);
          Optional<PlannedCompanion> companion =
              PlannedCompanion.toDelete(
                  target, synthesis.map(Synthesis::companion).isPresent(), operation.cloud());
          return PlannedDeletion.of(
              companion.map(planned -> alone.with(planned.plan())).orElse(alone),
              deployed,
              synthesis.map(Synthesis::scripts).orElseGet(StackScripts::none),
              operation.circumstances().onBuildServer(),
              companion.orElse(null));
        });
  }

  /** What a deployment would do apart from code, which is not built. */
  Plan preview() {
    Synthesis synthesis = operation.stack().synthesis();
    return operation.ask(
        () -> {
          Plan alone = preview(synthesis, deployed(synthesis.target()));
          return PlannedCompanion.make(
                  synthesis.target(),
                  synthesis.companion(),
                  null,
                  synthesis.stackTags(),
                  operation.cloud())
              .map(companion -> alone.with(companion.plan()))
              .orElse(alone);
        });
  }

  /** The same against a template, of whose stack nothing else is known. Asks nothing of AWS. */
  static Plan preview(Synthesis synthesis, Template against) {
    return preview(
        synthesis,
        AccountOfTemplate.taken(synthesis.template(), synthesis.target(), against),
        new DeployedStack(
            "unknown", "UPDATE_COMPLETE", null, against, Map.of(), Map.of(), Map.of(), false));
  }

  private static Plan preview(Synthesis synthesis, DeployedStack deployed) {
    return preview(synthesis, synthesis.template(), deployed);
  }

  private static Plan preview(Synthesis synthesis, Template template, DeployedStack deployed) {
    Template wanted = UnbuiltArtifacts.asDeployed(template, deployed.template());
    return new Planner()
        .plan(synthesis.target(), deployed, wanted, synthesis.origins(), unbuilt(deployed), false);
  }

  /** That swapped code is put back is said although what it is put back to was not built. */
  private static Map<String, String> unbuilt(DeployedStack deployed) {
    return deployed.swaps().values().stream()
        .filter(record -> record.differing().contains("Code"))
        .collect(Collectors.toMap(SwapRecord::logicalId, record -> "not built"));
  }

  /**
   * Refuses what scripts have changed since a plan was shown.
   *
   * @throws StacktapeException {@code PLAN_STALE}
   */
  static void requireSame(Plan shown, Plan now) {
    if (!shown.id().equals(now.id())) {
      throw new StacktapeException(
          DeployCode.PLAN_STALE
              .error("The scripts of `hooks.beforeDeploy` have changed what would be deployed.")
              .hint("Plan again: what they built is there now."));
    }
  }

  private PlannedDeployment prepared(StackInCloud planned, Swapping swapping) {
    StackInCloud stack = planned;
    // As they were before they ran: what they build can be a script that runs after the deployment.
    String scripts = scripts(planned);
    Target target = planned.synthesis().target();
    HookRun hooks = operation.hooks(planned.synthesis().scripts(), target);
    if (hooks.isDue(HookTrigger.BEFORE_DEPLOY)) {
      stack =
          operation.ask(
              () -> {
                hooks.run(HookTrigger.BEFORE_DEPLOY);
                // What they wrote can be a part of the config.
                return operation.stackAgain(target.account());
              });
    }
    return plan(stack, swapping, scripts).prepared();
  }

  private PlannedDeployment plan(StackInCloud stack, Swapping swapping) {
    return plan(stack, swapping, scripts(stack));
  }

  private static @Nullable String scripts(StackInCloud stack) {
    return HookDigest.of(
        stack.synthesis().scripts(),
        stack.onBuildServer(),
        HookTrigger.BEFORE_DEPLOY,
        HookTrigger.AFTER_DEPLOY);
  }

  private PlannedDeployment plan(StackInCloud stack, Swapping swapping, @Nullable String scripts) {
    Phases phases = operation.phases();
    FirstLook look = FirstLook.begin(stack, swapping, operation.cloud());
    Packages packages = operation.build(stack.synthesis(), phases);
    return phases.run(
        Phase.PLAN,
        () ->
            operation.ask(
                () ->
                    PlannedDeployment.make(
                        stack, packages, look, operation.cloud(), swapping, scripts, phases)));
  }

  /** What is there once nothing is under way. */
  private DeployedStack deployed(Target target) {
    operation.cloud().settling().settle(target.stackName());
    return operation.cloud().reader().read(target, List.of(), false);
  }

  private void note(String message) {
    operation.events().on(new Event.Noted(message));
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

  private static StacktapeException nothingToSwap(Plan plan) {
    return new StacktapeException(
        plan.rejections().stream()
            .map(
                rejection ->
                    DeployCode.HOTSWAP_REFUSED
                        .error(rejection.resourceName() + ": " + rejection.reason())
                        .hint(
                            "A full deployment carries this out: stacktape:deploy, or"
                                + " -Dstacktape.fallback=true here."))
            .toList());
  }
}
