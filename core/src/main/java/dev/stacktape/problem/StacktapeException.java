package dev.stacktape.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends an operation with one or more {@link Problem}s. It is the only exception that leaves the
 * engine for what a user can mend; anything else is a bug.
 */
public class StacktapeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final boolean cloud;

  /** Ends the operation with what is wrong on the user's side: config, code, options. */
  public StacktapeException(List<Problem> problems) {
    this(problems, null, false);
  }

  /** Ends the operation with one problem on the user's side. */
  public StacktapeException(Problem problem) {
    this(List.of(problem));
  }

  /** Ends the operation with one problem on the user's side, keeping what caused it. */
  public StacktapeException(Problem problem, Throwable cause) {
    this(List.of(problem), cause, false);
  }

  private StacktapeException(List<Problem> problems, @Nullable Throwable cause, boolean cloud) {
    super(problems.stream().map(Problem::message).collect(Collectors.joining("; ")), cause);
    this.problems = List.copyOf(problems);
    this.cloud = cloud;
  }

  /** Ends the operation with something that AWS refused or that broke on the way to it. */
  public static StacktapeException cloud(List<Problem> problems, @Nullable Throwable cause) {
    return new StacktapeException(problems, cause, true);
  }

  /** Ends the operation with something that AWS refused or that broke on the way to it. */
  public static StacktapeException cloud(Problem problem, @Nullable Throwable cause) {
    return cloud(List.of(problem), cause);
  }

  /** What is wrong, in the order in which a user should read it; never empty. */
  public List<Problem> problems() {
    return problems;
  }

  /** Whether the cause lies with AWS or the connection to it rather than with the project. */
  public boolean isCloud() {
    return cloud;
  }
}
