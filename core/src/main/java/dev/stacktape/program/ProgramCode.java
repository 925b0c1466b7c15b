package dev.stacktape.program;

import dev.stacktape.problem.ProblemCode;

/** What can be wrong with a program that a config is or uses. */
public enum ProgramCode implements ProblemCode {
  PROGRAM_SYNTAX("A program that is not well-formed TypeScript or JavaScript."),
  PROGRAM_IMPORT("An import that leads to no file, package or exported name."),
  PROGRAM_OUTSIDE("A program that reaches beyond the project folder."),
  PROGRAM_MODULE("A program that uses a module of Node.js which is not there for it."),
  PROGRAM_SUSPICIOUS("Something in a program that hardly means what it says."),
  PROGRAM_THREW("A program that ended with an error of its own."),
  PROGRAM_TIMEOUT("A program that does not come to an end."),
  PROGRAM_RECURSION("A program whose functions call each other without an end."),
  PROGRAM_MEMORY("A program that wants more memory than programs get."),
  PROGRAM_EXPORT("A program or class that does not have what is needed of it."),
  PROGRAM_RESULT("A program that gives something which cannot be a value of a config."),
  PROGRAM_INTERPRETER("A program whose interpreter is not on this machine.");

  private final String meaning;

  ProgramCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
