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
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What goals have in common that make a plan, show it, ask, and carry it out. */
abstract class PlanningMojo extends StackMojo {

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

  /**
   * Whether CloudFormation deploys in express mode: it calls a resource complete as soon as its
   * configuration is applied, and the goal itself waits until functions and services are ready.
   * Default: where nothing speaks against it, never on protected stages. {@code false} for never;
   * {@code true} refuses to deploy in another mode, and says why.
   */
  @Parameter(property = "stacktape.express")
  private @Nullable Boolean express;

  /** Works out what the goal would do. */
  abstract PlannedDeployment plan(Stacktape stacktape, StackRequest request, Console console);

  /** What a person is asked before it is done. */
  abstract String question(String stackName);

  /** They run before there is a plan, because what they build is a part of it. */
  final void askForScripts(List<String> scripts) {
    if (!scripts.isEmpty()) {
      ask("Run " + String.join(", ", scripts) + " on this machine, and then plan?");
    }
  }

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    PlannedDeployment planned = inItsMode(plan(stacktape, request, console));
    if (!planned.isNothing()) { // which is said when it is done
      console.say(planned.text());
    }
    DeploymentResult result =
        stacktape.deploy(request, planned, consent(planned), console, console.cancellation());
    deployed(stacktape, request, console);
    console.summary(result.report());
  }

  /** Does what comes after it has been carried out. */
  void deployed(Stacktape stacktape, StackRequest request, Console console) {}

  /** The plan that was saved, and with that agreed to; null where none was named. */
  final @Nullable SavedPlan approved() {
    return plan == null ? null : SavedPlan.read(plan.toPath());
  }

  private PlannedDeployment inItsMode(PlannedDeployment planned) {
    Boolean asked = isTypedIfAtAll("express", express);
    SavedPlan approved = approved();
    return approved == null ? planned.inExpressMode(asked) : approved.inItsMode(planned, asked);
  }

  private Consent consent(PlannedDeployment planned) {
    Set<String> losses = Set.copyOf(allowDataLoss);
    SavedPlan approved = approved();
    if (approved != null) {
      return new Consent(losses, approved.id());
    }
    Consent consent = new Consent(losses);
    consent.checkLosses(planned.plan());
    if (planned.isNothing() || isLocal()) {
      return consent;
    }
    boolean seen = ask(question(planned.plan().target().stackName()));
    return seen ? consent.approving(planned.plan()) : consent;
  }

  /**
   * Goes on only with a yes, which a saved plan has been given before, and which the embedded AWS
   * does not need.
   *
   * @return whether a person has answered
   */
  final boolean ask(String question) {
    return plan == null
        && !isLocal()
        && Confirmation.of(session(), isTyped("autoConfirm", autoConfirm)).ask(question, goal());
  }
}
