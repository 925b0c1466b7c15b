package dev.stacktape.artifact.javascript;

import dev.stacktape.artifact.FileChoice;
import dev.stacktape.artifact.Folder;
import dev.stacktape.artifact.Part;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code node_modules} folder of some packages and of what they need, made anew out of what is
 * installed, however npm, pnpm or Yarn have laid it out. Each package finds the same others as it
 * does now: a package lies at the top unless another version is there, else inside of the one that
 * needs it.
 */
final class NpmTree {
  private static final String MODULES = "node_modules/";

  /** What native addons are compiled from and with, and what only compilers read. */
  private static final Pattern NOT_READ_AT_RUN_TIME =
      Pattern.compile(
          "(.*/)?[^/]+\\.(c|cc|cpp|cxx|h|hh|hpp|o|obj|a|lib|pdb|mk|gyp|gypi)"
              + "|.*\\.d\\.[cm]?ts|(.*/)?obj\\.target|\\.package-lock\\.json");

  /** As prebuildify names folders. */
  private static final Pattern PREBUILT = Pattern.compile("(?:.*/)?prebuilds/([a-z0-9]+-[^/]+)");

  /** Dependencies that are there for the time of installing. */
  private static final Set<String> OF_THE_INSTALLATION =
      Set.of("node-addon-api", "node-gyp", "nan", "prebuild-install", "cmake-js", "cross-env");

  private final JavaScriptSource.Platform platform;
  private final Map<String, NpmPackage> variants;
  private final FileChoice files;
  private final Map<String, NpmPackage> placed = new TreeMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final List<MissingVariant> missing = new ArrayList<>();

  /**
   * Makes room for packages and their dependencies.
   *
   * @param variants native packages that are installed elsewhere, by name
   * @param files says which dependencies stay out
   */
  NpmTree(
      Collection<NpmPackage> packages,
      Map<String, NpmPackage> variants,
      JavaScriptSource.Platform platform,
      FileChoice files) {
    this.variants = variants;
    this.platform = platform;
    this.files = files;
    packages.forEach(one -> place(MODULES + one.name(), one));
    while (!open.isEmpty()) {
      addDependencies(open.remove());
    }
  }

  /**
   * A package whose native part for the platform is not installed.
   *
   * @param owner the package that needs it
   * @param name of the package with the native part
   * @param version of that package, as the owner wants it
   */
  record MissingVariant(NpmPackage owner, String name, String version) {}

  /** Native parts that npm left out because this machine is another one. */
  List<MissingVariant> missing() {
    return missing;
  }

  Collection<NpmPackage> packages() {
    return placed.values();
  }

  /** All files, sorted by package. */
  List<Part> parts(Problems problems) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, NpmPackage> entry : placed.entrySet()) {
      addFiles(entry.getKey(), entry.getValue().directory(), parts, problems);
      if (entry.getValue().name().equals("@prisma/client")) {
        addPrismaClient(entry.getValue(), parts, problems);
      }
    }
    return parts;
  }

  private void addFiles(String place, Path folder, List<Part> parts, Problems problems)
      throws IOException {
    // What was compiled here would be loaded before what came for the platform.
    boolean prebuilt = Files.isDirectory(folder.resolve("prebuilds/linux-" + platform.cpu()));
    for (Part part :
        Folder.parts(
            folder, path -> isNeeded(path) && !(prebuilt && path.equals("build")), problems)) {
      parts.add(part.at(place + "/" + part.path()));
    }
  }

  /**
   * Whether Node.js may ask for a file of a package. Dependencies have places of their own, and of
   * addons that come built for several machines only one is wanted.
   */
  private boolean isNeeded(String path) {
    if (path.equals("node_modules") || NOT_READ_AT_RUN_TIME.matcher(path).matches()) {
      return false;
    }
    Matcher prebuilt = PREBUILT.matcher(path);
    return !prebuilt.matches() || prebuilt.group(1).equals("linux-" + platform.cpu());
  }

  /** Prisma generates code for a schema into a folder beside all packages. */
  private void addPrismaClient(NpmPackage client, List<Part> parts, Problems problems)
      throws IOException {
    Path scope = client.directory().getParent();
    Path generated =
        scope == null || scope.getParent() == null
            ? client.directory()
            : scope.getParent().resolve(".prisma");
    if (Files.isDirectory(generated) && generated.endsWith(".prisma")) {
      addFiles(MODULES + ".prisma", generated, parts, problems);
    }
  }

  private void place(String place, NpmPackage one) {
    placed.put(place, one);
    open.add(place);
  }

  private void addDependencies(String place) {
    NpmPackage owner = placed.get(place);
    if (owner == null) {
      return;
    }
    owner.dependencies("dependencies").keySet().forEach(name -> add(place, owner, name));
    owner.dependencies("peerDependencies").keySet().forEach(name -> add(place, owner, name));
    owner
        .dependencies("optionalDependencies")
        .forEach(
            (name, version) -> {
              if (!add(place, owner, name) && isForPlatform(name)) {
                missing.add(new MissingVariant(owner, name, version));
              }
            });
  }

  /** Whether a package that is not installed would be the one for the platform, by its name. */
  private boolean isForPlatform(String name) {
    String os = platform.libc().equals("musl") ? "linux-?musl" : "linux";
    String gnu = platform.libc().equals("musl") ? "" : "(-gnu|-glibc)?";
    return name.matches(".*[-/]" + os + "-" + platform.cpu() + gnu)
        || (platform.libc().equals("musl")
            && name.matches(".*[-/]linux-" + platform.cpu() + "-musl"));
  }

  /** Whether the dependency is installed. */
  private boolean add(String place, NpmPackage owner, String name) {
    if (files.excludes(name) || OF_THE_INSTALLATION.contains(name)) {
      return true;
    }
    Optional<NpmPackage> found =
        NpmPackage.find(name, owner.directory()).or(() -> Optional.ofNullable(variants.get(name)));
    if (found.isEmpty()) {
      return false;
    }
    if (!found.get().fits(platform)) {
      return true;
    }
    NpmPackage seen = seenFrom(place, name);
    if (seen == null) {
      place(MODULES + name, found.get());
    } else if (!seen.directory().equals(found.get().directory())) {
      place(place + "/" + MODULES + name, found.get());
    }
    return true;
  }

  /** The package {@code name} that code at {@code place} of the new tree finds. */
  private @Nullable NpmPackage seenFrom(String place, String name) {
    for (String at = place; !at.isEmpty(); at = above(at)) {
      NpmPackage inside = placed.get(at + "/" + MODULES + name);
      if (inside != null) {
        return inside;
      }
    }
    return placed.get(MODULES + name);
  }

  /** The place of the package that the one at {@code place} lies in, empty at the top. */
  private static String above(String place) {
    int modules = place.lastIndexOf("/" + MODULES);
    return modules < 0 ? "" : place.substring(0, modules);
  }
}
