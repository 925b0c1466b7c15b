package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ArtifactCode;
import dev.stacktape.artifact.ImageSpec.DockerfileImage;
import dev.stacktape.artifact.Programs;
import dev.stacktape.artifact.Programs.Outcome;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools that build images out of Dockerfiles, each left to write the image into a file: nothing
 * is pushed by them, so they need no login and know no registry of ours.
 */
record DockerTools(Programs programs) {
  private static final int LINES_SHOWN = 12;
  private static final List<String> NOT_RUNNING =
      List.of(
          "Cannot connect to the Docker daemon", "docker daemon", "buildkitd", "podman machine");

  /** One tool: the commands that leave the image in a file. */
  private record Tool(String name, List<List<String>> commands) {}

  /**
   * Builds an image with the first tool that works.
   *
   * @param to the file that it is written to, an archive in OCI's or Docker's form
   * @throws StacktapeException {@code IMAGE_BUILDER_MISSING}, {@code IMAGE_BUILDER_FAILED}
   */
  void build(DockerfileImage spec, Path to) throws IOException {
    List<Tool> tools = tools(spec, to);
    if (tools.isEmpty()) {
      throw missing(spec);
    }
    StacktapeException first = null;
    for (Tool tool : tools) {
      Optional<Outcome> failed = run(tool, spec.context());
      if (failed.isEmpty()) {
        return;
      }
      StacktapeException problem = failed(spec, tool, failed.get());
      if (NOT_RUNNING.stream().noneMatch(failed.get().output()::contains)) {
        throw problem;
      }
      first = first == null ? problem : first;
      Files.deleteIfExists(to);
    }
    throw first == null ? missing(spec) : first;
  }

  private Optional<Outcome> run(Tool tool, Path folder) throws IOException {
    for (List<String> command : tool.commands()) {
      Outcome outcome = programs.run(command, folder, Map.of());
      if (!outcome.succeeded()) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }

  private List<Tool> tools(DockerfileImage spec, Path to) {
    String tag = "localhost/stacktape/" + spec.name() + ":build";
    List<Tool> tools = new ArrayList<>();
    programs
        .find("docker")
        .ifPresent(
            docker -> {
              if (hasBuildx(docker, spec.context())) {
                tools.add(
                    new Tool(
                        "docker buildx",
                        List.of(
                            command(
                                List.of(docker.toString(), "buildx", "build"),
                                spec,
                                "--provenance=false",
                                "--output",
                                "type=docker,dest=" + to))));
              } else {
                tools.add(
                    new Tool(
                        "docker",
                        List.of(
                            command(List.of(docker.toString(), "build"), spec, "-t", tag),
                            List.of(docker.toString(), "save", "-o", to.toString(), tag))));
              }
            });
    programs
        .find("podman")
        .ifPresent(
            podman ->
                tools.add(
                    new Tool(
                        "podman",
                        List.of(
                            command(List.of(podman.toString(), "build"), spec, "-t", tag),
                            List.of(
                                podman.toString(),
                                "save",
                                "--format",
                                "oci-archive",
                                "-o",
                                to.toString(),
                                tag)))));
    programs
        .find("buildah")
        .ifPresent(
            buildah ->
                tools.add(
                    new Tool(
                        "buildah",
                        List.of(
                            command(List.of(buildah.toString(), "build"), spec, "-t", tag),
                            List.of(buildah.toString(), "push", tag, "oci-archive:" + to)))));
    programs
        .find("buildctl")
        .ifPresent(
            buildctl -> tools.add(new Tool("buildctl", List.of(buildctl(buildctl, spec, to)))));
    return tools;
  }

  private boolean hasBuildx(Path docker, Path folder) {
    try {
      return programs
          .run(List.of(docker.toString(), "buildx", "version"), folder, Map.of())
          .succeeded();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> command(List<String> verb, DockerfileImage spec, String... more) {
    List<String> command = new ArrayList<>(verb);
    command.addAll(List.of("--platform", "linux/" + Platforms.dockerWord(spec.architecture())));
    command.addAll(List.of("-f", spec.dockerfile().toString()));
    spec.buildArgs()
        .forEach((name, value) -> command.addAll(List.of("--build-arg", name + "=" + value)));
    command.addAll(List.of(more));
    command.add(spec.context().toString());
    return command;
  }

  private static List<String> buildctl(Path program, DockerfileImage spec, Path to) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "build",
                "--frontend=dockerfile.v0",
                "--local=context=" + spec.context(),
                "--local=dockerfile=" + spec.dockerfile().getParent(),
                "--opt=filename=" + spec.dockerfile().getFileName(),
                "--opt=platform=linux/" + Platforms.dockerWord(spec.architecture())));
    spec.buildArgs().forEach((name, value) -> command.add("--opt=build-arg:" + name + "=" + value));
    command.add("--output=type=oci,dest=" + to);
    return command;
  }

  private static StacktapeException missing(DockerfileImage spec) {
    return new StacktapeException(
        ArtifactCode.IMAGE_BUILDER_MISSING
            .error(
                ("The image of %s comes from a Dockerfile, and none of docker, podman, buildah and"
                        + " buildctl is on the PATH.")
                    .formatted(spec.name()))
            .at(spec.location())
            .hint(
                "Install one of them. The packaging `stacktape-image-buildpack` needs none, and"
                    + " `prebuilt-image` takes an image that was built elsewhere."));
  }

  private static StacktapeException failed(DockerfileImage spec, Tool tool, Outcome outcome) {
    return new StacktapeException(
        ArtifactCode.IMAGE_BUILDER_FAILED
            .error(
                "%s could not build the image of %s:\n%s"
                    .formatted(tool.name(), spec.name(), outcome.lastLines(LINES_SHOWN)))
            .at(spec.location())
            .hint("Build `%s` by hand to see more.".formatted(spec.dockerfile())));
  }
}
