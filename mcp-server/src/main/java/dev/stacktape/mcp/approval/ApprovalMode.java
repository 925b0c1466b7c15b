package dev.stacktape.mcp.approval;

/** Who has to agree before a plan is carried out, least to most. */
public enum ApprovalMode {
  /** Nobody: a stage for development, and nothing is taken away. */
  NONE,
  /** The client asks by its own means before it calls the tool. */
  CLIENT,
  /** A person types the stack's name into a form that the client shows. */
  USER,
  /** A person approves at a terminal, out of the agent's reach. */
  OUT_OF_BAND;

  /** The stricter of two. */
  public ApprovalMode or(ApprovalMode other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
