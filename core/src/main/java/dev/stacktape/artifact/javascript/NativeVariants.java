package dev.stacktape.artifact.javascript;

import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_VARIANT_MISSING;

import dev.stacktape.artifact.NativeLibrary;
import dev.stacktape.artifact.Part;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether native packages can be loaded where the program is to run. npm installs them for the
 * machine that it runs on.
 *
 * @param libraries all that are for Linux
 * @see <a href="https://docs.npmjs.com/cli/v11/commands/npm-install#os">npm's options for other
 *     machines</a>
 */
record NativeVariants(
    JavaScriptSource.Platform platform,
    NpmTree tree,
    List<Part> parts,
    List<NativeLibrary> libraries) {

  void check(Problems problems) {
    Set<String> owners = new TreeSet<>();
    for (NpmTree.MissingVariant variant : tree.missing()) {
      if (owners.add(variant.owner().name())) {
        problems.add(
            missing(variant.owner(), variant.name())
                .hint(
                    "Run `npm install --no-save --force --os=linux --cpu=%s --libc=%s %s`, and package again."
                        .formatted(platform.cpu(), platform.libc(), named(variant.owner()))));
      }
    }
    for (NpmPackage one : tree.packages()) {
      if (!owners.contains(one.name()) && isForOthersOnly(one)) {
        problems.add(
            missing(one, "its addon")
                .hint(
                    "Run `npm rebuild %s --platform=linux --arch=%s --libc=%s` if it comes prebuilt; else install it on such a machine."
                        .formatted(one.name(), platform.cpu(), platform.libc())));
      }
    }
  }

  /** Whether a package has native addons, and none of them is for Linux on this processor. */
  private boolean isForOthersOnly(NpmPackage one) {
    String folder = "node_modules/" + one.name() + "/";
    boolean hasAddons =
        parts.stream().anyMatch(p -> p.path().contains(folder) && p.path().endsWith(".node"));
    return hasAddons
        && libraries.stream()
            .noneMatch(
                library ->
                    library.path().contains(folder)
                        && library.architecture().equals(platform.architecture()));
  }

  private Problem missing(NpmPackage one, String what) {
    return ARTIFACT_VARIANT_MISSING.error(
        "The npm package %s is native, and is not installed for Linux on %s: %s is missing."
            .formatted(named(one), platform.architecture(), what));
  }

  private static String named(NpmPackage one) {
    return one.name() + "@" + one.version();
  }
}
