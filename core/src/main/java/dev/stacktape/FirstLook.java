package dev.stacktape;

import dev.stacktape.deploy.Parallel;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Swapping;
import dev.stacktape.stack.Synthesis;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a plan is compared with, read while the code is being packaged. What goes wrong meanwhile is
 * thrown where it is asked for.
 */
final class FirstLook {
  private final Cloud cloud;
  private final Target target;
  private final Set<String> functions;
  private final boolean swapping;
  private final Supplier<Optional<DeployedStack>> deployed;
  private final Supplier<Boolean> concernsCompanion;

  private FirstLook(StackInCloud stack, Swapping swapping, Cloud cloud) {
    Synthesis synthesis = stack.synthesis();
    this.cloud = cloud;
    this.target = synthesis.target();
    this.functions = FunctionCode.functions(synthesis.template(), synthesis.artifacts());
    this.swapping = swapping != Swapping.NOT_ASKED;
    this.deployed =
        Parallel.beside(() -> cloud.reader().readUnlessBusy(target, functions, this.swapping));
    this.concernsCompanion =
        Parallel.beside(() -> PlannedCompanion.isConcerned(target, synthesis.companion(), cloud));
    if (this.swapping) {
      var unused = Parallel.beside(() -> cloud.bucket().isSetUp(target));
    }
  }

  static FirstLook begin(StackInCloud stack, Swapping swapping, Cloud cloud) {
    return new FirstLook(stack, swapping, cloud);
  }

  /** What is deployed, once nothing is under way there. */
  DeployedStack deployed() {
    return deployed
        .get()
        .orElseGet(
            () ->
                cloud
                    .reader()
                    .read(
                        target, cloud.settling().settle(target.stackName()), functions, swapping));
  }

  /** Whether there is a part of the stack in another region, or is to be. */
  boolean concernsCompanion() {
    return concernsCompanion.get();
  }
}
