package dev.stacktape.artifact;

import dev.stacktape.artifact.python.PythonProject;
import dev.stacktape.problem.StacktapeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A digest changes when a file that is in the artifact changes, and at no other time: each file of
 * a project is changed, renamed and deleted in turn, and a new one is put beside it.
 */
class MutationTest {
  private static final Path EXAMPLE = Path.of("../examples/text-tools");

  @TempDir Path folder;
  private Path project;

  private void example() {
    project = folder.resolve("project");
    Mutations.copy(EXAMPLE, project);
    JavaProject.write(project.resolve(".env"), "KEY=1");
    JavaProject.write(project.resolve(".git/HEAD"), "ref");
    JavaProject.write(project.resolve("words/__pycache__/app.pyc"), "x");
    JavaProject.write(project.resolve("words/.venv/lib/x.py"), "x");
    JavaProject.write(project.resolve("words/notes/data.json"), "{}");
    JavaProject.write(project.resolve("node_modules/unused/index.js"), "x");
  }

  @Test
  void typeScript() {
    example();
    ArtifactSpec spec =
        new ArtifactSpec.JavaScriptFunction(
            "slug",
            project.resolve("slug/index.ts"),
            "index.default",
            "nodejs24.x",
            "x86_64",
            JavaScriptOptions.defaults(),
            FileChoice.none(project),
            null);

    // A file that nobody imports does not become part of a bundle by lying beside one that is.
    mutate(spec, Set.of("slug/index.ts", "slug/slug.ts"), path -> false);
  }

  @Test
  void python() {
    example();
    Path entry = project.resolve("words/app.py");
    PythonProject python = PythonProject.of(entry, project, null);
    ArtifactSpec spec =
        new ArtifactSpec.PythonFunction(
            "words",
            entry,
            python.moduleOf(entry) + ".handler",
            "python3.12",
            "x86_64",
            new PythonOptions(
                python.root(), python.manifest(), List.of(), List.of(), List.of(), List.of()),
            FileChoice.none(project),
            null);

    mutate(
        spec,
        Set.of("words/app.py", "words/common.txt", "words/counting.py", "words/notes/data.json"),
        path ->
            path.startsWith("words/") && !path.contains("__pycache__") && !path.contains(".venv"));
  }

  @Test
  void java() {
    JavaProject java = JavaProject.withHandler(folder.resolve("project"));
    project = java.directory();
    JavaProject.write(project.resolve(".env"), "KEY=1");
    JavaProject.write(project.resolve("target/classes/.env"), "KEY=1");
    JavaProject.write(project.resolve("README.md"), "x");

    mutate(
        new Packager(folder.resolve("out"), java.module()),
        java.saveOrder(),
        Set.of(
            "target/classes/com/acme/SaveOrder.class",
            "target/classes/application.properties",
            "repo/aws-lambda-java-core-1.4.0.jar",
            "repo/parser-2.0.jar"),
        path -> path.startsWith("target/classes/"));
  }

  @Test
  void customArtifact() {
    example();
    ArtifactSpec spec =
        new ArtifactSpec.Prebuilt(
            "words", project.resolve("words"), "app.handler", "python3.12", "x86_64", true, null);

    // What the user names is taken whole, but for what is never packaged.
    mutate(
        spec,
        Set.of(
            "words/app.py",
            "words/common.txt",
            "words/counting.py",
            "words/notes/data.json",
            "words/__pycache__/app.pyc",
            "words/.venv/lib/x.py"),
        path -> path.startsWith("words/"));
  }

  private void mutate(ArtifactSpec spec, Set<String> packaged, Function<String, Boolean> taken) {
    mutate(new Packager(folder.resolve("out")), spec, packaged, taken);
  }

  private void mutate(
      Packager packager, ArtifactSpec spec, Set<String> packaged, Function<String, Boolean> taken) {
    // Of a Java function the source is named, though only what it was compiled to is packaged.
    Set<String> named =
        spec instanceof ArtifactSpec.JavaFunction function
            ? Set.of(project.relativize(function.entryFile()).toString().replace('\\', '/'))
            : Set.of();
    new Mutations(project, () -> digest(packager, spec)).of(packaged, named, taken);
  }

  /** The digest, or the problem that keeps it from being made. */
  private static String digest(Packager packager, ArtifactSpec spec) {
    try {
      return packager.buildOne(spec).digest();
    } catch (StacktapeException e) {
      return e.getMessage();
    }
  }
}
