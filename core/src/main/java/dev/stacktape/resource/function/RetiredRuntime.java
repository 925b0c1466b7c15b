package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.RUNTIME_RETIRED;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.packaging.Buildpack;
import dev.stacktape.resource.packaging.LanguageSpecificConfig;
import java.util.Arrays;
import java.util.Optional;

/**
 * Runtimes that AWS no longer maintains. It first refuses new functions with one, and later changes
 * of those that are there; both dates it has put off more than once, so they are not written here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated">
 *     Deprecated runtimes</a>
 */
enum RetiredRuntime {
  DOTNET6("dotnet6", "dotnet10"),
  JAVA8("java8", "java21"),
  NODEJS18("nodejs18.x", "nodejs24.x"),
  NODEJS20("nodejs20.x", "nodejs24.x"),
  PYTHON3_8("python3.8", "python3.13"),
  PYTHON3_9("python3.9", "python3.13");

  private final String word;
  private final String successor;

  RetiredRuntime(String word, String successor) {
    this.word = word;
    this.successor = successor;
  }

  /** Warns of the runtime of a function where its config chooses it. */
  static void check(Inspection<FunctionProperties> inspection, Optional<FunctionCode> code) {
    Object[] path = path(inspection.properties());
    code.flatMap(function -> of(function.runtime()))
        .ifPresent(
            retired ->
                inspection.report(
                    RUNTIME_RETIRED
                        .warning(
                            "AWS has retired the runtime `%s`: it gets no security patches, and new functions with it are refused."
                                .formatted(retired.word))
                        .hint("Its successor is `%s`.".formatted(retired.successor)),
                    path));
  }

  private static Optional<RetiredRuntime> of(String runtime) {
    return Arrays.stream(values()).filter(retired -> retired.word.equals(runtime)).findFirst();
  }

  /** A version in the packaging chooses a runtime too. */
  private static Object[] path(FunctionProperties function) {
    if (function.runtime() != null) {
      return new Object[] {"runtime"};
    }
    LanguageSpecificConfig options =
        function.packaging() instanceof Buildpack buildpack
            ? buildpack.languageSpecificConfig()
            : null;
    return options == null
        ? new Object[] {"packaging"}
        : new Object[] {"packaging", "properties", "languageSpecificConfig"};
  }
}
