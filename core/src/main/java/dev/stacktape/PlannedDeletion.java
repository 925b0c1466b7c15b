package dev.stacktape;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.deploy.DeletionRequest;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.PlanText;
import dev.stacktape.stack.StackScripts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the deletion of a stack is going to do.
 *
 * @param plan everything goes
 * @param deployed what the plan was made from
 * @param scripts of the config; none where it cannot be read
 * @param onBuildServer whether nobody sits at this machine, by which hooks can be left out
 * @param companion the part of the stack in another region, null where there is none
 * @param leaving what may stay behind when it cannot be deleted
 */
public record PlannedDeletion(
    Plan plan,
    DeployedStack deployed,
    StackScripts scripts,
    boolean onBuildServer,
    @Nullable PlannedCompanion companion,
    DeletionRequest.Leaving leaving) {

  /** A deletion after which nothing may stay behind. */
  static PlannedDeletion of(
      Plan plan,
      DeployedStack deployed,
      StackScripts scripts,
      boolean onBuildServer,
      @Nullable PlannedCompanion companion) {
    return new PlannedDeletion(
        plan.withScripts(digest(scripts, onBuildServer)),
        deployed,
        scripts,
        onBuildServer,
        companion,
        DeletionRequest.Leaving.NOTHING);
  }

  private static @Nullable String digest(StackScripts scripts, boolean onBuildServer) {
    return HookDigest.of(
        scripts, onBuildServer, HookTrigger.BEFORE_DELETE, HookTrigger.AFTER_DELETE);
  }

  /**
   * Goes on only while the scripts are those that the plan was made with.
   *
   * @throws dev.stacktape.problem.StacktapeException {@code PLAN_STALE}
   */
  void requireScripts() {
    SavedPlan.of(plan).requireScripts(digest(scripts, onBuildServer));
  }

  /**
   * The same deletion, which leaves resources behind that cannot be deleted, instead of failing.
   *
   * @param named which ones, by name in the config or by logical id
   * @param anything whichever they are
   */
  public PlannedDeletion leavingBehind(Set<String> named, boolean anything) {
    return new PlannedDeletion(
        plan,
        deployed,
        scripts,
        onBuildServer,
        companion,
        new DeletionRequest.Leaving(named, anything));
  }

  /**
   * The plan as it is carried out with a consent: what was kept by its policy goes where its loss
   * was agreed to.
   */
  public Plan with(Consent consent) {
    return plan.withChanges(
        plan.changes().stream()
            .map(change -> consent.mayLose(change) ? change.withData(Change.Data.LOST) : change)
            .toList());
  }

  /** The plan for a person to read, with the scripts that run beside it. */
  public String text(Consent consent) {
    return PlanText.of(with(consent))
        + HookText.of(scripts, onBuildServer, HookTrigger.BEFORE_DELETE, HookTrigger.AFTER_DELETE);
  }

  /** Whether there is a stack to delete. */
  public boolean exists() {
    return deployed.exists() || (companion != null && companion.deployed().exists());
  }
}
