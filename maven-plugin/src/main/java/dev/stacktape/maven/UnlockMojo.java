package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.plan.LockHolder;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Breaks the lock that another run holds on the stack: says whose it is and since when, and asks.
 * Breaks only the lock that was shown. A run that is killed needs none of this; its lock is taken
 * over after a minute.
 */
@Mojo(name = "unlock", requiresProject = false, threadSafe = true)
public final class UnlockMojo extends StackMojo {

  /** Does not ask before it acts. The embedded AWS is never asked for. */
  @Parameter(property = "stacktape.autoConfirm", defaultValue = "false")
  private boolean autoConfirm;

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Optional<LockHolder> holder = stacktape.lockHolder(request, console, console.cancellation());
    if (holder.isEmpty()) {
      console.say("Nobody holds a lock on this stack.");
      return;
    }
    console.say(holder.get().text());
    if (!isLocal()) {
      Confirmation.of(session(), isTyped("autoConfirm", autoConfirm))
          .ask("Break this lock?", goal());
    }
    var unused = stacktape.unlock(request, holder.get(), console, console.cancellation());
  }
}
