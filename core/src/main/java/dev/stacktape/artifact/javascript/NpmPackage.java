package dev.stacktape.artifact.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A package that is installed.
 *
 * @param name such as {@code @img/sharp-linux-x64}
 * @param directory where it really is, links followed
 * @param manifest its package.json
 */
record NpmPackage(String name, Path directory, JsonNode manifest) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path MODULES = Path.of("node_modules");

  /** What finds the native part of a package from where the package lies. */
  private static final Set<String> ADDON_LOADERS =
      Set.of(
          "bindings",
          "node-gyp-build",
          "node-gyp-build-optional-packages",
          "node-pre-gyp",
          "@mapbox/node-pre-gyp",
          "prebuild-install",
          "pkg-prebuilds",
          "cmake-js");

  /** Packages without native code that read files of their own, or are read by tools. */
  private static final Set<String> NOT_TO_BUNDLE =
      Set.of(
          "@prisma/client",
          "@sparticuz/chromium",
          "chrome-aws-lambda",
          "jsdom",
          "next",
          "pdfkit",
          "tiktoken");

  private static final Pattern OF_A_PLATFORM =
      Pattern.compile(".*[-/](linux|darwin|win32|linuxmusl)(-.*)?");

  /** The package {@code name} as code in {@code from} would find it. */
  static Optional<NpmPackage> find(String name, Path from) {
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      if (!folder.endsWith(MODULES)) {
        Optional<NpmPackage> found = at(name, folder.resolve(MODULES).resolve(name));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The package that a file lies in, if it lies in one that was installed. */
  static Optional<NpmPackage> around(Path file) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      Path parent = folder.getParent();
      Path scope = parent == null ? null : parent.getParent();
      if (parent != null && parent.endsWith(MODULES)) {
        return at(String.valueOf(folder.getFileName()), folder);
      }
      if (parent != null && scope != null && scope.endsWith(MODULES) && isScope(parent)) {
        return at(parent.getFileName() + "/" + folder.getFileName(), folder);
      }
    }
    return Optional.empty();
  }

  private static boolean isScope(Path folder) {
    return String.valueOf(folder.getFileName()).startsWith("@");
  }

  /** The project whose package.json lies in {@code folder}. */
  static Optional<NpmPackage> project(Path folder) {
    return at(String.valueOf(folder.getFileName()), folder);
  }

  private static Optional<NpmPackage> at(String name, Path directory) {
    try {
      Path manifest = directory.resolve("package.json");
      return Files.isRegularFile(manifest)
          ? Optional.of(
              new NpmPackage(name, directory.toRealPath(), JSON.readTree(manifest.toFile())))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // Node.js cannot read it either
    }
  }

  /** The name of the package in what is imported: {@code a} of {@code a/b}. */
  static String nameIn(String imported) {
    String[] names = imported.split("/", 3);
    return imported.startsWith("@") && names.length > 1 ? names[0] + "/" + names[1] : names[0];
  }

  String version() {
    return manifest.path("version").asText("");
  }

  /** Whether its code is lost without the files around it. */
  boolean cannotBeBundled() {
    return NOT_TO_BUNDLE.contains(name)
        || manifest.path("gypfile").asBoolean()
        || manifest.has("binary")
        || Files.exists(directory.resolve("binding.gyp"))
        || dependencies("dependencies").keySet().stream().anyMatch(ADDON_LOADERS::contains)
        || dependencies("optionalDependencies").keySet().stream()
            .anyMatch(dependency -> OF_A_PLATFORM.matcher(dependency).matches());
  }

  /** Names and wanted versions in one of the lists of the manifest, sorted by name. */
  TreeMap<String, String> dependencies(String list) {
    TreeMap<String, String> found = new TreeMap<>();
    JsonNode names = manifest.path(list);
    names.fieldNames().forEachRemaining(name -> found.put(name, names.path(name).asText()));
    return found;
  }

  /** Whether it is meant for {@code platform}: npm's own rule for {@code os}, cpu and libc. */
  boolean fits(JavaScriptSource.Platform platform) {
    return allows("os", "linux")
        && allows("cpu", platform.cpu())
        && allows("libc", platform.libc());
  }

  private boolean allows(String key, String value) {
    JsonNode allowed = manifest.path(key);
    if (!allowed.isArray() || allowed.isEmpty()) {
      return !allowed.isTextual() || allowed.asText().equals(value);
    }
    boolean listed = false;
    boolean onlyExclusions = true;
    for (JsonNode item : allowed) {
      String text = item.asText();
      if (text.equals("!" + value)) {
        return false;
      }
      onlyExclusions &= text.startsWith("!");
      listed |= text.equals(value) || text.equals("any");
    }
    return listed || onlyExclusions;
  }
}
