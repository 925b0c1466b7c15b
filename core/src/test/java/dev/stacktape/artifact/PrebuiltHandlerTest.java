package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.artifact.ArtifactSpec.Prebuilt;
import dev.stacktape.problem.Problem;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrebuiltHandlerTest {
  @TempDir Path folder;

  private Prebuilt spec(String handler, String runtime, boolean layered) {
    return new Prebuilt(
        "f", folder.resolve("dist"), handler, runtime, "x86_64", layered, NodeProject.PLACE);
  }

  private Packager packager() {
    return new Packager(folder.resolve("out"));
  }

  private void file(String path) {
    JavaProject.write(folder.resolve("dist").resolve(path), "x");
  }

  @ParameterizedTest
  @CsvSource({
    "nodejs22.x, index.handler, index.mjs",
    "nodejs22.x, src/a/b.handler.inner, src/a/b.js",
    "nodejs22.x, pkg/dist/h.handler, node_modules/pkg/dist/h.js",
    "python3.12, app.handler, app.py",
    "python3.12, src/app.handler, src/app.py",
    "python3.12, src.app.handler, src/app.py",
    "python3.12, pack.handler, pack/__init__.py",
    "ruby3.3, app.handler, app.rb",
    "dotnet8, Orders::Orders.Save::Handle, Orders.dll",
    "provided.al2023, whatever, bootstrap"
  })
  void eachRuntimeFindsItsFile(String runtime, String handler, String path) {
    file("other.txt");
    Problem problem = packager().problem(spec(handler, runtime, false));
    assertThat(problem.code()).isEqualTo("ARTIFACT_HANDLER_MISSING");
    assertThat(problem.location()).isEqualTo(NodeProject.PLACE);

    file(path);
    folder.resolve("dist").resolve(path).toFile().setExecutable(true);
    assertThat(packager().build(spec(handler, runtime, false))).hasSize(1);
  }

  @Test
  void filesOfTheSameKindAreOffered() {
    file("main.py");

    Problem problem = packager().problem(spec("app.handler", "python3.12", false));

    assertThat(problem.message())
        .isEqualTo(
            "The handler app.handler of function f needs a file app.py, which is not in dist.");
    assertThat(problem.hint()).isEqualTo("Correct the handler. There is main.py.");
  }

  @Test
  void layersMayHoldTheHandler() {
    file("other.txt");

    assertThat(packager().build(spec("app.handler", "python3.12", true))).hasSize(1);
    assertThat(packager().build(spec("/opt/nodejs/x.handler", "nodejs22.x", false))).hasSize(1);
  }

  @Test
  void aBootstrapMustBeExecutable() {
    file("bootstrap");

    assertThat(packager().problem(spec("x", "provided.al2023", false)).message())
        .contains("not executable");
  }

  @Test
  void javaFindsClassesAtTheRootAndInLib() {
    JavaProject.jar(folder.resolve("dist/lib/a.jar"), Map.of("com/acme/Lib.class", "x"));

    assertThat(packager().build(spec("com.acme.Lib::run", "java21", false))).hasSize(1);
    assertThat(packager().problem(spec("com.acme.Other", "java21", false)).message())
        .contains("com/acme/Other.class", "nor is it in a jar in lib/");
  }

  @Test
  void aHandlerMustNotNeedANewerJava() {
    JavaProject project = JavaProject.withHandler(folder.resolve("p"));
    Prebuilt prebuilt =
        new Prebuilt(
            "f",
            project.classes(),
            "com.acme.SaveOrder",
            "java11",
            "x86_64",
            false,
            NodeProject.PLACE);

    assertThat(packager().problem(prebuilt).code()).isEqualTo("ARTIFACT_CLASS_TOO_NEW");
  }
}
