package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ArtifactCode;
import dev.stacktape.artifact.ImageSpec;
import dev.stacktape.artifact.NativeLibrary;
import dev.stacktape.artifact.Survey;
import dev.stacktape.artifact.Words;
import dev.stacktape.problem.Problems;
import java.util.List;

/** Native libraries for another processor than the container's. */
final class ForeignLibraries {
  private ForeignLibraries() {}

  static void check(ImageSpec spec, Survey survey, Problems problems) {
    List<String> foreign = NativeLibrary.foreignTo(spec.architecture(), survey.libraries());
    if (!foreign.isEmpty()) {
      problems.add(
          ArtifactCode.ARTIFACT_WRONG_ARCHITECTURE
              .warning(
                  "The container of %s runs on %s, which cannot load %s."
                      .formatted(spec.name(), spec.architecture(), Words.firstOf(foreign)))
              .hint(
                  "Package the build for "
                      + spec.architecture()
                      + ", or change the architecture."));
    }
  }
}
