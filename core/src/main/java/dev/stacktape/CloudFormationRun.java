package dev.stacktape;

import dev.stacktape.deploy.ChangeSetDeployment;
import dev.stacktape.deploy.ChangeSetRequest;
import dev.stacktape.deploy.Readiness;
import dev.stacktape.deploy.ReadinessCheck;
import dev.stacktape.deploy.Uploads.StoredTemplate;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.plan.Plan;
import dev.stacktape.template.TemplateText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lets CloudFormation execute a plan, and waits for what CloudFormation does not wait for. */
record CloudFormationRun(Cloud cloud, Phases phases, PlannedDeployment planned) {

  /**
   * What became of a deployment by CloudFormation.
   *
   * @param parameters the values that the parameters of the template got
   * @param stack what became of the stack itself
   */
  record Outcome(Map<String, String> parameters, ChangeSetDeployment.Outcome stack) {}

  /** Deploys the stack, and its companion around it. */
  Outcome deploy(Runnable lastCheck) {
    PlannedCompanion companion = planned.companion();
    Map<String, String> parameters = new TreeMap<>(planned.plan().parameters());
    return phases.run(
        Phase.DEPLOY,
        () -> {
          if (companion == null) {
            return new Outcome(parameters, execute(parameters, lastCheck));
          }
          CompanionRun run =
              new CompanionRun(
                  cloud,
                  planned.plan().target(),
                  companion,
                  planned.settings(),
                  planned.synthesis().stackTags());
          Map<String, String> outputs = run.grow(lastCheck);
          outputs.keySet().stream()
              .filter(companion.wanted().outputs()::containsKey)
              .forEach(key -> parameters.put(key, outputs.get(key)));
          ChangeSetDeployment.Outcome stack;
          try {
            stack = execute(parameters, lastCheck);
          } catch (RuntimeException failure) {
            run.goBack(failure);
            throw failure;
          }
          run.shrink(lastCheck);
          return new Outcome(parameters, stack);
        });
  }

  /** What express mode does not wait for is waited for here. */
  void awaitReadiness(Outcome outcome) {
    if (!planned.executed().mode().isExpress()) {
      return;
    }
    Readiness readiness = cloud.readiness();
    List<ReadinessCheck> due =
        readiness.due(
            outcome.stack(), planned.synthesis().origins(), planned.content().functionCode());
    if (!due.isEmpty()) {
      var unused =
          phases.run(
              Phase.GET_READY,
              () -> {
                readiness.await(
                    due,
                    "Everything is deployed, and on record as a version. stacktape:rollback goes back to the one before, where there is one.");
                return due;
              });
    }
  }

  private ChangeSetDeployment.Outcome execute(Map<String, String> parameters, Runnable lastCheck) {
    Plan plan = planned.plan();
    StoredTemplate template =
        cloud
            .uploads()
            .template(
                plan.target().deploymentBucket(), TemplateText.toCompactJson(planned.template()));
    return cloud
        .deployment()
        .execute(
            new ChangeSetRequest(
                plan,
                planned.deployed(),
                template,
                parameters,
                planned.synthesis().origins(),
                planned.synthesis().stackTags(),
                planned.executed()),
            lastCheck);
  }
}
