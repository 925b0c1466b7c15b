package dev.stacktape;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.deploy.DeletionRequest;
import dev.stacktape.deploy.HeldLock;
import dev.stacktape.deploy.Parallel;
import dev.stacktape.deploy.StackDeletion;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.StacktapeException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
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
    Packages packages = planned.packages().without(planned.companionArtifacts());
    Supplier<Set<String>> missing = Parallel.beside(() -> missing(target, packages));
    return locked(
        target,
        byChangeSet ? "deploy" : "hotswap",
        lastCheck -> {
          files(planned).require();
          Parallel.all(
              () -> cloud.bucket().forgetDeletion(target),
              () -> files(planned).forgetWhatIsMadeAnew(),
              () -> requireSameSwaps(planned),
              () -> requireUnchanged(planned),
              () -> upload(target, packages, missing.get()));
          if (!byChangeSet) {
            protect(planned);
            swap(planned);
            files(planned).fillUnkept();
            return afterwards.get();
          }
          deploy(planned, lastCheck);
          pruneVersions(planned);
          T done = afterwards.get();
          history().removeOld(planned);
          return done;
        });
  }

  private void deploy(PlannedDeployment planned, Runnable lastCheck) {
    executeChangeSet(
        planned,
        lastCheck,
        (failure, version) ->
            new WayBack(cloud, phases, planned, version)
                .after(
                    failure,
                    back -> executeChangeSet(back, lastCheck, (another, restored) -> another)));
  }

  /**
   * @param unready is given what did not get ready and the version on record for it, and gives what
   *     is to be thrown
   */
  private void executeChangeSet(
      PlannedDeployment planned,
      Runnable lastCheck,
      BiFunction<StacktapeException, Version, StacktapeException> unready) {
    Once swap = new Once(() -> swap(planned));
    CloudFormationRun run = new CloudFormationRun(cloud, phases, planned);
    CloudFormationRun.Outcome deployed =
        run.deploy(
            () -> {
              lastCheck.run();
              swap.run();
            });
    swap.run();
    if (!planned.deployed().swaps().isEmpty()) {
      cloud.swapRecords().clear(planned.plan().target().deploymentBucket());
    }
    // Ready or not, this is what the stack is from now on.
    VersionHistory.Kept kept = files(planned).keep(deployed.parameters());
    try {
      run.awaitReadiness(deployed);
    } catch (StacktapeException failure) {
      throw unready.apply(failure, kept.version());
    }
    files(planned).fillAsPartOf(kept);
  }

  private void requireSameSwaps(PlannedDeployment planned) {
    cloud.swapRecords().requireUnchanged(planned.plan().target(), planned.deployed().swaps());
  }

  /** A change set is looked at once more when it was made. */
  private void requireUnchanged(PlannedDeployment planned) {
    if (planned.plan().route() == Plan.Route.HOT_SWAP) {
      cloud.reader().requireUnchanged(planned.plan().target().stackName(), planned.deployed());
    }
  }

  private void pruneVersions(PlannedDeployment planned) {
    Target target = planned.plan().target();
    cloud.functionVersions().prune(target.stackName(), planned.template());
    PlannedCompanion companion = planned.companion();
    if (companion != null && companion.isChanged()) {
      cloud.atEdge().functionVersions().prune(target.companion().stackName(), companion.wanted());
    }
  }

  /** Does something while nobody else works on a stack that is there. */
  <T> T alone(Target target, Supplier<T> work) {
    return locked(target, "deploy", lastCheck -> work.get());
  }

  /**
   * Brings files into the buckets of a stack that is there, and does nothing else. That makes a
   * version too, unless it is a hot-swap.
   *
   * @param afterwards what is done before the lock is given back
   */
  <T> T bringFiles(PlannedDeployment planned, Supplier<T> afterwards) {
    Target target = planned.plan().target();
    ContentRun files = files(planned);
    return alone(
        target,
        () -> {
          Parallel.all(
              files::require,
              () -> cloud.reader().requireUnchanged(target.stackName(), planned.deployed()));
          protect(planned);
          if (!planned.makesVersion()) {
            files.fillUnkept();
            return afterwards.get();
          }
          files.fillAlone();
          T done = afterwards.get();
          history().removeOld(planned);
          return done;
        });
  }

  private ContentRun files(PlannedDeployment planned) {
    return new ContentRun(cloud, history(), planned);
  }

  /** Where nothing differs, what an earlier run did not get to do is all there is to do. */
  void leaveAsItIs(PlannedDeployment planned) {
    protect(planned);
    Parallel.all(
        () -> cloud.lock().clearAbandoned(planned.plan().target().deploymentBucket()),
        () -> {
          var unused =
              history().keep(planned, planned.plan().parameters(), planned.content().contents());
        });
  }

  /** Uploads and does nothing else, while nobody else works on the stack. */
  Packages uploadAlone(Target target, Packages packages) {
    return locked(
        target,
        "upload",
        lastCheck -> {
          cloud.bucket().forgetDeletion(target);
          upload(target, packages, Set.of());
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

  private Set<String> missing(Target target, Packages packages) {
    return cloud.uploads().missing(target.deploymentBucket(), packages.artifacts());
  }

  private void upload(Target target, Packages packages, Set<String> missing) {
    if (packages.artifacts().isEmpty() && !packages.needRepository()) {
      return;
    }
    var unused =
        phases.run(
            Phase.UPLOAD,
            () -> {
              cloud.uploads().artifacts(target.deploymentBucket(), packages.artifacts(), missing);
              cloud.imageUploads().images(target, packages.images());
              return packages;
            });
  }

  /** Scripts run only where there is a stack; those after it learn beforehand what they need. */
  StackDeletion.Outcome delete(PlannedDeletion planned, Consent consent, HookRun hooks) {
    DeletionRequest request =
        new DeletionRequest(
            planned.plan(), planned.deployed(), consent.allowDataLoss(), planned.leaving());
    if (!planned.deployed().exists()) {
      return delete(planned, request, () -> {});
    }
    cloud.deletion().requireDeletable(planned.plan().target().stackName());
    planned.requireScripts();
    Runnable after = hooks.prepared(HookTrigger.AFTER_DELETE);
    StackDeletion.Outcome outcome =
        delete(planned, request, () -> hooks.run(HookTrigger.BEFORE_DELETE));
    after.run();
    return outcome;
  }

  private StackDeletion.Outcome delete(
      PlannedDeletion planned, DeletionRequest request, Runnable before) {
    Target target = request.plan().target();
    Runnable companion =
        () -> {
          if (planned.companion() != null) {
            CompanionRun.remove(cloud, target);
          }
        };
    if (!cloud.bucket().exists(target)) {
      before.run();
      return phases.run(Phase.DELETE, () -> cloud.deletion().delete(request, () -> {}, companion));
    }
    return locked(
        target,
        "delete",
        check -> {
          before.run();
          return phases.run(Phase.DELETE, () -> cloud.deletion().delete(request, check, companion));
        });
  }

  /**
   * Before a change set is executed it puts back what was swapped: CloudFormation sees no change in
   * it, and would publish a version of a function with what it finds there.
   */
  private void swap(PlannedDeployment planned) {
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
                          planned.deployed().swaps(),
                          plan.swaps(),
                          planned.content().code(),
                          cloud.identity().arn()));
    }
  }

  /** Something that is done once, whoever comes first. */
  private static final class Once {
    private final Runnable work;
    private boolean done;

    Once(Runnable work) {
      this.work = work;
    }

    void run() {
      if (!done) {
        done = true;
        work.run();
      }
    }
  }

  private VersionHistory history() {
    return new VersionHistory(cloud, phases, directory);
  }

  private <T> T locked(Target target, String operation, Function<Runnable, T> work) {
    try (HeldLock lock = cloud.lock().acquire(target.deploymentBucket(), operation)) {
      return work.apply(lock::check);
    }
  }
}
