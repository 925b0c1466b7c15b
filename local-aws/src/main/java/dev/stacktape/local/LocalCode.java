package dev.stacktape.local;

import dev.stacktape.problem.ProblemCode;

/** Every code that the embedded AWS can report to who starts it, with what it means. */
public enum LocalCode implements ProblemCode {
  LOCAL_AWS_RUNNING("Another process serves the embedded AWS of that state folder."),
  LOCAL_FAULTS_INVALID("The faults to be injected are not well-formed."),
  LOCAL_STATE_CORRUPT("A state file of the embedded AWS cannot be read.");

  private final String meaning;

  LocalCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
