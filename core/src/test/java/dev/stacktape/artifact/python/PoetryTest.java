package dev.stacktape.artifact.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.artifact.PythonOptions;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projects of Poetry, with and without its lock file. */
class PoetryTest {
  private static final String PYPROJECT =
      """
      [tool.poetry]
      name = "shop"
      [tool.poetry.dependencies]
      python = "^3.12"
      FastAPI = "^0.115.2"
      uvicorn = {version = "~0.30", extras = ["standard"]}
      psycopg = {version = ">=3.1, <4", optional = true}
      pywin = {version = "*", markers = "sys_platform == 'win32'"}
      [tool.poetry.extras]
      db = ["psycopg"]
      [tool.poetry.group.dev.dependencies]
      pytest = "*"
      [tool.poetry.group.jobs.dependencies]
      redis = "5.0.1"
      """;

  private static final String LOCK =
      """
      [[package]]
      name = "fastapi"
      version = "0.115.4"
      [package.dependencies]
      starlette = ">=0.40"
      Typing_Extensions = ">=4.8"

      [[package]]
      name = "starlette"
      version = "0.41.0"
      [package.dependencies]
      fastapi = {version = "*", markers = "python_version < '3'"}
      colorama = {version = "*", markers = "sys_platform == 'win32'"}
      orjson = {version = "*", optional = true, markers = "extra == 'full'"}

      [[package]]
      name = "typing-extensions"
      version = "4.12.2"

      [[package]]
      name = "orjson"
      version = "3.10.0"

      [[package]]
      name = "colorama"
      version = "0.4.6"

      [[package]]
      name = "pywin"
      version = "300"
      [package.dependencies]
      colorama = {version = "*", markers = "python_version < '4'"}

      [[package]]
      name = "uvicorn"
      version = "0.30.6"
      [package.extras]
      standard = ["httptools (>=0.5.0)", "uvloop (>=0.14) ; sys_platform != 'win32'"]

      [[package]]
      name = "httptools"
      version = "0.6.1"

      [[package]]
      name = "uvloop"
      version = "0.20.0"

      [[package]]
      name = "psycopg"
      version = "3.2.1"
      [package.source]
      type = "legacy"
      url = "https://packages.acme.com/simple"

      [[package]]
      name = "pytest"
      version = "8.0"

      [[package]]
      name = "redis"
      version = "5.0.1"
      """;

  @TempDir Path folder;

  private List<String> lines(List<String> extras, List<String> groups) throws IOException {
    return lines(extras, groups, List.of());
  }

  private List<String> lines(List<String> extras, List<String> groups, List<String> only)
      throws IOException {
    Path file = folder.resolve("pyproject.toml");
    PythonOptions options = new PythonOptions(folder, file, extras, groups, List.of(), only);
    return new Manifest(file, options)
        .requirements(
            (project, chosen) -> {
              throw new IllegalStateException("there is no uv.lock");
            })
        .lines();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void theLockFileGivesWhatRunsWithExactVersions() throws IOException {
    write("pyproject.toml", PYPROJECT);
    write("poetry.lock", LOCK);

    assertThat(lines(List.of(), List.of()))
        .containsExactlyInAnyOrder(
            "fastapi==0.115.4",
            "starlette==0.41.0",
            "typing-extensions==4.12.2",
            "uvicorn==0.30.6",
            "httptools==0.6.1",
            "uvloop==0.20.0 ; (sys_platform != 'win32')",
            "pywin==300 ; (sys_platform == 'win32')",
            "colorama==0.4.6 ; (python_version < '4') and (sys_platform == 'win32')"
                + " or (sys_platform == 'win32')");
  }

  @Test
  void extrasAndGroupsAreThoseOfTheConfig() throws IOException {
    write("pyproject.toml", PYPROJECT);
    write("poetry.lock", LOCK);

    assertThat(lines(List.of("db"), List.of("jobs")))
        .contains(
            "psycopg==3.2.1", "--extra-index-url https://packages.acme.com/simple", "redis==5.0.1")
        .noneMatch(line -> line.startsWith("pytest"));
    assertThat(lines(List.of(), List.of(), List.of("jobs"))).containsExactly("redis==5.0.1");
  }

  @Test
  void withoutALockFileTheConstraintsHold() throws IOException {
    write("pyproject.toml", PYPROJECT);

    assertThat(lines(List.of(), List.of("jobs")))
        .containsExactly(
            "fastapi>=0.115.2,<0.116",
            "uvicorn[standard]>=0.30,<0.31",
            "pywin ; sys_platform == 'win32'",
            "redis==5.0.1");
  }

  @Test
  void aProjectOfPoetryTwoListsAsPythonDoes() throws IOException {
    write(
        "pyproject.toml",
        """
        [project]
        name = "shop"
        dependencies = ["uvicorn[standard] (>=0.30,<0.31)"]
        [tool.poetry]
        package-mode = false
        """);
    write("poetry.lock", LOCK);

    assertThat(lines(List.of(), List.of())).contains("uvicorn==0.30.6", "httptools==0.6.1");
  }

  @Test
  void aPackageThatNoIndexHasIsSaid() throws IOException {
    write("pyproject.toml", "[tool.poetry.dependencies]\nmine = {path = \"../mine\"}\n");
    assertThatThrownBy(() -> lines(List.of(), List.of()))
        .isInstanceOf(StacktapeException.class)
        .hasMessageContaining("takes mine from somewhere else");

    write(
        "poetry.lock",
        "[[package]]\nname = \"mine\"\nversion = \"1\"\n[package.source]\ntype = \"git\"\n");
    assertThatThrownBy(() -> lines(List.of(), List.of()))
        .isInstanceOf(StacktapeException.class)
        .hasMessageContaining("takes mine from somewhere else");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^1.2.3|>=1.2.3,<2",
        "^0.2.3|>=0.2.3,<0.3",
        "^0.0.3|>=0.0.3,<0.0.4",
        "^0|>=0,<1",
        "^2|>=2,<3",
        "~1.2.3|>=1.2.3,<1.3",
        "~1|>=1,<2",
        "1.2.3|==1.2.3",
        "1.*|==1.*",
        "*|''",
        ">=3.1, <4|>=3.1,<4",
        ">=3.1 <4|>=3.1,<4",
        "~=1.4|~=1.4",
        "!=1.5|!=1.5"
      })
  void constraintsAreThoseOfPython(String poetry, String python) {
    assertThat(PoetryProject.constraint(poetry)).isEqualTo(python);
  }
}
