package dev.stacktape.resource.packaging;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages that code can be packaged from, told apart by the extension of the entry file. */
public enum Language {
  JAVA(
      "Java",
      "java kt",
      "java21 java25 java17 java11 java8.al2 java8",
      "useMaven packageManagerFile javaVersion"),
  JAVASCRIPT(
      "JavaScript",
      "js ts mjs mts cjs cts jsx tsx",
      "nodejs24.x nodejs22.x nodejs20.x nodejs18.x",
      "tsConfigPath emitTsDecoratorMetadata dependenciesToExcludeFromBundle outputModuleFormat"
          + " nodeVersion disableSourceMaps outputSourceMapsTo"
          + " dependenciesToExcludeFromDeploymentPackage"),
  PYTHON(
      "Python",
      "py",
      "python3.12 python3.13 python3.14 python3.11 python3.10 python3.9 python3.8",
      "packageManagerFile packageManager uvOptionalDependencies uvWithGroups uvWithoutGroups"
          + " uvOnlyGroups pythonVersion runAppAs minify"),
  GO("Go", "go", "provided.al2023 provided.al2", ""),
  RUBY("Ruby", "rb", "ruby3.3 ruby3.4", "rubyVersion"),
  PHP("PHP", "php", "provided.al2023 provided.al2", "phpVersion"),
  DOTNET(".NET", "cs", "dotnet8 dotnet10 dotnet6", "projectFile dotnetVersion");

  private final String title;
  // Words with blanks between: an enum that holds lists could be changed.
  private final String extensions;
  private final String runtimes;
  private final String options;

  Language(String title, String extensions, String runtimes, String options) {
    this.title = title;
    this.extensions = extensions;
    this.runtimes = runtimes;
    this.options = options;
  }

  /** The language of a file. */
  public static Optional<Language> ofFile(String path) {
    int dot = path.lastIndexOf('.');
    String extension = path.substring(dot + 1).toLowerCase(Locale.ROOT);
    return dot < 0
        ? Optional.empty()
        : Arrays.stream(values())
            .filter(language -> words(language.extensions).contains(extension))
            .findFirst();
  }

  /** Every extension that is known, sorted. */
  public static List<String> knownExtensions() {
    return Arrays.stream(values())
        .flatMap(language -> words(language.extensions).stream())
        .sorted()
        .toList();
  }

  /** What to call it in messages. */
  public String title() {
    return title;
  }

  /** Lambda's runtimes for it, the default first. */
  public List<String> runtimes() {
    return words(runtimes);
  }

  /** The keys of {@link LanguageSpecificConfig} that mean something to it. */
  public List<String> options() {
    return words(options);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }
}
