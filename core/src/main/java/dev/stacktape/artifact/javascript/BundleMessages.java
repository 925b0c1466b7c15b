package dev.stacktape.artifact.javascript;

import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_BUNDLE_FAILED;
import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_BUNDLE_WARNING;
import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_PACKAGE_MISSING;

import dev.stacktape.esbuild.EsbuildMessage;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What esbuild says about a bundle, in words for whoever wrote the program.
 *
 * @param entryFile what the bundle starts with, as the config names it
 * @param folder from which packages are looked for
 */
record BundleMessages(Path entryFile, Path folder) {
  private static final Pattern UNRESOLVED = Pattern.compile("Could not resolve \"(.+)\"");
  private static final Pattern NO_LOADER =
      Pattern.compile("No loader is configured for \"\\.\\w+\" files: (.+)");

  /** What was imported in vain, such as {@code zod} or {@code ./orders}. */
  static Optional<String> unresolved(EsbuildMessage message) {
    Matcher found = UNRESOLVED.matcher(message.text());
    return message.isError() && found.matches() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** The file of a kind that cannot be bundled, such as a native addon. */
  static Optional<String> fileWithoutLoader(EsbuildMessage message) {
    Matcher found = NO_LOADER.matcher(message.text());
    return message.isError() && found.matches() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static @Nullable Location place(EsbuildMessage message) {
    return message.file() == null
        ? null
        : new Location(
            message.file(),
            message.line(),
            message.column() + 1,
            message.lineText().isEmpty() ? null : message.lineText());
  }

  /** What esbuild says, as a problem of the user's file. */
  Problem problem(EsbuildMessage message) {
    Optional<String> name =
        unresolved(message)
            .filter(imported -> !imported.startsWith(".") && !imported.startsWith("/"))
            .map(NpmPackage::nameIn)
            .filter(imported -> NpmPackage.find(imported, folder).isEmpty());
    if (name.isPresent()) {
      return missing(name.get(), place(message));
    }
    String text = message.text().endsWith(".") ? message.text() : message.text() + ".";
    Problem problem =
        message.isError()
            ? ARTIFACT_BUNDLE_FAILED.error(text)
            : ARTIFACT_BUNDLE_WARNING.warning(text);
    return problem.at(place(message)).hint(hint(message));
  }

  private static String hint(EsbuildMessage message) {
    if (message.text().contains("\"cjs\" output format")) {
      return "Set languageSpecificConfig.outputModuleFormat to esm.";
    }
    if (unresolved(message).isPresent()) {
      return message.note().startsWith("You can mark the path")
          ? "Correct the path, or add the file."
          : message.note();
    }
    return message.note().isEmpty() ? "Correct the source file." : message.note();
  }

  /** That a package is wanted and not installed. */
  Problem missing(String name, @Nullable Location place) {
    return ARTIFACT_PACKAGE_MISSING
        .error(
            "The npm package "
                + name
                + ", which "
                + entryFile.getFileName()
                + " needs, is not installed.")
        .at(place)
        .hint(
            "Run `npm install`; if package.json does not list it, `npm install "
                + name
                + "`. Should it never be packaged, add it to excludeDependencies.");
  }
}
