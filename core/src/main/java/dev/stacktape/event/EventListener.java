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

  /**
   * The same listener for work that goes on in several threads: it is called one at a time, however
   * often it was wrapped so.
   */
  default EventListener oneAtATime() {
    EventListener listener = this;
    return event -> {
      synchronized (listener) {
        listener.on(event);
      }
    };
  }
}
