package dev.stacktape.mcp.tool;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a call is not carried out, and what can be done instead. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable String fix;
  private final transient List<String> nextSteps;

  /**
   * Refuses.
   *
   * @param code a stable word
   * @param message what is wrong
   * @param fix what mends it
   * @param nextSteps what to do now; never empty
   */
  public Refusal(String code, String message, @Nullable String fix, String... nextSteps) {
    super(message);
    this.code = code;
    this.fix = fix;
    this.nextSteps = List.of(nextSteps);
  }

  /** What the engine refused, its first problem leading. */
  public static Refusal of(StacktapeException failure) {
    Problem first = failure.problems().get(0);
    boolean several = failure.problems().size() > 1;
    StringBuilder message = new StringBuilder();
    for (Problem problem : failure.problems()) {
      message.append(message.isEmpty() ? "" : "\n");
      message.append(problem.location() == null ? "" : problem.location() + ": ");
      // The code of the first one leads anyway.
      message.append(several ? problem.code() + ": " : "").append(problem.message());
    }
    String fix = first.hint() == null ? null : ToolWords.of(first.hint());
    return new Refusal(
        first.code(),
        message.toString(),
        fix,
        fix == null ? "Tell the user what went wrong." : fix);
  }

  /** A stable word. */
  public String code() {
    return code;
  }

  /** What is wrong. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** What mends it. */
  public @Nullable String fix() {
    return fix;
  }

  /** What to do now. */
  public List<String> nextSteps() {
    return nextSteps;
  }
}
