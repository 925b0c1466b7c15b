package dev.stacktape.mcp.tool;

import java.util.Optional;

/** One call of a tool, seen from the tool: whom it can talk to meanwhile. */
public interface Call {
  /** Says how far it has come; whoever did not ask to be told hears nothing. */
  void progress(String message);

  /** Whether the client has given the call up. */
  boolean isCancelled();

  /** Whether the client can show a form to a person. */
  boolean canAsk();

  /**
   * Has a person type something.
   *
   * @param message what the person reads
   * @param field what to call the field
   * @return what was typed; empty when the person declined, or never saw the form
   */
  Optional<String> ask(String message, String field);

  /** What the client calls itself. */
  String client();
}
