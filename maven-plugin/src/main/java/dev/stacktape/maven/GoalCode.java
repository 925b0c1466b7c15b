package dev.stacktape.maven;

import dev.stacktape.problem.ProblemCode;

/** Every code that the goals themselves can report, with what it means. */
enum GoalCode implements ProblemCode {
  ARCHIVE_NOT_MADE("The archive of classes, by which goals start quicker, could not be made."),
  ARTIFACT_DEPENDENCIES("The dependencies of a module cannot be resolved."),
  BASE_IMAGES_INVALID("A replacement of base images that is not of the form from=to."),
  FILE_NOT_READ("A file that a goal was given cannot be read."),
  FILE_NOT_WRITTEN("An output file cannot be written."),
  FORMAT_UNKNOWN("A format of the output that does not exist."),
  MAVEN_OFFLINE("A goal that talks to AWS was run with Maven offline."),
  NOT_CONFIRMED("The question whether to go on was not answered with yes."),
  PARAMETER_INVALID("A parameter of a goal has a form that is not taken."),
  PARAMETER_UNKNOWN("A property of the command line begins with stacktape, and no goal reads it.");

  private final String meaning;

  GoalCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
