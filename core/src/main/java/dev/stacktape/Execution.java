package dev.stacktape;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.deploy.ChangeSetRequest;
import dev.stacktape.deploy.DeletionRequest;
import dev.stacktape.deploy.DeploymentLock;
import dev.stacktape.deploy.StackDeletion;
import dev.stacktape.deploy.Uploads.StoredTemplate;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Plan;
import dev.stacktape.template.TemplateText;
import java.util.List;
import java.util.function.Function;

/** Carries plans out, one at a time on a stack. */
record Execution(Cloud cloud, Phases phases) {

  /** Makes the bucket, takes the lock, uploads, and does what the plan says. */
  void carryOut(PlannedDeployment planned) {
    Target target = planned.plan().target();
    boolean byChangeSet = planned.plan().route() == Plan.Route.CHANGE_SET;
    cloud.bucket().ensure(target, planned.synthesis().stackTags());
    var unused =
        locked(
            target,
            byChangeSet ? "deploy" : "hotswap",
            lastCheck -> {
              cloud.bucket().forgetDeletion(target);
              var uploaded = upload(target, planned.artifacts());
              if (byChangeSet) {
                executeChangeSet(planned, lastCheck);
              } else {
                cloud.reader().requireUnchanged(target.stackName(), planned.deployed());
                protect(planned);
              }
              swapCode(planned);
              return uploaded;
            });
  }

  /** Where nothing differs, what an earlier run did not get to do is all there is to do. */
  void leaveAsItIs(PlannedDeployment planned) {
    protect(planned);
    cloud.lock().clearAbandoned(planned.plan().target().deploymentBucket());
  }

  /** Uploads and does nothing else, while nobody else works on the stack. */
  List<Artifact> uploadAlone(Target target, List<Artifact> artifacts) {
    return locked(
        target,
        "upload",
        lastCheck -> {
          cloud.bucket().forgetDeletion(target);
          return upload(target, artifacts);
        });
  }

  /**
   * Termination protection is no part of a template, so a plan without changes can leave it due.
   */
  private void protect(PlannedDeployment planned) {
    String stackId = planned.deployed().stackId();
    if (stackId != null
        && planned.settings().terminationProtection()
            != planned.deployed().terminationProtection()) {
      cloud.deployment().protect(stackId, planned.settings());
    }
  }

  List<Artifact> upload(Target target, List<Artifact> artifacts) {
    if (artifacts.isEmpty()) {
      return artifacts;
    }
    return phases.run(
        Phase.UPLOAD,
        () -> {
          cloud.uploads().artifacts(target.deploymentBucket(), artifacts);
          return artifacts;
        });
  }

  StackDeletion.Outcome delete(PlannedDeletion planned, Consent consent) {
    DeletionRequest request =
        new DeletionRequest(planned.plan(), planned.deployed(), consent.allowDataLoss());
    Target target = planned.plan().target();
    return phases.run(
        Phase.DELETE,
        () ->
            cloud.bucket().exists(target)
                ? locked(target, "delete", check -> cloud.deletion().delete(request, check))
                : cloud.deletion().delete(request, () -> {}));
  }

  private void executeChangeSet(PlannedDeployment planned, Runnable lastCheck) {
    Plan plan = planned.plan();
    var unused =
        phases.run(
            Phase.DEPLOY,
            () -> {
              StoredTemplate template =
                  cloud
                      .uploads()
                      .template(
                          plan.target().deploymentBucket(),
                          TemplateText.toCompactJson(planned.template()));
              return cloud
                  .deployment()
                  .execute(
                      new ChangeSetRequest(
                          plan,
                          planned.deployed(),
                          template,
                          planned.synthesis().origins(),
                          planned.synthesis().stackTags(),
                          planned.settings()),
                      lastCheck);
            });
  }

  /** Also after a change set: what was swapped before is not CloudFormation's to put back. */
  private void swapCode(PlannedDeployment planned) {
    Plan plan = planned.plan();
    if (!plan.swaps().isEmpty()) {
      var unused =
          phases.run(
              Phase.HOTSWAP,
              () ->
                  cloud
                      .hotSwap()
                      .apply(plan.target().deploymentBucket(), plan.swaps(), planned.artifacts()));
    }
  }

  private <T> T locked(Target target, String operation, Function<Runnable, T> work) {
    try (DeploymentLock.Held lock = cloud.lock().acquire(target.deploymentBucket(), operation)) {
      return work.apply(lock::check);
    }
  }
}
