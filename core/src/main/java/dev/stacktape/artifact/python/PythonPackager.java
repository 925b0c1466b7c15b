package dev.stacktape.artifact.python;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.ArtifactSpec.PythonFunction;
import dev.stacktape.artifact.Build;
import dev.stacktape.artifact.DosTime;
import dev.stacktape.artifact.NativeLibrary;
import dev.stacktape.artifact.Part;
import dev.stacktape.artifact.Programs;
import dev.stacktape.artifact.SourcePackager;
import dev.stacktape.artifact.Survey;
import dev.stacktape.artifact.python.PythonSource.Platform;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Packages functions in Python.
 *
 * @param programs of this machine
 * @param workFolder keeps installed dependencies from run to run
 */
public record PythonPackager(Programs programs, Path workFolder) implements SourcePackager {

  @Override
  public Optional<Build> build(ArtifactSpec spec) {
    return spec instanceof PythonFunction function
        ? Optional.of(new FunctionBuild(source(function), this))
        : Optional.empty();
  }

  private static PythonSource source(PythonFunction function) {
    String version = function.runtime().replaceFirst("^python", "");
    return new PythonSource(
        function.entryFile(),
        function.handler().substring(function.handler().lastIndexOf('.') + 1),
        version,
        Platform.ofLambda(function.architecture(), version),
        function.options(),
        function.files());
  }

  /**
   * Makes the program that {@code source} is.
   *
   * @param problems gets what is wrong; errors among them mean that the program is not to be used
   * @throws dev.stacktape.problem.StacktapeException when dependencies cannot be installed
   * @throws IOException when a file cannot be read or written
   */
  public PythonProgram pack(PythonSource source, Problems problems) throws IOException {
    Path root = source.options().root();
    List<Part> files =
        source.files().applyTo(new PythonFiles(root, source.entryFile()).parts(problems), problems);
    if (source.handler() != null) {
      String name = String.valueOf(source.entryFile().getFileName());
      new HandlerScan(name, Files.readString(source.entryFile()))
          .check(source.handler())
          .ifPresent(problems::add);
    }
    List<Part> packages = withoutThoseIn(files, packages(source, problems));
    List<NativeLibrary> libraries = new ArrayList<>();
    for (List<Part> parts : List.of(files, packages)) {
      for (Part part : parts) {
        NativeLibrary library = NativeLibrary.of(part);
        if (library != null) {
          libraries.add(library);
        }
      }
    }
    return new PythonProgram(files, packages, new Survey(null, libraries));
  }

  private List<Part> packages(PythonSource source, Problems problems) throws IOException {
    Path manifest = source.options().manifest();
    if (manifest == null) {
      return List.of();
    }
    Installer installer = new Installer(programs, workFolder);
    Requirements requirements =
        new Manifest(manifest, source.options()).requirements(installer::export);
    if (requirements.isEmpty()) {
      return List.of();
    }
    Path installed = installer.install(requirements, source.version(), source.platform());
    return new Wheels(installed, source.files()).parts(problems);
  }

  /** Where both have a file, the user's own is meant. */
  private static List<Part> withoutThoseIn(List<Part> files, List<Part> packages) {
    Set<String> own = new HashSet<>();
    files.forEach(part -> own.add(part.path()));
    return packages.stream().filter(part -> !own.contains(part.path())).toList();
  }

  /** Functions of one source share it. */
  private record FunctionBuild(PythonSource source, PythonPackager packager) implements Build {
    @Override
    public Gathered gather() throws IOException {
      Problems problems = new Problems();
      PythonProgram program = packager.pack(source, problems);
      List<Part> parts = new ArrayList<>(program.files());
      parts.addAll(program.packages());
      return new Gathered(parts, DosTime.of(null), program.survey(), problems.sorted());
    }
  }
}
