package dev.stacktape.program;

import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What all programs of a project have in common.
 *
 * @param esbuild the bundler
 * @param folder what programs may read
 * @param environment what they find in {@code process.env}
 * @param arguments what they find behind the first two of {@code process.argv}
 * @param modules texts of modules that are built in, by name; asked for when a program is opened
 * @param runtime texts that run before a program, in the same globals
 */
public record Programs(
    EsbuildBinary esbuild,
    ProjectFolder folder,
    Map<String, String> environment,
    List<String> arguments,
    Supplier<Map<String, String>> modules,
    Supplier<List<String>> runtime) {

  public Programs {
    environment = Map.copyOf(environment);
    arguments = List.copyOf(arguments);
  }

  /**
   * A file and all that it imports, ready to be run.
   *
   * @param problems takes warnings
   * @throws StacktapeException {@code PROGRAM_SYNTAX}, {@code PROGRAM_IMPORT}, {@code
   *     PROGRAM_OUTSIDE}, each at its line; {@code ESBUILD_NOT_AVAILABLE}, {@code ESBUILD_FAILED}
   */
  public Program open(Path entry, Problems problems) {
    Sources sources = new Sources(folder);
    Sandboxes sandboxes = new Sandboxes(this, real(entry));
    sandboxes.prepare();
    try {
      Bundler bundler = new Bundler(esbuild, folder, modules.get(), sources);
      return new Program(folder, bundler.bundle(entry, problems), sources, sandboxes);
    } catch (RuntimeException | Error e) {
      sandboxes.close();
      throw e;
    }
  }

  private static Path real(Path entry) {
    try {
      return entry.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
