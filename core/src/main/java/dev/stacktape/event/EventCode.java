package dev.stacktape.event;

import dev.stacktape.problem.ProblemCode;

/** Every code that ends an operation from outside, with what it means. */
public enum EventCode implements ProblemCode {
  CANCELLED("The operation was stopped before its end.");

  private final String meaning;

  EventCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
