package dev.stacktape;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.deploy.DeployCode;
import dev.stacktape.deploy.Parallel;
import dev.stacktape.event.Event;
import dev.stacktape.operate.StackInfoFile;
import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.SwapRejection;
import dev.stacktape.template.TemplateText;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Carries a plan out that was consented to, and runs the scripts that stand after it. */
record Deployment(Operation operation, PlannedDeployment planned, HookRun hooks) {

  /** The deployment of a plan, with the scripts of the config that it was made from. */
  static Deployment of(Operation operation, PlannedDeployment planned) {
    return new Deployment(operation, planned, operation.hooks(planned));
  }

  DeploymentResult run() {
    Phases phases =
        new Phases(operation.circumstances().clock(), operation.events(), planned.timings());
    return operation.ask(
        () -> {
          Execution execution = operation.execution(phases);
          sayTheWay();
          Supplier<DeploymentResult> done =
              planned.plan().route() == Plan.Route.NOTHING
                  ? withoutChange(execution)
                  : execution.carryOut(planned, () -> finished(phases));
          return done.get();
        });
  }

  /** Where the template is as it was, there can still be files to send and scripts to run. */
  private Supplier<DeploymentResult> withoutChange(Execution execution) {
    sayThatNothingDiffers();
    if (planned.bringsFiles()) {
      return execution.bringFiles(planned, () -> finished(execution.phases()));
    }
    if (!hooks.isDue(HookTrigger.AFTER_DEPLOY)) {
      Supplier<DeploymentResult> result = reading(execution.phases());
      execution.leaveAsItIs(planned);
      return result;
    }
    execution.leaveAsItIs(planned);
    return execution.alone(planned.plan().target(), () -> finished(execution.phases()));
  }

  /**
   * Runs the scripts while nobody else can change the stack. Where there are none the lock is given
   * back while the stack is read.
   */
  private Supplier<DeploymentResult> finished(Phases phases) {
    Supplier<DeploymentResult> reading = reading(phases);
    if (!hooks.isDue(HookTrigger.AFTER_DEPLOY)) {
      return reading;
    }
    DeploymentResult result =
        reading.get().with(hooks.runAfter(HookTrigger.AFTER_DEPLOY, planned.scriptsAfter()));
    return () -> result;
  }

  /** Which way is taken, and why it is not a quicker one. */
  private void sayTheWay() {
    Plan plan = planned.plan();
    if (plan.route() == Plan.Route.NOTHING) {
      return;
    }
    plan.rejections().forEach(one -> say(new Event.SwapRejected(one.resourceName(), one.reason())));
    say(new Event.Noted(Way.words(planned)));
    if (plan.route() == Plan.Route.HOT_SWAP && !plan.rejections().isEmpty()) {
      say(
          new Event.Warned(
              DeployCode.HOTSWAP_INCOMPLETE
                  .warning(
                      "Not everything that changed can be hot-swapped; what cannot stays as it is"
                          + " deployed: "
                          + String.join(
                              ", ",
                              plan.rejections().stream()
                                  .map(SwapRejection::resourceName)
                                  .distinct()
                                  .toList())
                          + ".")
                  .hint(
                      "A deployment brings the rest: stacktape:deploy, or -Dstacktape.fallback=true"
                          + " with stacktape:hotswap.")));
    }
  }

  private void say(Event event) {
    operation.events().on(event);
  }

  private void sayThatNothingDiffers() {
    say(
        new Event.Noted(
            planned.bringsFiles()
                ? "Only files differ from what is deployed."
                : "Nothing differs from what is deployed; nothing to do."));
  }

  /** Begins to read the stack, and to write what is known already. */
  private Supplier<DeploymentResult> reading(Phases phases) {
    Path folder =
        operation.request().outputDirectory().resolve(planned.plan().target().stackName());
    Supplier<StackReport> report = Parallel.beside(this::report);
    Supplier<Path> template =
        Parallel.beside(
            () -> StackInfoFile.writeTemplate(folder, TemplateText.toYaml(planned.template())));
    return () -> {
      var unused = template.get();
      return DeploymentResult.written(folder, planned, report.get(), phases.timings());
    };
  }

  private StackReport report() {
    return new Describing(operation.cloud())
        .afterDeployment(
            planned.plan().target(),
            planned.synthesis(),
            planned.companion() != null && planned.companion().isWanted());
  }
}
