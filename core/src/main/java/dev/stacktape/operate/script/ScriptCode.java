package dev.stacktape.operate.script;

import dev.stacktape.problem.ProblemCode;

/** Every code that running a script can report, with what it means. */
public enum ScriptCode implements ProblemCode {
  SCRIPT_BASTION_UNSUPPORTED("A script is to run through a bastion, which is not done yet."),
  SCRIPT_DIRECTORY_NOT_FOUND("The folder that a script is to run in is not there."),
  SCRIPT_FAILED("A script ended with another exit code than 0."),
  SCRIPT_FILE_NOT_FOUND("The file that a script is to run is not there."),
  SCRIPT_ROLE_REFUSED("AWS did not let a script act in the role of a resource."),
  SCRIPT_SECRET_NOT_FOUND("A secret or parameter that a script needs is not there."),
  SCRIPT_TOOL_MISSING("What runs files of a script's language is not on this machine."),
  SCRIPT_UNKNOWN("A script was asked for that is not in the config."),
  SCRIPT_VALUE_NOT_DEPLOYED("A script needs a value of the stack that is not deployed yet.");

  private final String meaning;

  ScriptCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
