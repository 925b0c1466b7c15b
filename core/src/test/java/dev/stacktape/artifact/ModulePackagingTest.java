package dev.stacktape.artifact;

import static dev.stacktape.artifact.JavaProject.HANDLER;
import static dev.stacktape.artifact.JavaProject.jar;
import static dev.stacktape.artifact.JavaProject.withHandler;
import static dev.stacktape.artifact.JavaProject.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.artifact.ArtifactSpec.JavaFunction;
import dev.stacktape.artifact.JavaModule.Dependency;
import dev.stacktape.event.Event;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulePackagingTest {
  @TempDir Path folder;

  @Test
  void classesStandAtTheRootAndWholeJarsInLib() throws IOException {
    JavaProject project = withHandler(folder);

    Artifact artifact = Packager.of(project).buildOne(project.saveOrder());

    assertThat(names(artifact.file()))
        .containsExactly(
            "application.properties",
            "com/",
            "com/acme/",
            "com/acme/SaveOrder.class",
            "lib/",
            "lib/aws-lambda-java-core-1.4.0.jar",
            "lib/parser-2.0.jar");
    try (ZipFile zip = new ZipFile(artifact.file().toFile())) {
      ZipEntry jar = zip.getEntry("lib/parser-2.0.jar");
      assertThat(zip.getInputStream(jar).readAllBytes())
          .isEqualTo(Files.readAllBytes(folder.resolve("repo/parser-2.0.jar")));
    }
  }

  @Test
  void filesAndDependenciesCanBeAddedAndLeftOut() throws IOException {
    JavaProject project = withHandler(folder);
    write(folder.resolve("templates/mail.html"), "mail");
    FileChoice choice =
        new FileChoice(
            folder, List.of("templates/*.html"), List.of("*.properties"), List.of("parser"));
    JavaFunction plain = project.saveOrder();
    JavaFunction chosen =
        new JavaFunction(
            "chosen", plain.entryFile(), plain.handler(), "java17", "x86_64", choice, null);

    List<Artifact> artifacts = Packager.of(project).build(plain, chosen);

    assertThat(names(artifacts.get(0).file())).contains("application.properties");
    assertThat(names(artifacts.get(1).file()))
        .filteredOn(name -> !name.endsWith("/"))
        .containsExactly(
            "com/acme/SaveOrder.class",
            "lib/aws-lambda-java-core-1.4.0.jar",
            "templates/mail.html");
  }

  @Test
  void theArtifactSaysWhatLambdaIsGoingToSay() throws Exception {
    JavaProject project = withHandler(folder);

    Artifact artifact = Packager.of(project).buildOne(project.saveOrder());

    byte[] zip = Files.readAllBytes(artifact.file());
    String sha256 =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(zip));
    assertThat(artifact.codeSha256()).isEqualTo(sha256);
    assertThat(artifact.sizeBytes()).isEqualTo(zip.length);
    assertThat(artifact.unpackedBytes())
        .isEqualTo(
            Files.size(project.classes().resolve("com/acme/SaveOrder.class"))
                + Files.size(project.classes().resolve("application.properties"))
                + Files.size(folder.resolve("repo/aws-lambda-java-core-1.4.0.jar"))
                + Files.size(folder.resolve("repo/parser-2.0.jar")));
    assertThat(artifact.digest()).matches("[0-9a-f]{64}");
    assertThat(artifact.key()).isEqualTo("artifacts/" + artifact.digest() + ".zip");
  }

  @Test
  void entriesHaveFixedModesAndTheTimeOfTheBuild() throws IOException {
    JavaProject project = withHandler(folder).outputTimestamp("2024-02-29T12:34:57Z");

    Artifact artifact = Packager.of(project).buildOne(project.saveOrder());

    try (var zip =
        org.apache.commons.compress.archivers.zip.ZipFile.builder()
            .setPath(artifact.file())
            .get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        assertThat(entry.getUnixMode()).isEqualTo(entry.isDirectory() ? 040755 : 0100644);
        assertThat(entry.getExtraFields()).isEmpty();
        assertThat(entry.getGeneralPurposeBit().usesUTF8ForNames()).isTrue();
      }
    }
    try (ZipFile zip = new ZipFile(artifact.file().toFile())) {
      assertThat(Collections.list(zip.entries()))
          .allSatisfy(
              entry ->
                  assertThat(entry.getTimeLocal())
                      .isEqualTo(LocalDateTime.of(2024, 2, 29, 12, 34, 56)));
    }
  }

  @Test
  void functionsOfOneModuleShareOneZip() {
    JavaProject project = withHandler(folder);

    List<Artifact> artifacts =
        Packager.of(project)
            .build(project.saveOrder(), project.function("other", "com.acme.SaveOrder"));

    assertThat(artifacts).extracting(Artifact::name).containsExactly("saveOrder", "other");
    assertThat(artifacts.get(1).file()).isEqualTo(artifacts.get(0).file());
    assertThat(artifacts.get(1).key()).isEqualTo(artifacts.get(0).key());
  }

  @Test
  void unchangedCodeIsNotBuiltAgain() throws IOException {
    JavaProject project = withHandler(folder);
    Artifact first = Packager.of(project).buildOne(project.saveOrder());
    FileTime written = Files.getLastModifiedTime(first.file());
    Packager again = Packager.of(project);

    Artifact second = again.buildOne(project.saveOrder());

    assertThat(first.reused()).isFalse();
    assertThat(second.reused()).isTrue();
    assertThat(second).usingRecursiveComparison().ignoringFields("reused").isEqualTo(first);
    assertThat(Files.getLastModifiedTime(first.file())).isEqualTo(written);
    assertThat(again.events)
        .containsExactly(
            new Event.ArtifactPackaged(
                "saveOrder", second.digest(), second.sizeBytes(), second.unpackedBytes(), true));
  }

  @Test
  void theInnermostModuleOwnsTheEntryFile() {
    JavaProject outer = new JavaProject(folder, "com.acme:parent");
    JavaProject inner = withHandler(folder.resolve("orders"));

    Packager packager = new Packager(folder.resolve("out"), outer.module(), inner.module());

    assertThat(packager.build(inner.saveOrder())).hasSize(1);
  }

  @Test
  void aSiblingModuleThatWasOnlyCompiledBecomesAJar() throws IOException {
    JavaProject sibling = new JavaProject(folder.resolve("shared"), "com.acme:shared");
    sibling.source("com/acme/shared/Money.java", "package com.acme.shared; public class Money {}");
    JavaProject project = withHandler(folder.resolve("orders"));
    project.dependency("com.acme:shared:1.0-SNAPSHOT", sibling.classes());

    Artifact artifact = Packager.of(project).buildOne(project.saveOrder());

    Path jar = folder.resolve("shared.jar");
    try (ZipFile zip = new ZipFile(artifact.file().toFile())) {
      Files.copy(zip.getInputStream(zip.getEntry("lib/shared-1.0-SNAPSHOT.jar")), jar);
    }
    assertThat(names(jar))
        .containsExactly("com/", "com/acme/", "com/acme/shared/", "com/acme/shared/Money.class");
  }

  @Test
  void jarsOfTheSameNameAreToldApartByTheirGroup() throws IOException {
    JavaProject project = withHandler(folder);
    project.dependency(
        "com.acme:parser:2.0", jar(folder.resolve("other/parser-2.0.jar"), Map.of("q", "q")));
    project.dependency(
        "com.acme:parser:2.0:tests", jar(folder.resolve("parser-2.0-tests.jar"), Map.of("t", "t")));

    Artifact artifact = Packager.of(project).buildOne(project.saveOrder());

    assertThat(names(artifact.file()))
        .contains(
            "lib/com.acme-parser-2.0.jar",
            "lib/org.other-parser-2.0.jar",
            "lib/parser-2.0-tests.jar")
        .doesNotContain("lib/parser-2.0.jar");
  }

  @Test
  void whatIsNotCompiledNamesTheCommand() {
    JavaProject project = new JavaProject(folder, "com.acme:orders");
    JavaProject.write(folder.resolve("src/main/java/com/acme/SaveOrder.java"), HANDLER);

    Problem problem = Packager.of(project).problem(project.saveOrder());

    assertThat(problem.code()).isEqualTo("ARTIFACT_NOT_COMPILED");
    assertThat(problem.location()).isEqualTo(project.saveOrder().location());
    assertThat(problem.hint()).isEqualTo("Run: build com.acme:orders");
  }

  @Test
  void everythingThatIsWrongIsToldInOneGo() throws IOException {
    JavaProject project = withHandler(folder);
    project.dependency("org.gone:gone:1.0", folder.resolve("gone.jar"));
    Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar at all");
    project.dependency("org.broken:broken:1.0", broken);
    JavaProject other = new JavaProject(folder.resolve("elsewhere"), "com.acme:elsewhere");
    JavaProject.write(folder.resolve("elsewhere/src/main/java/com/acme/SaveOrder.java"), HANDLER);
    JavaFunction lost =
        new JavaFunction(
            "lost",
            folder.resolve("Lost.java"),
            "Lost",
            "java17",
            "arm64",
            FileChoice.none(folder),
            null);

    List<Problem> problems =
        new Packager(folder.resolve("out"), project.module(), other.module())
            .problems(
                project.function("saveOrder", "com.acme.SaveOrder::save"), other.saveOrder(), lost);

    assertThat(problems)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "ARTIFACT_DEPENDENCY_MISSING",
            "ARTIFACT_DEPENDENCY_BROKEN",
            "ARTIFACT_HANDLER_METHOD_MISSING",
            "ARTIFACT_NOT_COMPILED",
            "ARTIFACT_ENTRY_MISSING");
  }

  @Test
  void aModuleThatCannotNameItsDependenciesIsHeardOnce() {
    JavaModule module = withHandler(folder).module();
    JavaModule offline =
        new JavaModule(
            module.id(),
            module.directory(),
            module.sourceRoots(),
            module.classesDirectory(),
            module.release(),
            null,
            () -> {
              throw new StacktapeException(Problem.error("BUILD_OFFLINE", "parser is not here"));
            });
    JavaProject project = new JavaProject(folder, "com.acme:orders");

    List<Problem> problems =
        new Packager(folder.resolve("out"), offline)
            .problems(project.saveOrder(), project.function("other", "com.acme.SaveOrder"));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).code()).isEqualTo("BUILD_OFFLINE");
    assertThat(problems.get(0).location()).isEqualTo(project.saveOrder().location());
  }

  @Test
  void anEntryFileOutsideOfAllModulesNamesThoseThereAre() throws IOException {
    JavaProject project = withHandler(folder.resolve("orders"));
    Path stray = Files.writeString(folder.resolve("Stray.java"), "class Stray {}");

    Problem problem =
        new Packager(folder.resolve("out"), project.module())
            .problem(
                new JavaFunction(
                    "stray", stray, "Stray", "java17", "arm64", FileChoice.none(folder), null));

    assertThat(problem.code()).isEqualTo("ARTIFACT_NO_MODULE");
    assertThat(problem.message()).contains("com.acme:orders");
  }

  @Test
  void sizeIsCheckedBeforeAnythingIsRead() throws IOException {
    JavaProject project = withHandler(folder);
    for (int i = 0; i < 12; i++) {
      sparse(project.classes().resolve("model-" + i + ".bin"), (20 + i) << 20);
    }

    Problem problem = Packager.of(project).problem(project.saveOrder());

    assertThat(problem.code()).isEqualTo("ARTIFACT_TOO_LARGE");
    assertThat(problem.message())
        .contains("306.0 MB", "model-11.bin (31.0 MB), model-10.bin (30.0 MB)", "model-2.bin")
        .doesNotContain("model-1.bin");
    assertThat(project.output()).doesNotExist();
  }

  @Test
  void theLimitItselfIsAllowed() throws IOException {
    Part exact = new Part("model.bin", Part.FILE, new Source.OnDisk(folder, 262_144_000));
    Part one = new Part("one", Part.FILE, new Source.OnDisk(folder, 1));

    assertThat(SizeLimit.check(List.of(exact)))
        .hasValueSatisfying(
            problem -> assertThat(problem.code()).isEqualTo("ARTIFACT_NEARLY_TOO_LARGE"));
    assertThat(SizeLimit.check(List.of(exact, one)))
        .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo("ARTIFACT_TOO_LARGE"));
    assertThat(SizeLimit.check(List.of(one))).isEmpty();
  }

  @Test
  void sourcesNewerThanTheirClassesAreAWarning() throws IOException {
    JavaProject project = withHandler(folder);
    Path source = folder.resolve("src/main/java/com/acme/SaveOrder.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2999-01-01T00:00:00Z")));
    Packager packager = Packager.of(project);

    packager.build(project.saveOrder());

    assertThat(packager.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("ARTIFACT_NOT_RECOMPILED");
              assertThat(warning.message()).contains("SaveOrder.java", "com.acme:orders");
            });
  }

  @Test
  void manyModulesAreBuiltSideBySide() throws Exception {
    List<JavaProject> projects =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    withHandler(folder.resolve("m" + i))
                        .resource("number", Integer.toString(i / 2)))
            .toList();
    List<JavaModule> modules = new java.util.ArrayList<>();
    List<ArtifactSpec> specs = new java.util.ArrayList<>();
    for (int i = 0; i < projects.size(); i++) {
      JavaModule module = projects.get(i).module();
      modules.add(
          new JavaModule(
              module.id() + i,
              module.directory(),
              module.sourceRoots(),
              module.classesDirectory(),
              module.release(),
              null,
              module.runtimeClasspath()));
      specs.add(projects.get(i).function("f" + i, "com.acme.SaveOrder"));
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Artifact> artifacts =
          new Packaging(folder.resolve("out"), List.of(), modules, m -> "", event -> {}, pool)
              .packageAll(specs);

      assertThat(artifacts).extracting(Artifact::name).startsWith("f0", "f1").endsWith("f7");
      assertThat(artifacts.stream().map(Artifact::digest).distinct()).hasSize(4);
      for (Artifact artifact : artifacts) {
        assertThat(names(artifact.file())).contains("number");
      }
      try (var left = Files.list(folder.resolve("out"))) {
        assertThat(left).noneMatch(file -> file.toString().endsWith(".part"));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aDependencyThatIsThereTwiceCountsOnce() {
    Dependency twice = new Dependency("a:b:1", folder.resolve("b.jar"));

    assertThat(LibNames.of(List.of(twice, twice))).containsExactly(Map.entry(twice, "b-1.jar"));
  }

  private static void sparse(Path file, long size) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(size);
    }
  }

  static List<String> names(Path zip) throws IOException {
    try (ZipFile open = new ZipFile(zip.toFile())) {
      return Collections.list(open.entries()).stream().map(ZipEntry::getName).toList();
    }
  }
}
