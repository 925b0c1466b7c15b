package dev.stacktape.problem;

/** How bad a {@link Problem} is. */
public enum Severity {
  /** The operation cannot go on. */
  ERROR,
  /** The operation goes on; the user should know. */
  WARNING
}
