package dev.stacktape.esbuild;

import dev.stacktape.problem.ProblemCode;

/** What can be wrong with the bundler itself. */
public enum EsbuildCode implements ProblemCode {
  ESBUILD_NOT_AVAILABLE("The program that bundles TypeScript and JavaScript cannot be found."),
  ESBUILD_FAILED("The program that bundles TypeScript and JavaScript broke off.");

  private final String meaning;

  EsbuildCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
