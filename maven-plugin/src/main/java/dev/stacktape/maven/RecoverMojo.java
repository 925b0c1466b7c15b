package dev.stacktape.maven;

import dev.stacktape.PlannedRecovery;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Brings a stack out of a state in which it takes no changes, back to what worked last: goes on
 * with a rollback that failed, and takes back an update that failed and was left as it is. Says
 * what it would do, and asks. Needs no valid config.
 */
@Mojo(name = "recover", requiresProject = false, threadSafe = true)
public final class RecoverMojo extends StackMojo {

  /** Does not ask before it acts. The embedded AWS is never asked for. */
  @Parameter(property = "stacktape.autoConfirm", defaultValue = "false")
  private boolean autoConfirm;

  /**
   * The resources that the rollback leaves as they are, by logical id or by their name in the
   * config. They can differ from the template afterwards.
   */
  @Parameter(property = "stacktape.resourcesToSkip")
  private List<String> resourcesToSkip = List.of();

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    PlannedRecovery planned = stacktape.planRecovery(request, console, console.cancellation());
    if (planned.isNeeded()) {
      console.say(planned.text());
      if (!isLocal()) {
        Confirmation.of(session(), isTyped("autoConfirm", autoConfirm)).ask("Go on?", goal());
      }
    }
    stacktape.recover(
        request, planned, Set.copyOf(resourcesToSkip), console, console.cancellation());
  }
}
