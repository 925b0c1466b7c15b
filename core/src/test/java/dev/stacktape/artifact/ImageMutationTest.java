package dev.stacktape.artifact;

import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.artifact.ImageSpec.SourceImage;
import dev.stacktape.artifact.image.ImageArtifact.Built;
import dev.stacktape.artifact.image.ImageBuilding;
import dev.stacktape.artifact.image.ImageLookup;
import dev.stacktape.artifact.image.ImageSettings;
import dev.stacktape.artifact.javascript.JavaScriptPackager;
import dev.stacktape.artifact.python.PythonPackager;
import dev.stacktape.artifact.python.PythonProject;
import dev.stacktape.artifact.registry.FakeRegistry;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.testing.TestEsbuild;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link MutationTest} says of zips holds for images too. */
class ImageMutationTest {
  private static final Path EXAMPLE = Path.of("../examples/text-tools");

  @TempDir Path folder;
  private final FakeRegistry registry = new FakeRegistry();
  private Path project;
  private List<JavaModule> modules = List.of();

  @BeforeEach
  void addBases() {
    registry.addBase("library/eclipse-temurin", "17-jre", "java");
    registry.addBase("library/node", "22-slim", "node");
    registry.addBase("library/python", "3.12-slim", "python");
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  private void example() {
    project = folder.resolve("project");
    Mutations.copy(EXAMPLE, project);
    JavaProject.write(project.resolve(".env"), "KEY=1");
    JavaProject.write(project.resolve(".git/HEAD"), "ref");
    JavaProject.write(project.resolve("words/__pycache__/app.pyc"), "x");
    JavaProject.write(project.resolve("node_modules/unused/index.js"), "x");
  }

  @Test
  void typeScript() {
    example();

    mutate(
        spec("slug/index.ts", new Program.JavaScript("22", JavaScriptOptions.defaults())),
        Set.of("slug/index.ts", "slug/slug.ts"),
        Set.of());
  }

  @Test
  void python() {
    example();
    Path entry = project.resolve("words/app.py");
    PythonProject python = PythonProject.of(entry, project, null);
    Program program =
        new Program.Python(
            "3.12",
            python.moduleOf(entry),
            null,
            null,
            new PythonOptions(
                python.root(), python.manifest(), List.of(), List.of(), List.of(), List.of()));

    mutate(
        spec("words/app.py", program),
        Set.of("words/app.py", "words/common.txt", "words/counting.py"),
        Set.of("words/"));
  }

  @Test
  void java() {
    JavaProject java = new JavaProject(folder.resolve("project"), "com.acme:orders");
    java.dependency(
        "org.other:parser:2.0",
        JavaProject.jar(java.directory().resolve("repo/parser.jar"), Map.of("parser", "parser")));
    java.source(
        "com/acme/Main.java",
        "package com.acme; public class Main { public static void main(String[] args) {} }");
    java.resource("application.properties", "greeting=hello\n");
    project = java.directory();
    modules = List.of(java.module());
    JavaProject.write(project.resolve("target/classes/.env"), "KEY=1");
    JavaProject.write(project.resolve("README.md"), "x");

    new Mutations(
            project, () -> digest(spec("src/main/java/com/acme/Main.java", new Program.Java(0))))
        .of(
            Set.of(
                "repo/parser.jar",
                "target/classes/application.properties",
                "target/classes/com/acme/Main.class"),
            Set.of("src/main/java/com/acme/Main.java"),
            path -> path.startsWith("target/classes/"));
  }

  private void mutate(SourceImage spec, Set<String> packaged, Set<String> takenBelow) {
    new Mutations(project, () -> digest(spec))
        .of(
            packaged,
            Set.of(),
            path ->
                takenBelow.stream().anyMatch(path::startsWith) && !path.contains("__pycache__"));
  }

  private SourceImage spec(String entry, Program program) {
    return new SourceImage(
        "main-default",
        project.resolve(entry),
        program,
        FileChoice.none(project),
        List.of(),
        "x86_64",
        null);
  }

  /** Of the content, by which images are named; or the problem that keeps it from being made. */
  private String digest(SourceImage spec) {
    try {
      Built built = (Built) building().buildAll(List.of(spec)).get(0);
      return built.contentDigest();
    } catch (StacktapeException e) {
      return e.getMessage();
    }
  }

  private ImageBuilding building() {
    return new ImageBuilding(
        folder.resolve("images"),
        modules,
        module -> "Run: build " + module.id(),
        new JavaScriptPackager(
            TestEsbuild.binary(), new Programs(Map.of()), folder.resolve("javascript")),
        new PythonPackager(new Programs(Map.of()), folder.resolve("python")),
        new ImageSettings(
            Map.of("public.ecr.aws/docker/", registry.host() + "/"),
            folder.resolve("cache"),
            folder.resolve("lock.json"),
            false,
            RegistryLogins.none()),
        ImageLookup.nothing(),
        event -> {},
        Runnable::run);
  }
}
