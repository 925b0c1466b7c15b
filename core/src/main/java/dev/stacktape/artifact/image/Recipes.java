package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ArtifactCode;
import dev.stacktape.artifact.ImageSpec;
import dev.stacktape.artifact.ImageSpec.DockerfileImage;
import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.artifact.ImageSpec.SourceImage;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.problem.StacktapeException;
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
    return new DockerfileRecipe((DockerfileImage) spec, tools(), store);
  }

  private Recipe source(SourceImage spec) {
    BaseCommands commands =
        spec.buildCommands().isEmpty() ? null : new BaseCommands(spec, tools(), store);
    return new SourceRecipe(planning(spec), commands, bases, store);
  }

  private SourceRecipe.Planning planning(SourceImage spec) {
    if (spec.program() instanceof Program.Java) {
      JavaModule module = module(spec);
      return new JavaProgram(spec, module, module.runtimeClasspath().get(), building.advice());
    }
    if (spec.program() instanceof Program.JavaScript program) {
      return new NodeProgram(spec, program, building.javaScript());
    }
    if (spec.program() instanceof Program.Python program) {
      return new PythonImage(
          spec, program, building.python(), building.directory().resolve("servers"));
    }
    throw new StacktapeException(
        ArtifactCode.FEATURE_NOT_SUPPORTED
            .error(
                "The program of %s is in %s, which cannot be put into an image yet."
                    .formatted(spec.name(), spec.program().language()))
            .hint("Write a Dockerfile, and use the packaging `custom-dockerfile`."));
  }

  private DockerTools tools() {
    return new DockerTools(building.python().programs());
  }

  private JavaModule module(SourceImage spec) {
    return JavaModule.innermost(building.modules(), spec.entryFile())
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
}
