package dev.stacktape.artifact;

import static dev.stacktape.artifact.JavaProject.withHandler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerCheckTest {
  @TempDir Path folder;

  @Test
  void aClassThatIsNotThereListsTheHandlersThatAre() {
    JavaProject project = withHandler(folder);

    Problem problem =
        Packager.of(project).problem(project.function("save", "com.acme.orders.SaveOrder"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_HANDLER_MISSING");
    assertThat(problem.message()).contains("com.acme.orders.SaveOrder", "function save");
    assertThat(problem.hint()).isEqualTo("Handlers in this module: com.acme.SaveOrder.");
    assertThat(problem.location())
        .isEqualTo(project.function("save", "com.acme.orders.SaveOrder").location());
  }

  @Test
  void aModuleWithoutHandlersIsProbablyNotCompiledYet() {
    JavaProject project = new JavaProject(folder, "com.acme:orders");
    project.source("com/acme/SaveOrder.java", "package com.acme; class SaveOrder {}");

    Problem problem = Packager.of(project).problem(project.function("save", "com.acme.Missing"));

    assertThat(problem.hint()).isEqualTo("Run: build com.acme:orders");
  }

  @Test
  void aMethodThatIsNotThereListsThoseThatAre() {
    JavaProject project = withHandler(folder);

    Problem problem =
        Packager.of(project).problem(project.function("save", "com.acme.SaveOrder::handle"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_HANDLER_METHOD_MISSING");
    assertThat(problem.message()).contains("no method handle,", "It has handleRequest.");
  }

  @Test
  void inheritedMethodsCount() {
    JavaProject project = withHandler(folder);
    project.dependency("own:classes:1", project.classes());
    project.source("com/acme/Special.java", "package com.acme; class Special extends SaveOrder {}");

    assertThat(
            Packager.of(project)
                .build(
                    project.function("named", "com.acme.Special::handleRequest"),
                    project.function("plain", "com.acme.Special")))
        .hasSize(2);
  }

  @Test
  void aHandlerMayLieInADependency() {
    JavaProject library = withHandler(folder.resolve("library"));
    JavaProject project = new JavaProject(folder.resolve("app"), "com.acme:app");
    project.source("com/acme/SaveOrder.java", "package com.acme; class Nothing {}");
    project.dependency("com.acme:library:1", library.classes());
    project.dependency(
        "com.amazonaws:core:1", folder.resolve("library/repo/aws-lambda-java-core-1.4.0.jar"));

    assertThat(Packager.of(project).build(project.saveOrder())).hasSize(1);
  }

  @Test
  void aClassWithoutMethodOrInterfaceIsNoHandler() {
    JavaProject project = withHandler(folder);
    project.source("com/acme/Plain.java", "package com.acme; public class Plain {}");

    Problem problem = Packager.of(project).problem(project.function("f", "com.acme.Plain"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_HANDLER_NOT_A_HANDLER");
  }

  @Test
  void aParentThatNobodyCanSeeIsTrusted() throws IOException {
    JavaProject project = withHandler(folder);
    project.dependency("own:classes:1", project.classes());
    project.source("com/acme/Base.java", "package com.acme; class Base {}");
    project.source("com/acme/Layered.java", "package com.acme; class Layered extends Base {}");
    Files.delete(project.classes().resolve("com/acme/Base.class"));

    assertThat(Packager.of(project).build(project.function("f", "com.acme.Layered::fromLayer")))
        .hasSize(1);
  }

  @Test
  void classesForANewerJavaThanTheRuntimeAreAProblem() {
    JavaProject project = withHandler(folder);

    Problem problem =
        Packager.of(project)
            .problem(project.function("save", "com.acme.SaveOrder", "java11", "x86_64"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_CLASS_TOO_NEW");
    assertThat(problem.message())
        .isEqualTo(
            "com/acme/SaveOrder.class was compiled for Java 17, but the runtime of function save is"
                + " java11.");
  }

  @Test
  void olderClassesAndOtherRuntimesAreFine() {
    JavaProject project = withHandler(folder);

    assertThat(
            Packager.of(project)
                .build(
                    project.function("a", "com.acme.SaveOrder", "java21", "arm64"),
                    project.function("b", "com.acme.SaveOrder", "provided.al2023", "arm64")))
        .hasSize(2);
  }

  @Test
  void aCutOffClassFileIsAProblem() throws IOException {
    JavaProject project = withHandler(folder);
    Path file = project.classes().resolve("com/acme/SaveOrder.class");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 3));

    assertThat(Packager.of(project).problems(project.saveOrder()))
        .extracting(Problem::code)
        .contains("ARTIFACT_CLASS_BROKEN");
  }

  @Test
  void aClassFileIsReadAsTheCompilerWroteIt() throws IOException {
    ClassFile read = ClassFile.read(bytesOf(Large.class));

    assertThat(read.name()).isEqualTo("dev/stacktape/artifact/HandlerCheckTest$Large");
    assertThat(read.superName()).isEqualTo("java/lang/Object");
    assertThat(read.interfaces()).containsExactly("java/lang/Runnable");
    assertThat(read.methods()).contains("run", "sum", "<init>");
  }

  @Property(tries = 200)
  void anyDamageToAClassFileIsAnIoExceptionOrHarmless(
      @ForAll @IntRange(min = 0, max = 2000) int at, @ForAll byte value) throws IOException {
    byte[] bytes = bytesOf(Large.class).readAllBytes();
    bytes[at % bytes.length] = value;
    byte[] cut = Arrays.copyOf(bytes, Math.min(bytes.length, at));
    for (byte[] damaged : new byte[][] {bytes, cut}) {
      try {
        assertThat(ClassFile.read(new ByteArrayInputStream(damaged)).name()).isNotNull();
      } catch (IOException expected) {
        assertThat(expected).isNotNull();
      }
    }
  }

  private static InputStream bytesOf(Class<?> type) {
    return type.getResourceAsStream("HandlerCheckTest$" + type.getSimpleName() + ".class");
  }

  /** Has constants of many kinds. */
  static final class Large implements Runnable {
    static final long LONG = 1234567890123L;
    static final double DOUBLE = 1.25e300;

    @Override
    public void run() {
      Runnable lambda = () -> sum(LONG, DOUBLE);
      lambda.run();
    }

    double sum(long a, double b) {
      return a + b + "text".length() + 12345678;
    }
  }
}
