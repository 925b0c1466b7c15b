package dev.stacktape.maven;

import dev.stacktape.PlannedDeployment;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Deploys the stack: runs the scripts that stand before a deployment, packages the code, shows what
 * is going to change, uploads, and lets CloudFormation execute exactly that. A deployment that
 * fails is rolled back.
 */
@Mojo(name = "deploy", requiresProject = false, threadSafe = true)
public final class DeployMojo extends PlanningMojo {

  @Override
  PlannedDeployment plan(Stacktape stacktape, StackRequest request, Console console) {
    askForScripts(stacktape.scriptsBefore(request));
    return stacktape.prepare(request, console, console.cancellation());
  }

  /** They run before there is a plan, because what they build is a part of it. */
  private void askForScripts(List<String> scripts) {
    if (!scripts.isEmpty()) {
      ask("Run " + String.join(", ", scripts) + " on this machine, and then plan?");
    }
  }

  @Override
  String question(String stackName) {
    return "Deploy " + stackName + "?";
  }
}
