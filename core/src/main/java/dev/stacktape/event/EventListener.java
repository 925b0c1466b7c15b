package dev.stacktape.event;

/**
 * Takes the events of one operation. Called from the threads that do the work, one call at a time;
 * an implementation must be quick and must not throw.
 */
@FunctionalInterface
public interface EventListener {
  /** Takes one event. */
  void on(Event event);

  /** A listener that takes nothing in. */
  static EventListener none() {
    return event -> {};
  }
}
