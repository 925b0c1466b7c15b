package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.CfnResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directives that are static methods of classes of the project. */
class JavaDirectivesTest {
  private static final String CLASS =
      """
      package com.acme;

      import java.util.List;
      import java.util.Map;

      public class Directives {
        public record Size(int memory, String label) {}

        public static String greeting(String name, int times) {
          return (name + "!").repeat(times);
        }

        public static Size size(Map<String, Object> limits) {
          return new Size(((Number) limits.get("memory")).intValue() * 2, Helper.label());
        }

        public static List<String> names() {
          return List.of("a", "b");
        }

        public static String nothing() {
          return null;
        }

        public static String fails() {
          throw new IllegalStateException("no repository");
        }
      }
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void giveTextsMapsAndListsToTheConfig() throws IOException {
    compile();
    write(
        """
        directives:
          - { name: greeting, filePath: com.acme.Directives }
          - { name: limits, filePath: 'com.acme.Directives:size' }
          - { name: names, filePath: 'com.acme.Directives:names' }
        variables: { limits: { memory: 60 } }
        resources:
          jobs:
            type: sqs-queue
            properties: { visibilityTimeoutSeconds: $limits($Var().limits).memory }
        stackConfig:
          outputs:
            - { name: greeting, value: "$greeting('Ada', 2)" }
            - { name: label, value: $limits($Var().limits).label }
            - { name: first, value: $names().1 }
        """);
    Synthesis synthesis = new Stacktape().synthesize(request(), EventListener.none());
    assertThat(synthesis.template().outputs().toString())
        .contains("Value=Ada!Ada!", "Value=of a helper", "Value=b");
    assertThat(synthesis.template().resources().values())
        .extracting(CfnResource::properties)
        .anySatisfy(queue -> assertThat(queue).containsEntry("VisibilityTimeout", 120));
  }

  @Test
  void areToldWhereTheyStandWhenTheyFail() throws IOException {
    compile();
    write(
        """
        directives:
          - { name: fails, filePath: com.acme.Directives }
          - { name: nothing, filePath: com.acme.Directives }
          - { name: greetnig, filePath: com.acme.Directives }
          - { name: greeting, filePath: com.acme.Directives }
          - { name: absent, filePath: 'com.acme.Absent:x' }
        variables:
          fails: $fails()
          nothing: $nothing()
          misspelled: $greetnig('x', 1)
          unfit: $greeting('x', 'y')
          absent: $absent()
        resources: { jobs: { type: sqs-queue } }
        """);
    assertThat(problems())
        .extracting(problem -> problem.location() + " " + problem.code() + " " + problem.message())
        .containsExactly(
            "stacktape.yml:8:10 PROGRAM_THREW `com.acme.Directives.fails` threw"
                + " IllegalStateException: no repository (Directives.java:26).",
            "stacktape.yml:9:12 DIRECTIVE_NO_VALUE `$nothing()` has no value: `com.acme.Directives`"
                + " gives nothing.",
            "stacktape.yml:10:15 PROGRAM_EXPORT `com.acme.Directives` has no public static method"
                + " `greetnig`.",
            "stacktape.yml:11:10 PROGRAM_EXPORT `com.acme.Directives.greeting` does not take these"
                + " arguments.",
            "stacktape.yml:12:11 PROGRAM_EXPORT There is no compiled class `com.acme.Absent`.");
  }

  @Test
  void needTheirClassesCompiled() throws IOException {
    write(
        """
        directives: [{ name: greeting, filePath: com.acme.Directives }]
        resources: { jobs: { type: sqs-queue } }
        stackConfig: { outputs: [{ name: x, value: "$greeting('a', 1)" }] }
        """);
    assertThat(problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.hint()).contains("mvn compile"));
  }

  private List<Problem> problems() {
    try {
      return new Stacktape().validate(request(), EventListener.none()).warnings();
    } catch (StacktapeException e) {
      return e.problems();
    }
  }

  private void write(String config) throws IOException {
    Files.writeString(folder.resolve("stacktape.yml"), config);
  }

  /** The class in the module itself, and a class that it needs in a library. */
  private void compile() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src/com/acme"));
    Path directives = Files.writeString(sources.resolve("Directives.java"), CLASS);
    Path helper =
        Files.writeString(
            sources.resolve("Helper.java"),
            "package com.acme; public class Helper { public static String label() { return \"of a"
                + " helper\"; } }");
    javac("library", helper);
    javac("classes", directives, "-cp", folder.resolve("library").toString());
  }

  private void javac(String to, Path file, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-d", Files.createDirectories(folder.resolve(to)).toString()));
    arguments.addAll(List.of(options));
    arguments.add(file.toString());
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
  }

  private StackRequest request() {
    JavaModule module =
        new JavaModule(
            "com.acme:shop",
            folder,
            List.of(),
            folder.resolve("classes"),
            17,
            null,
            () -> List.of(new JavaModule.Dependency("com.acme:lib:1", folder.resolve("library"))));
    return new StackRequest(
        folder,
        null,
        null,
        "shop",
        "shop",
        "dev",
        "eu-west-1",
        null,
        null,
        null,
        List.of(module),
        folder.resolve("target"),
        Map.of(),
        "mvn package");
  }
}
