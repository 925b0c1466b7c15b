package dev.stacktape.maven;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what was changed by a Maven of its own: the compiler plugin with its annotation
 * processors, Kotlin, generated sources and filtered resources are as in the user's build, which no
 * compiler that is called directly would know of.
 */
final class ModuleCompiler {
  private static final Set<String> SOURCES = Set.of("java", "kt", "groovy", "scala", "proto");

  private final Path root;
  private final NestedMaven maven;

  private ModuleCompiler(Path root, NestedMaven maven) {
    this.root = root;
    this.maven = maven;
  }

  /** By the Maven that runs this session; null where it does not say where it is. */
  static @Nullable ModuleCompiler of(MavenSession session, Path root) {
    NestedMaven maven = NestedMaven.of(session);
    return maven == null ? null : new ModuleCompiler(root, maven);
  }

  /** Whether a change calls for a compiler. */
  boolean isForChange(Set<Path> changed) {
    return changed.stream().anyMatch(this::isSource);
  }

  private boolean isSource(Path file) {
    String text = root.relativize(file).toString().replace('\\', '/');
    String name = text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    boolean inSources = text.contains("src/main/");
    return inSources && (SOURCES.contains(name) || text.contains("src/main/resources/"));
  }

  /**
   * Compiles the modules that were changed, and those that they are made of.
   *
   * @param say told each line that Maven prints
   * @return whether it went well
   */
  boolean compile(Set<Path> changed, Consumer<String> say) throws InterruptedException {
    Set<String> modules = new TreeSet<>();
    changed.stream().filter(this::isSource).map(this::module).forEach(modules::add);
    ProcessBuilder compiling = new ProcessBuilder(command(modules)).redirectErrorStream(true);
    compiling.directory(root.toFile());
    try {
      Process process = compiling.start();
      process.getOutputStream().close();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          say.accept(line);
        }
        return process.waitFor() == 0;
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(Set<String> modules) {
    List<String> goals = new ArrayList<>(List.of("compile"));
    if (!modules.contains(".")) {
      goals.addAll(List.of("-am", "-pl", String.join(",", modules)));
    }
    return maven.command(goals);
  }

  /** The folder of the nearest pom, as Maven's {@code -pl} takes it. */
  private String module(Path file) {
    Path folder = file.getParent();
    while (folder != null && !folder.equals(root) && !Files.exists(folder.resolve("pom.xml"))) {
      folder = folder.getParent();
    }
    String relative = folder == null ? "" : root.relativize(folder).toString();
    return relative.isEmpty() ? "." : relative.replace('\\', '/');
  }
}
