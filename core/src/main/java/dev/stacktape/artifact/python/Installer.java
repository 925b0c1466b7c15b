package dev.stacktape.artifact.python;

import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_TOOL_FAILED;
import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_TOOL_MISSING;

import dev.stacktape.artifact.Programs;
import dev.stacktape.artifact.PythonOptions;
import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.WorkFolder;
import dev.stacktape.artifact.python.PythonSource.Platform;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installs wheels for another machine than this one, by uv where it is, else by pip.
 *
 * @param folder keeps what was installed, by what was asked for
 */
record Installer(Programs programs, Path folder) {
  /** Lies beside what it lists, and is no part of it. */
  static final String LIST = ".requirements.txt";

  private static final int SHOWN_LINES = 6;

  /**
   * The folder that holds what {@code requirements} name, and what those need.
   *
   * @throws StacktapeException when no tool is there or it fails
   */
  Path install(Requirements requirements, String version, Platform platform) throws IOException {
    return new WorkFolder(folder)
        .result(
            key(requirements, version, platform),
            !requirements.lasting(),
            fresh -> {
              run(requirements, fresh, version, platform);
              return true;
            });
  }

  private static String key(Requirements requirements, String version, Platform platform) {
    Sha256 key = new Sha256();
    key.add(platform + "\n" + version + "\n" + requirements.identity());
    if (!requirements.lasting()) {
      key.add("\n" + requirements.folder());
    }
    return key.hex().substring(0, 32);
  }

  private void run(Requirements requirements, Path target, String version, Platform platform)
      throws IOException {
    Path list = requirements.file();
    if (list == null) {
      list = Files.write(target.resolve(LIST), requirements.lines());
    }
    List<String> command = command(list, target, version, platform);
    Programs.Outcome outcome = programs.run(command, requirements.folder(), Map.of());
    if (!outcome.succeeded()) {
      throw new StacktapeException(
          ARTIFACT_TOOL_FAILED
              .error(
                  "%s could not install the dependencies in %s:\n%s"
                      .formatted(
                          command.get(0).contains("uv") ? "uv" : "pip",
                          requirements.folder(),
                          outcome.lastLines(SHOWN_LINES)))
              .hint(
                  "Each dependency needs a wheel for Python %s on Linux (%s), or one in pure Python."
                      .formatted(version, platform.machine())));
    }
  }

  private List<String> command(Path list, Path target, String version, Platform platform) {
    Optional<Path> uv = programs.find("uv");
    if (uv.isPresent()) {
      return List.of(
          uv.get().toString(),
          "pip",
          "install",
          "--quiet",
          "--target",
          target.toString(),
          "--python-version",
          version,
          "--python-platform",
          platform.machine() + "-" + uvTag(platform),
          "--only-binary",
          ":all:",
          "-r",
          list.toString());
    }
    Path python =
        programs
            .find("python3")
            .or(() -> programs.find("python"))
            .orElseThrow(() -> toolMissing("uv or pip", "install the dependencies"));
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            python.toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"));
    command.addAll(List.of("--no-input", "--no-compile", "--target", target.toString()));
    platform
        .tags()
        .forEach(tag -> command.addAll(List.of("--platform", tag + "_" + platform.machine())));
    command.addAll(List.of("--implementation", "cp", "--python-version", version));
    command.addAll(List.of("--only-binary=:all:", "-r", list.toString()));
    return command;
  }

  /** uv takes one tag and knows which others go with it. */
  private static String uvTag(Platform platform) {
    return platform.tags().contains("manylinux_2_28") ? "manylinux_2_28" : platform.tags().get(0);
  }

  /** The lines that uv's lock file stands for. */
  List<String> export(Path project, PythonOptions options) throws IOException {
    Path uv =
        programs.find("uv").orElseThrow(() -> toolMissing("uv", "read its lock file uv.lock"));
    List<String> command =
        new ArrayList<>(
            List.of(
                uv.toString(),
                "export",
                "--quiet",
                "--frozen",
                "--no-emit-project",
                "--no-header",
                "--no-annotate",
                "--no-hashes",
                "--no-dev"));
    options.extras().forEach(extra -> command.addAll(List.of("--extra", extra)));
    options.groups().forEach(group -> command.addAll(List.of("--group", group)));
    options.leftOutGroups().forEach(group -> command.addAll(List.of("--no-group", group)));
    options.onlyGroups().forEach(group -> command.addAll(List.of("--only-group", group)));
    Programs.Outcome outcome = programs.run(command, project, Map.of());
    if (!outcome.succeeded()) {
      throw new StacktapeException(
          ARTIFACT_TOOL_FAILED
              .error("uv could not read its lock file:\n" + outcome.lastLines(SHOWN_LINES))
              .hint("Run `uv lock` in " + project + "."));
    }
    return outcome.output().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static StacktapeException toolMissing(String tool, String why) {
    return new StacktapeException(
        ARTIFACT_TOOL_MISSING
            .error("Packaging needs " + tool + " to " + why + ", and it is not on the PATH.")
            .hint(
                tool.equals("uv")
                    ? "Install uv, or run `uv export --no-dev -o requirements.txt` where it is and"
                        + " name that file in `packageManagerFile`."
                    : "Install uv or Python 3, or package the code yourself as a custom-artifact."
                        + " Code without dependencies needs neither."));
  }
}
