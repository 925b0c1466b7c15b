package dev.stacktape.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects problems so that a user sees all of them in one go. Not thread-safe: one collector per
 * operation.
 */
public final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<String> tolerated;

  /** Takes problems as they come. */
  public Problems() {
    this(Set.of());
  }

  private Problems(Set<String> tolerated) {
    this.tolerated = Set.copyOf(tolerated);
  }

  /** Takes problems with these codes as warnings, so that they stop nothing. */
  public static Problems tolerating(Set<String> codes) {
    return new Problems(codes);
  }

  /** Adds a problem; the same problem is kept once. */
  public void add(Problem problem) {
    found.add(tolerated.contains(problem.code()) ? problem.as(Severity.WARNING) : problem);
  }

  /** Adds several problems. */
  public void addAll(Collection<Problem> problems) {
    problems.forEach(this::add);
  }

  /** Whether any of them stops the operation. */
  public boolean hasErrors() {
    return found.stream().anyMatch(Problem::isError);
  }

  /** All of them, those with a place first and in the order of the file. */
  public List<Problem> sorted() {
    return found.stream()
        .sorted(
            Comparator.comparing(
                Problem::location, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  /**
   * Goes on only when nothing is wrong.
   *
   * @throws StacktapeException with everything collected, warnings included, when there is an error
   */
  public void throwIfErrors() {
    if (hasErrors()) {
      throw new StacktapeException(sorted());
    }
  }
}
