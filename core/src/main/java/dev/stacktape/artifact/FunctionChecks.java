package dev.stacktape.artifact;

import dev.stacktape.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the content of an artifact fits the function that is to run it. */
final class FunctionChecks {
  private static final Pattern JAVA = Pattern.compile("java(\\d+)(\\..*)?");

  private FunctionChecks() {}

  /** Whether the runtime is new enough for the classes; unknown runtimes are. */
  static Optional<Problem> runtime(String functionName, String runtime, Survey survey) {
    Matcher java = JAVA.matcher(runtime);
    Survey.Compiled newest = survey.newestClass();
    if (newest == null || !java.matches() || newest.release() <= Integer.parseInt(java.group(1))) {
      return Optional.empty();
    }
    return Optional.of(
        ArtifactCode.ARTIFACT_CLASS_TOO_NEW
            .error(
                "%s was compiled for Java %d, but the runtime of function %s is %s."
                    .formatted(newest.path(), newest.release(), functionName, runtime))
            .hint(
                "Compile with release %s, or set runtime: java%d if Lambda has it."
                    .formatted(java.group(1), newest.release())));
  }

  /** Whether the machine can load the native libraries. */
  static Optional<Problem> architecture(String functionName, String architecture, Survey survey) {
    List<String> foreign = NativeLibrary.foreignTo(architecture, survey.libraries());
    if (foreign.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ArtifactCode.ARTIFACT_WRONG_ARCHITECTURE
            .warning(
                "Function %s runs on %s, which cannot load %s."
                    .formatted(functionName, architecture, Words.firstOf(foreign)))
            .hint("Package the build for " + architecture + ", or change the architecture."));
  }
}
