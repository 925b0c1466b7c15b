package dev.stacktape;

import dev.stacktape.plan.DeploymentMode;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.SwapOperation;
import dev.stacktape.plan.Swapping;

/** The rung of the ladder that a deployment takes, in words. */
final class Way {
  private Way() {}

  static String words(PlannedDeployment planned) {
    Plan plan = planned.plan();
    return switch (plan.route()) {
      case NOTHING -> "Nothing is deployed.";
      case HOT_SWAP ->
          plan.swaps().stream().allMatch(SwapOperation::isRestoration)
              ? "What was hot-swapped is put back by hot-swap, because CloudFormation sees no"
                  + " change in it."
              : "Hot-swap, without CloudFormation: this stage differs from its template until it is"
                  + " deployed.";
      case CHANGE_SET -> byCloudFormation(planned);
    };
  }

  private static String byCloudFormation(PlannedDeployment planned) {
    DeploymentMode mode = planned.plan().mode();
    String how = mode == null ? "" : "in %s, because %s".formatted(mode.words(), mode.why());
    if (planned.swapping() == Swapping.NOT_ASKED) {
      return "By CloudFormation" + (how.isEmpty() ? "." : " " + how + ".");
    }
    return "By CloudFormation, because not everything that changed can be hot-swapped"
        + (how.isEmpty() ? "." : "; " + how + ".");
  }
}
