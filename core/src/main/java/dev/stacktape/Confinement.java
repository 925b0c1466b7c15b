package dev.stacktape;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.ArtifactSpec.JavaFunction;
import dev.stacktape.artifact.ArtifactSpec.JavaScriptFunction;
import dev.stacktape.artifact.ArtifactSpec.Prebuilt;
import dev.stacktape.artifact.ArtifactSpec.PythonFunction;
import dev.stacktape.artifact.ArtifactSpec.SourceFunction;
import dev.stacktape.artifact.FileChoice;
import dev.stacktape.artifact.ImageSpec.BuilderImage;
import dev.stacktape.artifact.ImageSpec.DockerfileImage;
import dev.stacktape.artifact.ImageSpec.ExistingImage;
import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.artifact.ImageSpec.SourceImage;
import dev.stacktape.artifact.JavaScriptOptions;
import dev.stacktape.artifact.PythonOptions;
import dev.stacktape.config.ConfigCode;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.program.ProjectFolder;
import dev.stacktape.resource.ContentUpload;
import dev.stacktape.resource.ResourceCode;
import dev.stacktape.stack.Synthesis;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a config packages and uploads to the files of its project. A config may name any file
 * of the machine, which is fine where its author deploys it, and a leak where somebody else can
 * have it deployed.
 */
final class Confinement {
  private static final Pattern CREDENTIAL =
      Pattern.compile("AWS_(?:ACCESS_KEY_ID|.*SECRET.*|.*TOKEN)|STACKTAPE_.*TOKEN");

  private final ProjectFolder folder;
  private final Problems problems = new Problems();

  private Confinement(ProjectFolder folder) {
    this.folder = folder;
  }

  /**
   * Goes on only when everything lies in the folder, links followed.
   *
   * @param written the file that a deployment leaves, null for none
   * @throws dev.stacktape.problem.StacktapeException {@code VALUE_INVALID} for each file that does
   *     not
   */
  static void require(Synthesis synthesis, @Nullable Path written, ProjectFolder folder) {
    Confinement confinement = new Confinement(folder);
    synthesis.artifacts().forEach(confinement::check);
    for (ContentUpload upload : synthesis.contents()) {
      confinement.check(upload.directory(), upload.location());
    }
    if (written != null) {
      confinement.check(written, null);
    }
    confinement.problems.throwIfErrors();
  }

  /**
   * Goes on only with a config of the folder: problems show lines of it.
   *
   * @throws dev.stacktape.problem.StacktapeException {@code CONFIG_NOT_FOUND}
   */
  static void requireConfig(Path file, ProjectFolder folder) {
    if (Files.exists(file) && !folder.contains(file)) {
      throw new StacktapeException(
          ConfigCode.CONFIG_NOT_FOUND
              .error("The config `%s` lies outside of the project.".formatted(file.getFileName()))
              .hint("Only files of the project are read here. Put the config itself into it."));
    }
  }

  /**
   * The variables that a program of somebody else may see. The credentials that the engine works
   * with are for AWS; a config could print them, or deploy them.
   */
  static Map<String, String> withoutCredentials(Map<String, String> environment) {
    Map<String, String> seen = new HashMap<>(environment);
    seen.keySet().removeIf(name -> CREDENTIAL.matcher(name).matches());
    return seen;
  }

  private void check(ArtifactSpec spec) {
    paths(spec).forEach(path -> check(path, spec.location()));
  }

  private static Stream<Path> paths(ArtifactSpec spec) {
    if (spec instanceof JavaFunction function) {
      return with(function.files(), function.entryFile());
    }
    if (spec instanceof JavaScriptFunction function) {
      return with(function.files(), function.entryFile(), folders(function.options()));
    }
    if (spec instanceof PythonFunction function) {
      return with(function.files(), function.entryFile(), folders(function.options()));
    }
    if (spec instanceof Prebuilt prebuilt) {
      return Stream.of(prebuilt.path());
    }
    if (spec instanceof SourceFunction function) {
      return Stream.of(function.entryFile());
    }
    if (spec instanceof SourceImage image) {
      return with(image.files(), image.entryFile(), folders(image.program()));
    }
    if (spec instanceof DockerfileImage image) {
      return Stream.of(image.context(), image.dockerfile());
    }
    if (spec instanceof BuilderImage image) {
      return Stream.of(image.directory());
    }
    if (spec instanceof ExistingImage) {
      return Stream.empty();
    }
    throw new IllegalStateException("Nobody has said which files " + spec + " reads");
  }

  private static Path[] folders(Program program) {
    if (program instanceof Program.JavaScript script) {
      return folders(script.options());
    }
    return program instanceof Program.Python python ? folders(python.options()) : new Path[0];
  }

  private static Path[] folders(JavaScriptOptions options) {
    return present(options.tsConfig(), options.sourceMapFolder());
  }

  private static Path[] folders(PythonOptions options) {
    return present(options.root(), options.manifest());
  }

  private static Path[] present(@Nullable Path... paths) {
    return Stream.of(paths).filter(path -> path != null).toArray(Path[]::new);
  }

  private static Stream<Path> with(FileChoice files, Path entry, Path... more) {
    return Stream.concat(
        Stream.concat(Stream.of(entry), Stream.of(more)),
        files.include().stream().map(pattern -> files.directory().resolve(fixed(pattern))));
  }

  /** What stands in a pattern before the first folder that is one of many. */
  private static String fixed(String pattern) {
    String before = pattern.replaceAll("[*?\\[{].*$", "");
    return before.length() == pattern.length()
        ? pattern
        : before.substring(0, before.lastIndexOf('/') + 1);
  }

  private void check(Path path, @Nullable Location location) {
    boolean inside;
    try {
      inside = folder.contains(path.normalize());
    } catch (InvalidPathException e) {
      inside = false;
    }
    if (!inside) {
      problems.add(
          ResourceCode.VALUE_INVALID
              .error("`%s` lies outside of the project.".formatted(path.normalize()))
              .at(location)
              .hint("Only files of the project are taken here. Move it into the project."));
    }
  }
}
