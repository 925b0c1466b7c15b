package dev.stacktape.resource.packaging;

import static dev.stacktape.resource.ResourceCode.ENTRY_FILE_UNSUPPORTED;
import static dev.stacktape.resource.ResourceCode.PACKAGE_FILE_NOT_FOUND;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.artifact.FileChoice;
import dev.stacktape.artifact.ImageSpec;
import dev.stacktape.artifact.python.PythonProject;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The image of one container as its {@code packaging} describes it. A type calls {@link #check} in
 * its own check and {@link #of} when it contributes:
 *
 * <pre>{@code
 * ImageSpec image = new ImageCode(packaging, "default", "arm64", "packaging").of(to);
 * to.add(image);
 * definition.with("Image", image.token());
 * }</pre>
 *
 * <p>What the container starts instead of what the image says ({@code entryPoint}, {@code command})
 * and the secret of a private registry belong to the container's definition, not to the image.
 */
public final class ImageCode {
  private static final Pattern FILE_AND_APPLICATION = Pattern.compile("(.+\\.\\w+):([\\w.]+)");
  private static final String DEFAULT_DOCKERFILE = "Dockerfile";

  private final Object packaging;
  private final String container;
  private final String architecture;
  private final Object[] path;

  /**
   * The image of a container.
   *
   * @param container its name in the resource; {@code default} where there is only one
   * @param architecture {@code x86_64} or {@code arm64}
   * @param path of the packaging below {@code properties:}
   */
  public ImageCode(
      ImagePackaging packaging, String container, String architecture, Object... path) {
    this((Object) packaging, container, architecture, path);
  }

  /** The image of a batch job's container; as above. */
  public ImageCode(
      JobImagePackaging packaging, String container, String architecture, Object... path) {
    this((Object) packaging, container, architecture, path);
  }

  private ImageCode(Object packaging, String container, String architecture, Object[] path) {
    this.packaging = packaging;
    this.container = container;
    this.architecture = architecture;
    this.path = path.clone();
  }

  /** Reports what is wrong with it; reads nothing but whether files are there. */
  public void check(Inspection<?> inspection) {
    var unused = read(inspection);
  }

  /** The image of a container that has passed its check. */
  public ImageSpec of(Contribution<?> to) {
    return read(new Inspection<>(to.resource(), to.stack(), new Problems()))
        .orElseThrow(() -> new IllegalStateException(to.name() + " has not been checked"));
  }

  private Optional<ImageSpec> read(Inspection<?> inspection) {
    if (packaging instanceof ImageBuildpack buildpack) {
      return source(inspection, buildpack);
    }
    if (packaging instanceof DockerfileBuild build) {
      return dockerfile(
          inspection, build.buildContextPath(), build.dockerfilePath(), build.buildArgs());
    }
    if (packaging instanceof JobDockerfileBuild build) {
      return dockerfile(
          inspection, build.buildContextPath(), build.dockerfilePath(), build.buildArgs());
    }
    if (packaging instanceof PrebuiltImage image) {
      return existing(inspection, image.image(), image.repositoryCredentialsSecretArn());
    }
    if (packaging instanceof JobPrebuiltImage image) {
      return existing(inspection, image.image(), null);
    }
    if (packaging instanceof ExternalBuildpack buildpack) {
      return builder(inspection, "external-buildpack", buildpack.sourceDirectoryPath());
    }
    return builder(inspection, "nixpacks", ((NixpacksBuild) packaging).sourceDirectoryPath());
  }

  // ---- out of source code ----

  private Optional<ImageSpec> source(Inspection<?> inspection, ImageBuildpack buildpack) {
    Matcher parts = FILE_AND_APPLICATION.matcher(buildpack.entryfilePath());
    String entry = parts.matches() ? parts.group(1) : buildpack.entryfilePath();
    String application = parts.matches() ? parts.group(2) : null;
    Optional<Language> language = Language.ofFile(entry);
    if (language.isEmpty()) {
      report(
          inspection,
          ENTRY_FILE_UNSUPPORTED
              .error("`%s` is in no language that can be packaged.".formatted(entry))
              .hint("Known extensions: " + String.join(", ", Language.knownExtensions())),
          "entryfilePath");
      return Optional.empty();
    }
    Path file = path(inspection, entry, false, "entryfilePath");
    LanguageOptions.check(inspection, language.get(), at("languageSpecificConfig"));
    return program(inspection, language.get(), buildpack, file, application)
        .map(
            program ->
                new ImageSpec.SourceImage(
                    name(inspection),
                    file,
                    program,
                    files(inspection, buildpack),
                    buildpack.customDockerBuildCommands(),
                    architecture,
                    place(inspection, "entryfilePath")));
  }

  /** The language has a second word for dependencies that stay out of the image. */
  private static FileChoice files(Inspection<?> inspection, ImageBuildpack buildpack) {
    List<String> excluded = new ArrayList<>(buildpack.excludeDependencies());
    LanguageSpecificConfig options = buildpack.languageSpecificConfig();
    if (options != null) {
      excluded.addAll(options.dependenciesToExcludeFromDeploymentPackage());
    }
    return new FileChoice(
        inspection.stack().directory(),
        buildpack.includeFiles(),
        buildpack.excludeFiles(),
        excluded);
  }

  private Optional<ImageSpec.Program> program(
      Inspection<?> inspection,
      Language language,
      ImageBuildpack buildpack,
      Path file,
      @Nullable String application) {
    LanguageSpecificConfig options = buildpack.languageSpecificConfig();
    return switch (language) {
      case JAVA -> Optional.of(ImagePrograms.java(options));
      case JAVASCRIPT ->
          Optional.of(ImagePrograms.javaScript(options, inspection.stack().directory()));
      case PYTHON -> python(inspection, options, file, application);
      default -> Optional.of(new ImageSpec.Program.Other(language.title()));
    };
  }

  private boolean servesSomething(
      Inspection<?> inspection,
      @Nullable LanguageSpecificConfig options,
      @Nullable String application) {
    if (options == null || options.runAppAs() == null || application != null) {
      return true;
    }
    report(
        inspection,
        PROPERTY_NEEDS_ANOTHER
            .error("`runAppAs` needs the variable that holds the application.")
            .hint("Write it behind the file: `entryfilePath: app/main.py:app`."),
        "languageSpecificConfig",
        "runAppAs");
    return false;
  }

  private Optional<ImageSpec.Program> python(
      Inspection<?> inspection,
      @Nullable LanguageSpecificConfig options,
      Path file,
      @Nullable String application) {
    if (!servesSomething(inspection, options, application)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of(new ImageSpec.Program.Other(Language.PYTHON.title()));
    }
    Path directory = inspection.stack().directory();
    String named = options == null ? null : options.packageManagerFile();
    Path manifest = named == null ? null : directory.resolve(named).normalize();
    if (manifest != null && !Files.isRegularFile(manifest)) {
      report(
          inspection,
          PACKAGE_FILE_NOT_FOUND
              .error("There is no file `%s`.".formatted(named))
              .hint("Paths start from the folder of the config."),
          "languageSpecificConfig",
          "packageManagerFile");
      return Optional.empty();
    }
    return Optional.of(
        ImagePrograms.python(
            options, file, application, PythonProject.of(file, directory, manifest)));
  }

  // ---- built by somebody else ----

  private Optional<ImageSpec> dockerfile(
      Inspection<?> inspection,
      String contextPath,
      @Nullable String dockerfilePath,
      List<BuildArg> arguments) {
    Path context = path(inspection, contextPath, true, "buildContextPath");
    String relative = dockerfilePath == null ? DEFAULT_DOCKERFILE : dockerfilePath;
    Path dockerfile = context.resolve(relative).normalize();
    if (Files.isDirectory(context) && !Files.isRegularFile(dockerfile)) {
      report(
          inspection,
          MissingCode.problem(
                  "There is no Dockerfile `%s` in `%s`.".formatted(relative, contextPath),
                  dockerfile,
                  inspection.stack().directory())
              .hint("`dockerfilePath` counts from `buildContextPath`."),
          dockerfilePath == null ? "buildContextPath" : "dockerfilePath");
    }
    Map<String, String> values = new LinkedHashMap<>();
    arguments.forEach(argument -> values.put(argument.argName(), argument.value()));
    return Optional.of(
        new ImageSpec.DockerfileImage(
            name(inspection),
            context,
            dockerfile,
            values,
            architecture,
            place(inspection, "buildContextPath")));
  }

  private Optional<ImageSpec> existing(
      Inspection<?> inspection, String image, @Nullable String secret) {
    if (image.isBlank() || image.chars().anyMatch(Character::isWhitespace)) {
      report(
          inspection,
          VALUE_INVALID
              .error("`%s` is no image.".formatted(image))
              .hint("Write it like `nginx:1.27` or `registry.acme.com/team/app@sha256:...`."),
          "image");
      return Optional.empty();
    }
    return Optional.of(
        new ImageSpec.ExistingImage(
            name(inspection), image, secret, architecture, place(inspection, "image")));
  }

  private Optional<ImageSpec> builder(Inspection<?> inspection, String type, String directoryPath) {
    return Optional.of(
        new ImageSpec.BuilderImage(
            name(inspection),
            type,
            path(inspection, directoryPath, true, "sourceDirectoryPath"),
            architecture,
            place(inspection, "sourceDirectoryPath")));
  }

  // ---- places and names ----

  /** A path of the config; one where nothing is, is reported, and goes on as if it were there. */
  private Path path(Inspection<?> inspection, String relative, boolean folder, String key) {
    Path found = inspection.stack().directory().resolve(relative).normalize();
    if (folder ? Files.isDirectory(found) : Files.isRegularFile(found)) {
      return found;
    }
    report(
        inspection,
        MissingCode.problem(
                "There is no %s `%s`.".formatted(folder ? "folder" : "file", relative),
                found,
                inspection.stack().directory())
            .hint("Paths start from the folder of the config."),
        key);
    return found;
  }

  /** Registries know lower case only. */
  private String name(Inspection<?> inspection) {
    return (inspection.resource().name() + "-" + container).toLowerCase(Locale.ROOT);
  }

  private void report(Inspection<?> inspection, Problem problem, Object... below) {
    inspection.report(problem, at(below));
  }

  private Location place(Inspection<?> inspection, Object... below) {
    return inspection.resource().at(at(below));
  }

  private Object[] at(Object... below) {
    List<Object> all = new ArrayList<>(Arrays.asList(path));
    all.add("properties");
    all.addAll(Arrays.asList(below));
    return all.toArray();
  }
}
