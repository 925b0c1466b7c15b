package dev.stacktape.mcp.tool;

import java.util.Map;

/** Something that an agent can ask for. Knows the engine, not the protocol. */
public interface Tool {
  /** A stable word that agents and allow-lists use. */
  String name();

  /** What people see. */
  String title();

  /** What it does, when to use it, and what to do with the answer. */
  String description();

  /** JSON Schema of the arguments; closed. */
  Map<String, Object> inputSchema();

  /** JSON Schema of what a success returns as structured content. */
  Map<String, Object> outputSchema();

  /** What a call does to the world. */
  Effect effect();

  /**
   * Answers a call.
   *
   * @throws Refusal when it cannot or may not be done
   */
  Answer call(Arguments arguments, Call call);

  /**
   * What a call does to the world; clients decide by it what they ask people about, so it has to be
   * true.
   *
   * @param readOnly changes nothing
   * @param destructive may take something away
   * @param idempotent a second call with the same arguments does nothing more
   * @param open talks to something beyond this machine
   */
  record Effect(boolean readOnly, boolean destructive, boolean idempotent, boolean open) {
    /** Looks at files of the project. */
    public static final Effect LOOKS = new Effect(true, false, true, false);

    /** Asks AWS, and changes nothing there. */
    public static final Effect ASKS = new Effect(true, false, true, true);
  }
}
