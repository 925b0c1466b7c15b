package dev.stacktape.artifact;

import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what is to be in one artifact; several functions may share it. */
public interface Build {

  /**
   * Looks for the parts, without reading more of them than the checks need.
   *
   * @throws IOException when a file cannot be read
   */
  Gathered gather() throws IOException;

  /**
   * What was found.
   *
   * @param survey null when there is nothing to hold against a function
   * @param problems errors among them mean that the parts are not to be used
   */
  record Gathered(
      List<Part> parts, DosTime time, @Nullable Survey survey, List<Problem> problems) {}
}
