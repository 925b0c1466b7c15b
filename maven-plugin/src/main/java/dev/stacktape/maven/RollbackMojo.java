package dev.stacktape.maven;

import dev.stacktape.PlannedDeployment;
import dev.stacktape.RollbackChoice;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Brings an earlier version of the stack back, with its files in buckets, by default the one before
 * the last: shows what would change and asks, like a deployment. Builds nothing, and needs no valid
 * config.
 */
@Mojo(name = "rollback", requiresProject = false, threadSafe = true)
public final class RollbackMojo extends PlanningMojo {

  /** The number of the version to go back to, as {@code stacktape:versions} lists it. */
  @Parameter(property = "stacktape.version")
  private @Nullable Integer version;

  /** How many versions to go back, where no number is given. */
  @Parameter(property = "stacktape.steps", defaultValue = "1")
  private int steps = 1;

  @Override
  PlannedDeployment plan(Stacktape stacktape, StackRequest request, Console console) {
    RollbackChoice choice =
        version == null
            ? new RollbackChoice.Steps(Math.max(1, steps))
            : new RollbackChoice.Exactly(version);
    return stacktape.planRollback(request, choice, console, console.cancellation());
  }

  @Override
  String question(String stackName) {
    return "Roll " + stackName + " back?";
  }
}
