package dev.stacktape.problem;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes problems for people, as a good compiler does: place, kind, code and message, the line with
 * a caret below the place, the hint.
 *
 * <pre>
 * stacktape.yml:12:7: error CONFIG_UNKNOWN_PROPERTY: `api` has no property `memroy`.
 *   12 |       memroy: 512
 *      |       ^^^^^^
 *   hint: Did you mean `memory`?
 * </pre>
 */
public final class ProblemText {

  /** The parts of the text that a terminal may show in different colours. */
  public enum Part {
    PLACE,
    ERROR,
    WARNING,
    CODE,
    MESSAGE,
    MARGIN,
    EXCERPT,
    CARET,
    HINT
  }

  /** Puts colours around a part; must not change what is visible. */
  @FunctionalInterface
  public interface Style {
    /** The text as the terminal gets it. */
    String apply(Part part, String text);
  }

  private final Style style;

  private ProblemText(Style style) {
    this.style = style;
  }

  /** Text without colours. */
  public static ProblemText plain() {
    return new ProblemText((part, text) -> text);
  }

  /** Text with the colours of a terminal. */
  public static ProblemText styled(Style style) {
    return new ProblemText(style);
  }

  /** Several problems in the given order, an empty line between them; no line break at the end. */
  public String of(List<Problem> problems) {
    return problems.stream().map(this::of).collect(Collectors.joining("\n\n"));
  }

  /**
   * A whole report: the problems, each with where its code is explained the first time that it
   * appears, and how many there are; no line break at the end.
   */
  public String report(List<Problem> problems) {
    Set<String> explained = new HashSet<>();
    StringBuilder text = new StringBuilder();
    for (Problem problem : problems) {
      text.append(of(problem));
      if (explained.add(problem.code())) {
        text.append("\n  see: ").append(ProblemFormat.docs(problem.code()));
      }
      text.append("\n\n");
    }
    long errors = problems.stream().filter(Problem::isError).count();
    return text.append(count(errors, "error"))
        .append(", ")
        .append(count(problems.size() - errors, "warning"))
        .toString();
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** One problem in one or several lines; no line break at the end. */
  public String of(Problem problem) {
    StringBuilder text = new StringBuilder(headline(problem));
    Excerpt excerpt = excerpt(problem.location());
    if (excerpt != null) {
      text.append('\n').append(withMargin(excerpt, lineOf(problem)));
    }
    if (problem.hint() != null) {
      text.append("\n  ")
          .append(style.apply(Part.HINT, "hint: " + Excerpt.visible(problem.hint())));
    }
    return text.toString();
  }

  private String headline(Problem problem) {
    Part severity = problem.isError() ? Part.ERROR : Part.WARNING;
    String word = problem.severity().name().toLowerCase(Locale.ROOT);
    Location location = problem.location();
    String place =
        location == null
            ? ""
            : style.apply(Part.PLACE, Excerpt.visible(location.toString())) + ": ";
    return place
        + style.apply(severity, word)
        + " "
        + style.apply(Part.CODE, problem.code())
        + ": "
        + style.apply(Part.MESSAGE, Excerpt.visible(problem.message()));
  }

  private static int lineOf(Problem problem) {
    return problem.location() == null ? 0 : problem.location().line();
  }

  private static @Nullable Excerpt excerpt(@Nullable Location location) {
    return location == null || location.excerpt() == null || location.line() == 0
        ? null
        : Excerpt.of(location.excerpt(), location.column(), location.width());
  }

  private String withMargin(Excerpt excerpt, int line) {
    String number = Integer.toString(line);
    String text =
        style.apply(Part.MARGIN, "  " + number + " | ") + style.apply(Part.EXCERPT, excerpt.text());
    if (excerpt.caret() < 0) {
      return text;
    }
    return text
        + "\n"
        + style.apply(Part.MARGIN, "  " + " ".repeat(number.length()) + " | ")
        + " ".repeat(excerpt.caret())
        + style.apply(Part.CARET, "^".repeat(excerpt.carets()));
  }
}
