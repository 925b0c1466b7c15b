package dev.stacktape;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.config.LocalGit;
import dev.stacktape.deploy.ChangeSetRequest;
import dev.stacktape.deploy.DeletionRequest;
import dev.stacktape.deploy.DeploymentLock;
import dev.stacktape.deploy.StackDeletion;
import dev.stacktape.deploy.Uploads;
import dev.stacktape.deploy.Uploads.StoredTemplate;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Version;
import dev.stacktape.template.TemplateText;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries plans out, one at a time on a stack.
 *
 * @param directory what is deployed; versions say which commit it was at
 */
record Execution(Cloud cloud, Phases phases, Path directory) {

  /**
   * Makes the bucket, takes the lock, uploads, and does what the plan says.
   *
   * @param afterwards what is done before the lock is given back
   */
  <T> T carryOut(PlannedDeployment planned, Supplier<T> afterwards) {
    Target target = planned.plan().target();
    boolean byChangeSet = planned.plan().route() == Plan.Route.CHANGE_SET;
    ensureStores(target, planned.packages(), planned.synthesis().stackTags());
    return locked(
        target,
        byChangeSet ? "deploy" : "hotswap",
        lastCheck -> {
          cloud.bucket().forgetDeletion(target);
          cloud.contents(target).requireFolders(planned.contents());
          upload(target, planned.packages());
          if (byChangeSet) {
            executeChangeSet(planned, lastCheck);
            keepVersion(planned);
          } else {
            cloud.reader().requireUnchanged(target.stackName(), planned.deployed());
            protect(planned);
          }
          swapCode(planned);
          fillBuckets(planned);
          return afterwards.get();
        });
  }

  /** Does something while nobody else works on a stack that is there. */
  <T> T alone(Target target, Supplier<T> work) {
    return locked(target, "deploy", lastCheck -> work.get());
  }

  /** Brings files into the buckets of a stack that is there. */
  void fillBuckets(PlannedDeployment planned) {
    if (!planned.contents().isEmpty()) {
      Target target = planned.plan().target();
      cloud
          .contents(target)
          .sync(target.deploymentBucket(), target.stackName(), planned.contents());
    }
  }

  /** Where nothing differs, what an earlier run did not get to do is all there is to do. */
  void leaveAsItIs(PlannedDeployment planned) {
    protect(planned);
    keepVersion(planned);
    cloud.lock().clearAbandoned(planned.plan().target().deploymentBucket());
  }

  /** Uploads and does nothing else, while nobody else works on the stack. */
  Packages uploadAlone(Target target, Packages packages) {
    return locked(
        target,
        "upload",
        lastCheck -> {
          cloud.bucket().forgetDeletion(target);
          upload(target, packages);
          return packages;
        });
  }

  /** Makes what holds artifacts, each where something goes into it. */
  void ensureStores(Target target, Packages packages, Map<String, String> tags) {
    cloud.bucket().ensure(target, tags);
    if (packages.needRepository()) {
      cloud.images().ensure(target, tags);
    }
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

  private void upload(Target target, Packages packages) {
    if (packages.artifacts().isEmpty() && !packages.needRepository()) {
      return;
    }
    var unused =
        phases.run(
            Phase.UPLOAD,
            () -> {
              cloud.uploads().artifacts(target.deploymentBucket(), packages.artifacts());
              cloud.imageUploads().images(target, packages.images());
              return packages;
            });
  }

  /** Scripts run only where there is a stack; those after it learn beforehand what they need. */
  StackDeletion.Outcome delete(PlannedDeletion planned, Consent consent, HookRun hooks) {
    DeletionRequest request =
        new DeletionRequest(planned.plan(), planned.deployed(), consent.allowDataLoss());
    Target target = planned.plan().target();
    if (!planned.exists()) {
      return delete(request, target, () -> {});
    }
    Runnable after = hooks.prepared(HookTrigger.AFTER_DELETE);
    StackDeletion.Outcome outcome =
        delete(request, target, () -> hooks.run(HookTrigger.BEFORE_DELETE));
    after.run();
    return outcome;
  }

  private StackDeletion.Outcome delete(DeletionRequest request, Target target, Runnable before) {
    if (!cloud.bucket().exists(target)) {
      before.run();
      return phases.run(Phase.DELETE, () -> cloud.deletion().delete(request, () -> {}));
    }
    return locked(
        target,
        "delete",
        check -> {
          before.run();
          return phases.run(Phase.DELETE, () -> cloud.deletion().delete(request, check));
        });
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
                          plan.parameters(),
                          planned.synthesis().origins(),
                          planned.synthesis().stackTags(),
                          planned.settings()),
                      lastCheck);
            });
  }

  /**
   * Unless the newest version says the same: a run that was killed at the end may have left it to
   * the next.
   */
  private void keepVersion(PlannedDeployment planned) {
    String bucket = planned.plan().target().deploymentBucket();
    String template = Uploads.templateKey(TemplateText.toCompactJson(planned.template()));
    Optional<Version> newest = cloud.versions().newest(bucket);
    if (newest.isPresent()
        && newest.get().templateKey().equals(template)
        && newest.get().parameters().equals(planned.plan().parameters())) {
      return;
    }
    GitState git = GitState.of(new LocalGit(), directory);
    VersionContent content = planned.content();
    Version version =
        cloud
            .versions()
            .add(
                bucket,
                new Version(
                    0,
                    cloud.now(),
                    cloud.identity().arn(),
                    git.commit(),
                    git.dirty(),
                    planned.plan().id(),
                    template,
                    planned.plan().parameters(),
                    planned.synthesis().stackTags(),
                    content.code(),
                    content.functionCode(),
                    resources(planned),
                    content.restores()));
    phases.note("This is version %d of the stack.".formatted(version.number()));
  }

  private static Map<String, String> resources(PlannedDeployment planned) {
    Map<String, String> resources = new TreeMap<>();
    planned
        .synthesis()
        .origins()
        .forEach(
            (id, origin) -> {
              String name = origin.resourceName();
              if (name != null && planned.template().resources().containsKey(id)) {
                resources.put(id, name);
              }
            });
    return resources;
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
                      .apply(
                          plan.target().deploymentBucket(),
                          plan.swaps(),
                          planned.content().code()));
    }
  }

  private <T> T locked(Target target, String operation, Function<Runnable, T> work) {
    try (DeploymentLock.Held lock = cloud.lock().acquire(target.deploymentBucket(), operation)) {
      return work.apply(lock::check);
    }
  }
}
