package dev.stacktape.maven;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeletion;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Deletes the stack. Refuses while data would be lost that was not named. */
@Mojo(name = "delete", requiresProject = false, threadSafe = true)
public final class DeleteMojo extends StackMojo {

  /** Does not ask before it acts. The embedded AWS is never asked for. */
  @Parameter(property = "stacktape.autoConfirm", defaultValue = "false")
  private boolean autoConfirm;

  /** The resources of the config that may lose their data, each by its name. */
  @Parameter(property = "stacktape.allowDataLoss")
  private List<String> allowDataLoss = List.of();

  /**
   * The resources that may stay behind when they cannot be deleted, by logical id or by their name
   * in the config.
   */
  @Parameter(property = "stacktape.retain")
  private List<String> retain = List.of();

  /** Leaves behind whatever cannot be deleted, instead of failing. */
  @Parameter(property = "stacktape.force", defaultValue = "false")
  private boolean force;

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    PlannedDeletion planned =
        stacktape
            .planDeletion(request, console, console.cancellation())
            .leavingBehind(Set.copyOf(retain), isTyped("force", force));
    Consent consent = new Consent(Set.copyOf(allowDataLoss));
    if (planned.exists()) {
      console.say(planned.text(consent));
      consent.checkDeletion(planned.plan());
      if (!isLocal()) {
        Confirmation.of(session(), isTyped("autoConfirm", autoConfirm))
            .ask("Delete " + planned.plan().target().stackName() + "?", "delete");
      }
    }
    stacktape.delete(request, planned, consent, console, console.cancellation());
  }
}
