package dev.stacktape.artifact;

import static dev.stacktape.artifact.NodeProject.contents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stacktape.artifact.ArtifactSpec.PythonFunction;
import dev.stacktape.artifact.python.PythonProject;
import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonPackagingTest {
  @TempDir Path folder;
  private String architecture = "x86_64";
  private FileChoice files;
  private List<String> extras = List.of();
  private List<String> groups = List.of();

  @BeforeEach
  void aProject() {
    files = FileChoice.none(folder);
    file(
        "src/app.py",
        "from lib import greet\n\ndef handler(event, context):\n    return greet()\n");
    file("src/lib.py", "def greet():\n    return 'hello'\n");
  }

  private void file(String path, String text) {
    JavaProject.write(folder.resolve(path), text);
  }

  private PythonFunction function(String entry, String handler) {
    Path file = folder.resolve(entry);
    PythonProject project = PythonProject.of(file, folder, null);
    return new PythonFunction(
        "resize",
        file,
        project.moduleOf(file) + "." + handler,
        "python3.12",
        architecture,
        new PythonOptions(project.root(), project.manifest(), extras, groups, List.of(), List.of()),
        files,
        NodeProject.PLACE);
  }

  private Packager packager() {
    return new Packager(folder.resolve("target/stacktape"));
  }

  private Map<String, String> build(String entry, String handler) {
    return contents(packager().buildOne(function(entry, handler)));
  }

  private static void needsPip() {
    Programs programs = new Programs(System.getenv());
    try {
      assumeTrue(
          programs.find("python3").isPresent()
              && programs
                  .run(List.of("python3", "-m", "pip", "--version"), Path.of("."), Map.of())
                  .succeeded(),
          "python3 with pip is not on the PATH of this machine: installing is not tested");
    } catch (IOException e) {
      assumeTrue(false, e.getMessage());
    }
  }

  /** A project at the root whose dependencies come from a folder of wheels. */
  private void withWheels(String requirements) {
    Path wheels = folder.resolve("wheels");
    PythonWheel.write(wheels, "alpha", "1.0", "any", "beta");
    PythonWheel.write(wheels, "beta", "2.0", "any", "");
    PythonWheel.write(wheels, "fast", "3.0", "manylinux_2_28_x86_64", "");
    file("requirements.txt", "--no-index\n--find-links wheels\n" + requirements);
    files = new FileChoice(folder, List.of(), List.of("wheels"), files.excludedDependencies());
  }

  @Test
  void codeWithoutDependenciesNeedsNoTool() {
    Artifact artifact =
        packager().environment(Map.of("PATH", "")).buildOne(function("src/app.py", "handler"));

    assertThat(contents(artifact)).containsOnlyKeys("app.py", "lib.py");
  }

  @Test
  void theFilesOfTheProjectAreThoseOfTheProgram() {
    file("requirements.txt", "# none yet\n");
    file("src/__pycache__/lib.cpython-312.pyc", "x");
    file("src/templates/mail.html", "mail");
    file("src/tests/kept.py", "");
    file(".venv/lib/site.py", "");
    file("env2/pyvenv.cfg", "");
    file("env2/lib.py", "");
    file(".git/config", "");
    file(".env", "KEY=1");
    file("tests/test_app.py", "");
    file("README.md", "");
    file("stacktape.yml", "");
    file("stacktape-images.lock.json", "{}");
    Packager packager = packager();

    Artifact artifact = packager.buildOne(function("src/app.py", "handler"));

    assertThat(contents(artifact))
        .containsOnlyKeys(
            "src/app.py", "src/lib.py", "src/templates/mail.html", "src/tests/kept.py");
    assertThat(packager.warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.message()).contains(".env"));
  }

  @Test
  void aHandlerMayBeDefinedAssignedOrImported() {
    file("a.py", "async def one(e, c):\n  pass\n");
    file("b.py", "one = two = lambda e, c: 1\n");
    file("c.py", "from app import (\n  x,\n  one as two,\n)\nthree: object = 3\n");
    file("d.py", "from app import *\n");

    build("a.py", "one");
    build("b.py", "two");
    build("c.py", "two");
    build("c.py", "three");
    build("d.py", "whatever");
    Problem problem = packager().problem(function("a.py", "handler"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_HANDLER_MISSING");
    assertThat(problem.message()).contains("a.py has no function handler", "It has one.");
    assertThat(problem.location()).isEqualTo(NodeProject.PLACE);
  }

  @Test
  void dependenciesAreInstalledForLambdasMachineWithWhatTheyNeed() {
    needsPip();
    withWheels("alpha==1.0\nfast\n");

    Map<String, String> contents = build("src/app.py", "handler");

    assertThat(contents)
        .containsOnlyKeys(
            "src/app.py",
            "src/lib.py",
            "alpha/__init__.py",
            "alpha-1.0.dist-info/METADATA",
            "alpha-1.0.dist-info/entry_points.txt",
            "beta/__init__.py",
            "beta-2.0.dist-info/METADATA",
            "beta-2.0.dist-info/entry_points.txt",
            "fast/__init__.py",
            "fast-3.0.dist-info/METADATA",
            "fast-3.0.dist-info/entry_points.txt");
  }

  @Test
  void dependenciesThatAreExcludedStayOut() {
    needsPip();
    files = new FileChoice(folder, List.of(), List.of(), List.of("beta"));
    withWheels("alpha==1.0\n");

    assertThat(build("src/app.py", "handler"))
        .containsKey("alpha/__init__.py")
        .doesNotContainKey("beta/__init__.py");
  }

  @Test
  void aDependencyWithoutAWheelForTheMachineIsAProblem() {
    needsPip();
    withWheels("fast\n");
    architecture = "arm64";

    Problem problem = packager().problem(function("src/app.py", "handler"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_TOOL_FAILED");
    assertThat(problem.message()).contains("pip", "No matching distribution found for fast");
    assertThat(problem.hint()).contains("Python 3.12", "aarch64");
  }

  @Test
  void aMissingToolIsNamedWithTheWayAroundIt() {
    withWheels("alpha\n");

    Problem problem =
        packager().environment(Map.of("PATH", "")).problem(function("src/app.py", "handler"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_TOOL_MISSING");
    assertThat(problem.message()).contains("uv or pip");
    assertThat(problem.hint()).contains("custom-artifact");
    file("uv.lock", "");
    assertThat(
            packager()
                .environment(Map.of("PATH", ""))
                .problem(function("src/app.py", "handler"))
                .hint())
        .contains("uv export");
  }

  @Test
  void uvIsToldWhatLambdaIsAndReadsItsOwnLock(@TempDir Path tools) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell to play uv with");
    Path tool = tools.resolve("uv");
    Path calls = tools.resolve("calls");
    JavaProject.write(
        tool,
        "#!/bin/sh\necho \"$@\" >> "
            + calls
            + "\n"
            + "if [ \"$1\" = export ]; then echo 'alpha==1.0'; exit; fi\n"
            + "mkdir -p \"$5/alpha\"; echo made > \"$5/alpha/__init__.py\"\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    file("uv.lock", "version = 1\n");
    file("pyproject.toml", "[project]\nname = 'x'\n");
    extras = List.of("web");
    groups = List.of("jobs");
    Map<String, String> path = Map.of("PATH", tools + ":/usr/bin:/bin");

    Artifact first = packager().environment(path).buildOne(function("src/app.py", "handler"));
    Artifact again = packager().environment(path).buildOne(function("src/app.py", "handler"));

    assertThat(contents(first)).containsEntry("alpha/__init__.py", "made\n");
    assertThat(again.digest()).isEqualTo(first.digest());
    List<String> lines = Files.readAllLines(calls);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("--frozen", "--no-dev", "--extra web", "--group jobs");
    assertThat(lines.get(1))
        .startsWith("pip install")
        .contains("--python-version 3.12 --python-platform x86_64-manylinux_2_28", ":all:");
    assertThat(lines.get(2)).startsWith("export");
  }

  @Test
  void pyprojectAndPipfileListDependenciesToo() {
    needsPip();
    withWheels("");
    Map<String, String> found =
        Map.of(
            "PIP_NO_INDEX", "1",
            "PIP_FIND_LINKS", folder.resolve("wheels").toString(),
            "PATH", System.getenv("PATH"),
            "HOME", folder.toString());
    folder.resolve("requirements.txt").toFile().delete();
    groups = List.of("extra");
    file(
        "pyproject.toml",
        "[project]\nname = 'x'\ndependencies = ['beta==2.0']\n"
            + "[dependency-groups]\nextra = [{include-group = 'inner'}]\ninner = ['fast']\n");

    assertThat(contents(packager().environment(found).buildOne(function("src/app.py", "handler"))))
        .containsKeys("beta/__init__.py", "fast/__init__.py")
        .doesNotContainKey("alpha/__init__.py");

    folder.resolve("pyproject.toml").toFile().delete();
    file("Pipfile", "[packages]\nbeta = '*'\n[dev-packages]\nalpha = '*'\n");
    assertThat(contents(packager().environment(found).buildOne(function("src/app.py", "handler"))))
        .containsKey("beta/__init__.py")
        .doesNotContainKey("alpha/__init__.py");
  }

  @Test
  void aPoetryProjectWithForeignSourcesIsToldHowToExport() {
    file("pyproject.toml", "[tool.poetry.dependencies]\nmine = {git = 'https://acme.com/mine'}\n");

    Problem problem = packager().problem(function("src/app.py", "handler"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_MANIFEST_UNSUPPORTED");
    assertThat(problem.hint()).contains("poetry export");
  }

  @Test
  void anotherFolderGivesTheSameBytes(@TempDir Path elsewhere) {
    needsPip();
    withWheels("alpha==1.0\n");
    String here = packager().buildOne(function("src/app.py", "handler")).codeSha256();
    folder = elsewhere.resolve("a/b");
    aProject();
    withWheels("alpha==1.0\n");

    assertThat(packager().buildOne(function("src/app.py", "handler")).codeSha256()).isEqualTo(here);
  }
}
