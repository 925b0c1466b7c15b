package dev.stacktape.artifact;

import dev.stacktape.problem.ProblemCode;

/** Every code that packaging can report, with what it means. */
public enum ArtifactCode implements ProblemCode {
  ARTIFACT_ARCHIVE_BROKEN("A zip or jar that cannot be read as one."),
  ARTIFACT_ARCHIVE_ENCRYPTED("A zip with encrypted entries, which Lambda cannot open."),
  ARTIFACT_ARCHIVE_UNSAFE("An archive with entries that would land outside of its folder."),
  ARTIFACT_BUNDLE_FAILED("JavaScript or TypeScript that cannot be bundled."),
  ARTIFACT_BUNDLE_WARNING("Something in JavaScript or TypeScript that is probably a mistake."),
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
  ARTIFACT_HANDLER_MISSING("The handler is not in the code."),
  ARTIFACT_HANDLER_NOT_A_HANDLER("The handler's class is nothing that Lambda can call."),
  ARTIFACT_LINK_NOT_FOLLOWED("A symbolic link that leads out of its folder or nowhere."),
  ARTIFACT_MANIFEST_UNSUPPORTED("A list of dependencies that cannot be read."),
  ARTIFACT_MAY_HOLD_SECRETS("An archive of your own holds files that may be secrets."),
  ARTIFACT_NEARLY_TOO_LARGE("The artifact comes near the size that Lambda takes."),
  ARTIFACT_NOTHING_INCLUDED("A pattern of includeFiles that no file fits."),
  ARTIFACT_NOT_A_FILE("A folder holds a device, pipe or socket."),
  ARTIFACT_NOT_COMPILED("A module has no compiled classes."),
  ARTIFACT_NOT_RECOMPILED("A source file was changed after its module had been compiled."),
  ARTIFACT_NO_MODULE("The source file of a function is in no module of the build."),
  ARTIFACT_PACKAGE_MISSING("A package that the code imports is not installed."),
  ARTIFACT_PATH_MISSING("A file or folder to package is not there."),
  ARTIFACT_TOOL_FAILED("A program that installs dependencies failed."),
  ARTIFACT_TOOL_MISSING("A program that packaging needs is not on this machine."),
  ARTIFACT_TOO_LARGE("The artifact is larger than Lambda takes."),
  ARTIFACT_VARIANT_MISSING("A native package is not installed for the machine it is to run on."),
  ARTIFACT_WRONG_ARCHITECTURE("Native libraries for another processor than the function runs on."),
  IMAGE_BASE_UNAVAILABLE("The image that a program is put on cannot be had."),
  IMAGE_BUILDER_FAILED("The tool that builds an image out of a Dockerfile failed."),
  IMAGE_BUILDER_MISSING("No tool is there that builds images out of Dockerfiles."),
  IMAGE_MAIN_MISSING("The class that an image is to start has no main method, or is not there."),
  IMAGE_NOT_FOUND("An image that is used as it is cannot be found in its registry."),
  IMAGE_NOT_PINNED("An image is referred to by its tag, because its registry was not asked."),
  IMAGE_WRONG_ARCHITECTURE("An image is not there for the processor that it is to run on."),
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
