package dev.stacktape.maven;

import dev.stacktape.Consent;
import dev.stacktape.DeploymentResult;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.SavedPlan;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import java.io.File;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Deploys the stack: runs the scripts that stand before a deployment, packages the code, shows what
 * is going to change, uploads, and lets CloudFormation execute exactly that. A deployment that
 * fails is rolled back.
 */
@Mojo(name = "deploy", requiresProject = false, threadSafe = true)
public final class DeployMojo extends StackMojo {

  /** Does not ask before it acts. The embedded AWS is never asked for. */
  @Parameter(property = "stacktape.autoConfirm", defaultValue = "false")
  private boolean autoConfirm;

  /** The resources of the config that may lose their data, each by its name. */
  @Parameter(property = "stacktape.allowDataLoss")
  private List<String> allowDataLoss = List.of();

  /**
   * A plan that {@code stacktape:diff -Dstacktape.savePlan=FILE} saved. Exactly that is done,
   * without asking; where it no longer fits, nothing is done.
   */
  @Parameter(property = "stacktape.plan")
  private @Nullable File plan;

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    if (plan == null && !isLocal()) {
      askForScripts(stacktape.scriptsBefore(request));
    }
    PlannedDeployment planned = stacktape.prepare(request, console, console.cancellation());
    console.say(planned.text());
    Consent consent = consent(planned);
    DeploymentResult result =
        stacktape.deploy(request, planned, consent, console, console.cancellation());
    console.summary(result.report());
  }

  /** They run before there is a plan, because what they build is a part of it. */
  private void askForScripts(List<String> scripts) {
    if (!scripts.isEmpty()) {
      var unused =
          Confirmation.of(session(), isTyped("autoConfirm", autoConfirm))
              .ask(
                  "Run " + String.join(", ", scripts) + " on this machine, and then plan?",
                  "deploy");
    }
  }

  private Consent consent(PlannedDeployment planned) {
    Set<String> losses = Set.copyOf(allowDataLoss);
    if (plan != null) {
      return new Consent(losses, SavedPlan.read(plan.toPath()).id());
    }
    Consent consent = new Consent(losses);
    consent.checkLosses(planned.plan());
    if (planned.isNothing() || isLocal()) {
      return consent;
    }
    boolean seen =
        Confirmation.of(session(), isTyped("autoConfirm", autoConfirm))
            .ask("Deploy " + planned.plan().target().stackName() + "?", "deploy");
    return seen ? consent.approving(planned.plan()) : consent;
  }
}
