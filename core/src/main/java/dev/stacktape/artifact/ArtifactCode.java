package dev.stacktape.artifact;

import dev.stacktape.problem.ProblemCode;

/** Every code that packaging can report, with what it means. */
public enum ArtifactCode implements ProblemCode {
  ARTIFACT_ARCHIVE_BROKEN("A zip or jar that cannot be read as one."),
  ARTIFACT_ARCHIVE_ENCRYPTED("A zip with encrypted entries, which Lambda cannot open."),
  ARTIFACT_ARCHIVE_UNSAFE("An archive with entries that would land outside of its folder."),
  ARTIFACT_CHANGED("A file was written to while it was packaged or uploaded."),
  ARTIFACT_CLASS_BROKEN("A compiled class that is not a class file."),
  ARTIFACT_CLASS_TOO_NEW("Classes compiled for a newer Java than the function's runtime."),
  ARTIFACT_DEPENDENCY_BROKEN("A dependency that cannot be read as a jar."),
  ARTIFACT_DEPENDENCY_MISSING("A dependency whose file is not there."),
  ARTIFACT_EMPTY("A folder or archive to package has no files in it."),
  ARTIFACT_ENTRY_MISSING("The source file of a function is not there."),
  ARTIFACT_FILES_LEFT_OUT("Files that may hold secrets were left out of the artifact."),
  ARTIFACT_FILE_FAILED("Reading or writing a file failed while packaging."),
  ARTIFACT_HANDLER_METHOD_MISSING("The handler's class does not have the method that is named."),
  ARTIFACT_HANDLER_MISSING("The handler's class is in neither the module nor its dependencies."),
  ARTIFACT_HANDLER_NOT_A_HANDLER("The handler's class is nothing that Lambda can call."),
  ARTIFACT_LINK_NOT_FOLLOWED("A symbolic link that leads out of its folder or nowhere."),
  ARTIFACT_MAY_HOLD_SECRETS("An archive of your own holds files that may be secrets."),
  ARTIFACT_NEARLY_TOO_LARGE("The artifact comes near the size that Lambda takes."),
  ARTIFACT_NOT_A_FILE("A folder holds a device, pipe or socket."),
  ARTIFACT_NOT_COMPILED("A module has no compiled classes."),
  ARTIFACT_NOT_RECOMPILED("A source file was changed after its module had been compiled."),
  ARTIFACT_NO_MODULE("The source file of a function is in no module of the build."),
  ARTIFACT_PATH_MISSING("A file or folder to package is not there."),
  ARTIFACT_TOO_LARGE("The artifact is larger than Lambda takes."),
  ARTIFACT_WRONG_ARCHITECTURE("Native libraries for another processor than the function runs on."),
  FEATURE_NOT_SUPPORTED("Code in a language that cannot be packaged yet.");

  private final String meaning;

  ArtifactCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
