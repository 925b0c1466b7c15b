package dev.stacktape.operate.script;

import dev.stacktape.problem.ProblemCode;

/** Every code that running a script can report, with what it means. */
public enum ScriptCode implements ProblemCode {
  SCRIPT_BASTION_ABSENT("A script was not run because the embedded AWS has no machines."),
  SCRIPT_BASTION_UNREACHABLE("The machine of a bastion does not answer Systems Manager."),
  SCRIPT_CHANGED("A file of a script was changed between the plan and the moment it was to run."),
  SCRIPT_DIRECTORY_NOT_FOUND("The folder that a script is to run in is not there."),
  SCRIPT_FAILED("A script ended with another exit code than 0."),
  SCRIPT_FILE_NOT_FOUND("The file that a script is to run is not there."),
  SCRIPT_ROLE_REFUSED("AWS did not let a script act in the role of a resource."),
  SCRIPT_SECRET_NOT_FOUND("A secret or parameter that a script needs is not there."),
  SCRIPT_TOO_LONG("A script for a bastion is longer than what can be handed over."),
  SCRIPT_TOOL_MISSING("A program that a script needs is not on this machine."),
  SCRIPT_TUNNEL_FAILED("A tunnel into the network of the stack could not be opened."),
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
