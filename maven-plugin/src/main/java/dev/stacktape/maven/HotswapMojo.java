package dev.stacktape.maven;

import dev.stacktape.DeploymentResult;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.plan.Swapping;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Replaces what can be replaced where it runs, in seconds and without CloudFormation: code and
 * configuration of functions, what containers of services run, definitions of state machines, files
 * in buckets. What cannot is named with the reason and stays as it is deployed. For development
 * stages.
 */
@Mojo(name = "hotswap", requiresProject = false, threadSafe = true)
public final class HotswapMojo extends PlanningMojo {

  /** Deploys by CloudFormation, after asking, when not everything that changed can be swapped. */
  @Parameter(property = "stacktape.fallback", defaultValue = "false")
  private boolean fallback;

  @Override
  boolean packagesCode() {
    return true;
  }

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    if (isTyped("fallback", fallback)) {
      super.run(stacktape, request, console);
      return;
    }
    DeploymentResult result = stacktape.hotswap(request, console, console.cancellation());
    console.summary(result.report());
  }

  @Override
  PlannedDeployment plan(Stacktape stacktape, StackRequest request, Console console) {
    askForScripts(stacktape.scriptsBefore(request));
    return stacktape.prepare(
        request, Swapping.ALL_OR_NOTHING, approved(), console, console.cancellation());
  }

  @Override
  String question(String stackName) {
    return "Bring this into " + stackName + "?";
  }
}
