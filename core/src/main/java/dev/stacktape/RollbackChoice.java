package dev.stacktape;

/** How a user names the version to go back to. */
public sealed interface RollbackChoice {
  /** By its number. */
  record Exactly(int number) implements RollbackChoice {}

  /** So many versions back from what is deployed; going back twice goes back two. */
  record Steps(int steps) implements RollbackChoice {
    public Steps {
      if (steps < 1) {
        throw new IllegalArgumentException("A step back is one version at least");
      }
    }
  }
}
