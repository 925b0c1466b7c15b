package dev.stacktape.artifact;

import dev.stacktape.problem.Problem;
import java.io.IOException;

/** The problem that a file which cannot be read or written is, for those who package. */
public final class FileProblem {
  private FileProblem() {}

  /** An error of one of the codes {@code ARTIFACT_CHANGED} and {@code ARTIFACT_FILE_FAILED}. */
  public static Problem of(IOException e) {
    return Built.problem(e);
  }
}
