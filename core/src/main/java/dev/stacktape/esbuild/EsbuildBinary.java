package dev.stacktape.esbuild;

import dev.stacktape.problem.StacktapeException;
import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds the esbuild program of this machine, in this order:
 *
 * <ol>
 *   <li>what the environment variable {@code ESBUILD_BINARY_PATH} names, as for esbuild itself;
 *   <li>the program in the jar {@code org.mvnpm.at.esbuild:<platform>}, which is resolved when it
 *       is first needed and unpacked once for the user;
 *   <li>the project's own, in the {@code node_modules} of the project or of a folder above it;
 *   <li>{@code esbuild} on the PATH.
 * </ol>
 *
 * <p>The pinned jar comes before the project's own so that two machines build the same bytes.
 * Unpacking is safe beside other processes that do the same.
 */
public final class EsbuildBinary {
  private final Libraries libraries;
  private final Path cache;
  private final Map<String, String> environment;
  private final Platform platform;
  private final boolean trusting;

  /**
   * @param cache the folder below which the program is unpacked, such as {@code
   *     ~/.stacktape/esbuild}; made when needed
   * @param environment the variables of the caller
   */
  public EsbuildBinary(Libraries libraries, Path cache, Map<String, String> environment) {
    this(
        libraries,
        cache,
        environment,
        Platform.of(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
  }

  /**
   * The same, but never a program that lies in a project: for whoever looks at projects that others
   * may have written, and must not run what is in them.
   */
  public EsbuildBinary withoutProjects() {
    return new EsbuildBinary(libraries, cache, environment, platform, false);
  }

  EsbuildBinary(
      Libraries libraries, Path cache, Map<String, String> environment, Platform platform) {
    this(libraries, cache, environment, platform, true);
  }

  private EsbuildBinary(
      Libraries libraries,
      Path cache,
      Map<String, String> environment,
      Platform platform,
      boolean trusting) {
    this.trusting = trusting;
    this.libraries = libraries;
    this.cache = cache;
    this.environment = Map.copyOf(environment);
    this.platform = platform;
  }

  /**
   * The program for a project.
   *
   * @throws StacktapeException {@code ESBUILD_NOT_AVAILABLE} when it is nowhere
   */
  public Esbuild forProject(Path projectFolder) {
    List<String> missing = new ArrayList<>();
    Path program = named(missing);
    if (program == null) {
      program = fromJar(missing);
    }
    if (program == null && trusting) {
      program = fromNodeModules(projectFolder.toAbsolutePath().normalize());
    }
    if (program == null) {
      program = fromPath();
    }
    if (program == null) {
      throw new StacktapeException(
          EsbuildCode.ESBUILD_NOT_AVAILABLE
              .error(
                  "TypeScript and JavaScript are bundled with esbuild, and there is none for"
                      + " this machine (%s): %s; there is none %son the PATH."
                          .formatted(
                              platform.name(),
                              String.join("; ", missing),
                              trusting ? "in node_modules or " : ""))
              .hint(
                  (trusting
                          ? "Run `npm install --save-dev esbuild` in the project,"
                          : "Run `mvn stacktape:validate` once, which brings it,")
                      + " or name a program with the environment variable ESBUILD_BINARY_PATH."));
    }
    return new Esbuild(program);
  }

  private @Nullable Path named(List<String> missing) {
    String named = environment.get("ESBUILD_BINARY_PATH");
    if (named == null || named.isBlank()) {
      return null;
    }
    Path program = executable(named);
    if (program == null) {
      missing.add("ESBUILD_BINARY_PATH names no program (" + named + ")");
    }
    return program;
  }

  private @Nullable Path fromJar(List<String> missing) {
    Optional<String> coordinates = platform.coordinates();
    if (coordinates.isEmpty()) {
      missing.add("Maven Central has none");
      return null;
    }
    try {
      return unpacked(libraries.jar(coordinates.get()));
    } catch (Libraries.Unavailable e) {
      missing.add(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      missing.add(coordinates.get() + " cannot be unpacked: " + e.getMessage());
    }
    return null;
  }

  private Path unpacked(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry =
          zip.stream()
              .filter(candidate -> candidate.getName().endsWith("/" + platform.program()))
              .findFirst()
              .orElseThrow(() -> new IOException("there is no program in " + jar));
      Path program =
          cache
              .resolve("%s-%08x".formatted(platform.name(), entry.getCrc()))
              .resolve(platform.isWindows() ? "esbuild.exe" : "esbuild");
      if (!Files.isRegularFile(program) || Files.size(program) != entry.getSize()) {
        unpack(zip, entry, program);
      }
      return program;
    }
  }

  private static void unpack(ZipFile zip, ZipEntry entry, Path program) throws IOException {
    Path folder = Files.createDirectories(program.toAbsolutePath().getParent());
    Path unfinished = Files.createTempFile(folder, "esbuild", ".part");
    try (var in = zip.getInputStream(entry)) {
      Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
      if (!unfinished.toFile().setExecutable(true)) {
        throw new IOException(unfinished + " cannot be made executable");
      }
      moveInPlace(unfinished, program);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void moveInPlace(Path unfinished, Path program) throws IOException {
    try {
      Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(unfinished, program, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // Windows does not replace a program that another process is running; it is the same one.
      if (!Files.isRegularFile(program)) {
        throw e;
      }
    }
  }

  /** npm puts the program of a machine into a package of its own, beside a starter for Node.js. */
  private @Nullable Path fromNodeModules(Path projectFolder) {
    for (Path folder = projectFolder; folder != null; folder = folder.getParent()) {
      Path program =
          folder
              .resolve("node_modules")
              .resolve("@esbuild")
              .resolve(platform.name())
              .resolve(platform.program());
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }

  private @Nullable Path fromPath() {
    String path =
        environment.entrySet().stream()
            .filter(variable -> variable.getKey().equalsIgnoreCase("PATH"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path program =
          folder.isBlank()
              ? null
              : executable(
                  folder + File.separator + (platform.isWindows() ? "esbuild.exe" : "esbuild"));
      if (program != null) {
        return program;
      }
    }
    return null;
  }

  private static @Nullable Path executable(String name) {
    try {
      Path path = Path.of(name);
      return Files.isRegularFile(path) && Files.isExecutable(path) ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
