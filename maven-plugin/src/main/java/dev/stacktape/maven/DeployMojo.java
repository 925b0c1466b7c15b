package dev.stacktape.maven;

import dev.stacktape.PlannedDeployment;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.event.EventListener;
import dev.stacktape.operate.Since;
import dev.stacktape.plan.Swapping;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Deploys the stack: runs the scripts that stand before a deployment, packages the code, shows what
 * is going to change, uploads, and lets CloudFormation execute exactly that. A deployment that
 * fails is rolled back.
 */
@Mojo(name = "deploy", requiresProject = false, threadSafe = true)
public final class DeployMojo extends PlanningMojo {

  /**
   * How long the stage lives after the last deployment to it, such as {@code 12h} or {@code 3d};
   * {@code stacktape:reap} deletes it after that. It stays as it was given last. Default: for ever.
   */
  @Parameter(property = "stacktape.ttl")
  private @Nullable String ttl;

  /**
   * Hot-swaps where that brings everything that changed, which takes seconds; otherwise deploys as
   * usual, and says why. For development stages: what is swapped differs from its template.
   */
  @Parameter(property = "stacktape.hotswap", defaultValue = "false")
  private boolean hotswap;

  /**
   * Leaves everything as it is when the deployment fails, to be looked at. Deploying again goes on
   * from there, {@code stacktape:recover} takes it back.
   */
  @Parameter(property = "stacktape.disableRollback", defaultValue = "false")
  private boolean disableRollback;

  @Override
  boolean packagesCode() {
    return true;
  }

  @Override
  PlannedDeployment plan(Stacktape stacktape, StackRequest request, Console console) {
    if (ttl != null) {
      var unused = Since.length(ttl);
      stacktape.requireMortal(request);
    }
    askForScripts(stacktape.scriptsBefore(request));
    Swapping swapping = isTyped("hotswap", hotswap) ? Swapping.ALL_OR_NOTHING : Swapping.NOT_ASKED;
    PlannedDeployment planned =
        stacktape.prepare(request, swapping, approved(), console, console.cancellation());
    return isTyped("disableRollback", disableRollback) ? planned.withoutRollback() : planned;
  }

  @Override
  void deployed(Stacktape stacktape, StackRequest request, Console console) {
    if (ttl != null) {
      stacktape.limitLifetime(
          request, Since.length(ttl), EventListener.none(), console.cancellation());
    }
  }

  @Override
  String question(String stackName) {
    return "Deploy " + stackName + "?";
  }
}
