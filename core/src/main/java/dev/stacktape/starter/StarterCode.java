package dev.stacktape.starter;

import dev.stacktape.problem.ProblemCode;

/** Every code that writing a first config can report, with what it means. */
enum StarterCode implements ProblemCode {
  STARTER_CONFIG_EXISTS("There is a config already, and it is not overwritten."),
  STARTER_NOT_WRITTEN("A file of the first config cannot be written.");

  private final String meaning;

  StarterCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
