package dev.stacktape.artifact.javascript;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.ArtifactSpec.JavaScriptFunction;
import dev.stacktape.artifact.Build;
import dev.stacktape.artifact.DosTime;
import dev.stacktape.artifact.Part;
import dev.stacktape.artifact.Programs;
import dev.stacktape.artifact.SourcePackager;
import dev.stacktape.artifact.javascript.JavaScriptSource.Platform;
import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Packages functions in JavaScript and TypeScript.
 *
 * @param esbuild finds esbuild's program, and reports when it cannot; asked only when it is needed
 * @param programs npm among them, for native packages of other machines than this one
 * @param workFolder where bundles are made, and where such packages are kept
 */
public record JavaScriptPackager(EsbuildBinary esbuild, Programs programs, Path workFolder)
    implements SourcePackager {

  @Override
  public Optional<Build> build(ArtifactSpec spec) {
    return spec instanceof JavaScriptFunction function
        ? Optional.of(new FunctionBuild(source(function), this))
        : Optional.empty();
  }

  private static JavaScriptSource source(JavaScriptFunction function) {
    return new JavaScriptSource(
        function.entryFile(),
        function.handler().substring(function.handler().indexOf('.') + 1),
        function.runtime(),
        Platform.ofLambda(function.architecture()),
        function.options(),
        function.files());
  }

  /**
   * Makes the program that {@code source} is.
   *
   * @param problems gets what is wrong; errors among them mean that the program is not to be used
   * @throws IOException when a file cannot be read or written
   */
  public Optional<JavaScriptProgram> pack(JavaScriptSource source, Problems problems)
      throws IOException {
    NpmVariants variants = new NpmVariants(programs, workFolder.resolve("npm"), source.platform());
    return new Bundling(source, new Bundler(esbuild), variants, workFolder, problems).run();
  }

  /** Functions of one source share it. */
  private record FunctionBuild(JavaScriptSource source, JavaScriptPackager packager)
      implements Build {
    @Override
    public Gathered gather() throws IOException {
      Problems problems = new Problems();
      List<Part> parts = new ArrayList<>();
      Optional<JavaScriptProgram> program = packager.pack(source, problems);
      if (program.isPresent()) {
        parts.addAll(program.get().bundle());
        parts.addAll(program.get().packages());
      }
      return new Gathered(
          parts,
          DosTime.of(null),
          program.map(JavaScriptProgram::survey).orElse(null),
          problems.sorted());
    }
  }
}
