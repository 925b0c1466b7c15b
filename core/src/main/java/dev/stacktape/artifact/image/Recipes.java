package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ArtifactCode;
import dev.stacktape.artifact.ImageSpec;
import dev.stacktape.artifact.ImageSpec.DockerfileImage;
import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.artifact.ImageSpec.SourceImage;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Which recipe makes which image. */
final class Recipes {
  private final ImageBuilding building;
  private final BaseImages bases;
  private final ImageStore store;

  Recipes(ImageBuilding building, BaseImages bases, ImageStore store) {
    this.building = building;
    this.bases = bases;
    this.store = store;
  }

  /**
   * The recipe for an image that has to be built.
   *
   * @throws StacktapeException when there is none
   */
  Recipe of(ImageSpec spec) {
    if (spec instanceof SourceImage source) {
      return source(source);
    }
    if (spec instanceof ImageSpec.BuilderImage builder) {
      throw new StacktapeException(
          ArtifactCode.FEATURE_NOT_SUPPORTED
              .error(
                  "The image of %s is to be built by `%s`, which is not supported yet."
                      .formatted(builder.name(), builder.packagingType()))
              .hint("Use `stacktape-image-buildpack`, or `custom-dockerfile`."));
    }
    throw new StacktapeException(
        ArtifactCode.FEATURE_NOT_SUPPORTED
            .error(((DockerfileImage) spec).name() + " cannot be built yet.")
            .hint("Use `stacktape-image-buildpack`."));
  }

  private Recipe source(SourceImage spec) {
    if (!spec.buildCommands().isEmpty()) {
      throw new StacktapeException(
          ArtifactCode.FEATURE_NOT_SUPPORTED
              .error("Commands in the base image of %s cannot be run yet.".formatted(spec.name()))
              .hint(
                  "Put them into a Dockerfile of your own, and use an image that is made of it as"
                      + " the base: -Dstacktape.baseImages."));
    }
    if (spec.program() instanceof Program.Java) {
      JavaModule module = module(spec);
      return new SourceRecipe(
          new JavaProgram(spec, module, module.runtimeClasspath().get(), building.advice()),
          bases,
          store);
    }
    if (spec.program() instanceof Program.JavaScript program) {
      return new SourceRecipe(new NodeProgram(spec, program, building.javaScript()), bases, store);
    }
    if (spec.program() instanceof Program.Python program) {
      return new SourceRecipe(
          new PythonImage(
              spec, program, building.python(), building.directory().resolve("servers")),
          bases,
          store);
    }
    throw new StacktapeException(
        ArtifactCode.FEATURE_NOT_SUPPORTED
            .error(
                "The program of %s is in %s, which cannot be put into an image yet."
                    .formatted(spec.name(), spec.program().language()))
            .hint("Write a Dockerfile, and use the packaging `custom-dockerfile`."));
  }

  /** The innermost module that the entry file lies in. */
  private JavaModule module(SourceImage spec) {
    Path entry = real(spec.entryFile());
    return building.modules().stream()
        .filter(module -> entry.startsWith(real(module.directory())))
        .max(Comparator.comparingInt(module -> real(module.directory()).getNameCount()))
        .orElseThrow(
            () ->
                new StacktapeException(
                    ArtifactCode.ARTIFACT_NO_MODULE
                        .error(spec.entryFile() + " is in no Java module of this build.")
                        .hint(modules())));
  }

  private String modules() {
    List<String> known = building.modules().stream().map(JavaModule::id).toList();
    return known.isEmpty()
        ? "Run the build that compiles it."
        : "The modules of this build: " + String.join(", ", known) + ".";
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // what is not there has no links to follow
    }
  }
}
