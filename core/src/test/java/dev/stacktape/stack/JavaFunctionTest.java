package dev.stacktape.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How handler and runtime follow from the entry file and the module that it is in. */
class JavaFunctionTest {
  @TempDir private Path folder;
  private String options = "";

  @BeforeEach
  void writeSources() throws IOException {
    write("src/main/java/com/acme/Save.java", "package com.acme;");
    write("src/main/java/Top.java", "");
    write("app/code/com/acme/Save.java", "package com.acme;");
    write("loose/Save.java", "/* old */\n  package org.other.$deep ;\nclass Save {}");
    write("loose/Plain.java", "class Plain {}");
  }

  @ParameterizedTest
  @CsvSource({
    "src/main/java/com/acme/Save.java, com.acme.Save",
    "./src/main/java/com/acme/Save.java, com.acme.Save",
    "app/../src/main/java/com/acme/Save.java:save, com.acme.Save::save",
    "src/main/java/Top.java, Top",
    "app/code/com/acme/Save.java, com.acme.Save",
    "loose/Save.java, org.other.$deep.Save",
    "loose/Plain.java, Plain",
  })
  void theHandlerFollowsFromTheEntryFile(String entry, String handler) throws IOException {
    assertThat(function(entry, List.of(module("app", "code", 17))).handler()).isEqualTo(handler);
  }

  @ParameterizedTest
  @CsvSource({
    "8, java17",
    "11, java17",
    "17, java17",
    "18, java21",
    "21, java21",
    "22, java25",
    "25, java25",
    "0, java21",
  })
  void theRuntimeFollowsFromTheReleaseOfTheModule(int release, String runtime) throws IOException {
    assertThat(function("src/main/java/com/acme/Save.java", modules(release)).runtime())
        .isEqualTo(runtime);
  }

  @Test
  void withoutAModuleTheRuntimeIsTheUsualOne() throws IOException {
    assertThat(function("src/main/java/com/acme/Save.java", List.of()).runtime())
        .isEqualTo("java21");
  }

  @ParameterizedTest
  @CsvSource({"8, java8.al2", "11, java11", "17, java17", "19, java21", "25, java25"})
  void theConfigsJavaVersionComesBeforeTheModule(int version, String runtime) throws IOException {
    options = "          languageSpecificConfig: { javaVersion: " + version + " }\n";

    assertThat(function("src/main/java/com/acme/Save.java", modules(8)).runtime())
        .isEqualTo(runtime);
  }

  @Test
  void theConfigsRuntimeComesBeforeEverything() throws IOException {
    options = "          languageSpecificConfig: { javaVersion: 17 }\n      runtime: java25\n";

    assertThat(function("src/main/java/com/acme/Save.java", modules(21)).runtime())
        .isEqualTo("java25");
  }

  @Test
  void aRuntimeOlderThanTheCodeIsAProblem() throws IOException {
    options = "      runtime: java17\n";

    assertThat(problems("src/main/java/com/acme/Save.java", modules(21)))
        .extracting(Problem::code)
        .containsExactly("RUNTIME_TOO_OLD");
  }

  @Test
  void codeNewerThanAllRuntimesIsAProblem() throws IOException {
    assertThat(problems("src/main/java/com/acme/Save.java", modules(26)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("RUNTIME_TOO_OLD");
              assertThat(problem.hint()).contains("25");
            });
  }

  private ArtifactSpec.JavaFunction function(String entry, List<JavaModule> modules)
      throws IOException {
    StackFixture.Outcome outcome = fixture(entry).synthesize(modules);
    assertThat(outcome.problems()).isEmpty();
    return (ArtifactSpec.JavaFunction)
        Objects.requireNonNull(outcome.synthesis()).artifacts().get(0);
  }

  private List<Problem> problems(String entry, List<JavaModule> modules) throws IOException {
    return fixture(entry).synthesize(modules).problems();
  }

  private StackFixture fixture(String entry) throws IOException {
    write(
        "stacktape.yml",
        """
        resources:
          save:
            type: function
            properties:
              packaging:
                type: stacktape-lambda-buildpack
                properties:
                  entryfilePath: %s
        """
                .formatted(entry)
            + options);
    return new StackFixture(folder, "shop");
  }

  private List<JavaModule> modules(int release) {
    return List.of(module("", "src/main/java", release));
  }

  private JavaModule module(String directory, String sources, int release) {
    Path root = folder.resolve(directory);
    return new JavaModule(
        "com.acme:shop",
        root,
        List.of(root.resolve(sources)),
        root.resolve("target/classes"),
        release,
        null,
        List::of);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
