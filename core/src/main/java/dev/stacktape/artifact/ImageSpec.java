package dev.stacktape.artifact;

import dev.stacktape.problem.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container image that is to be built, or found.
 *
 * <p>A resource type that runs containers reads the specs of its {@code packaging} with {@code
 * resource.packaging.ImageCode}, adds them to its contribution, and writes {@link #token()} where
 * the template wants an image, as a plain string of its own. When the image is there, the token
 * becomes its reference by digest, such as {@code
 * 123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders@sha256:...}.
 */
public sealed interface ImageSpec extends ArtifactSpec {

  /** What it must run on: {@code x86_64} or {@code arm64}. */
  String architecture();

  /** Stands in the template for the image until it is built. */
  default String token() {
    return "stacktape-image:" + name();
  }

  /**
   * A program out of source code, put on a base image of its language without a Dockerfile.
   *
   * @param directory what the patterns count from; absolute
   * @param entryFile the source file that the program starts in, absolute
   * @param includeFiles patterns of further files
   * @param excludeFiles patterns of files that stay out
   * @param excludeDependencies dependencies that stay out
   * @param buildCommands shell commands that run on the base image, as root
   */
  record SourceImage(
      String name,
      Path directory,
      Path entryFile,
      Program program,
      List<String> includeFiles,
      List<String> excludeFiles,
      List<String> excludeDependencies,
      List<String> buildCommands,
      String architecture,
      @Nullable Location location)
      implements ImageSpec {

    public SourceImage {
      includeFiles = List.copyOf(includeFiles);
      excludeFiles = List.copyOf(excludeFiles);
      excludeDependencies = List.copyOf(excludeDependencies);
      buildCommands = List.copyOf(buildCommands);
    }
  }

  /**
   * An image that a user's Dockerfile makes.
   *
   * @param context the folder that it copies from, absolute
   * @param dockerfile absolute; need not lie in the context
   * @param buildArgs values for its ARG lines
   */
  record DockerfileImage(
      String name,
      Path context,
      Path dockerfile,
      Map<String, String> buildArgs,
      String architecture,
      @Nullable Location location)
      implements ImageSpec {

    public DockerfileImage {
      buildArgs = Map.copyOf(buildArgs);
    }
  }

  /**
   * An image that exists in a registry; it stays there and is referred to by its digest.
   *
   * @param reference as the user wrote it, such as {@code louislam/uptime-kuma:1}
   * @param credentials whether AWS is told a secret to pull it with, so that we may not be able to
   *     see it
   */
  record ExistingImage(
      String name,
      String reference,
      boolean credentials,
      String architecture,
      @Nullable Location location)
      implements ImageSpec {}

  /**
   * An image that a builder of its own makes out of a folder.
   *
   * @param packagingType the word in the config, such as {@code nixpacks}
   * @param directory absolute
   */
  record BuilderImage(
      String name,
      String packagingType,
      Path directory,
      String architecture,
      @Nullable Location location)
      implements ImageSpec {}

  /** What only one language knows of a program. */
  sealed interface Program {
    /** The language, ready for messages. */
    String language();

    /**
     * Java, Kotlin and whatever else is compiled in a Maven module.
     *
     * @param release of the Java that it runs on; 0 for the module's own
     */
    record Java(int release) implements Program {
      @Override
      public String language() {
        return "Java";
      }
    }

    /**
     * JavaScript and TypeScript, bundled.
     *
     * @param nodeVersion such as {@code 24}
     * @param esModules null for what fits the version
     * @param tsConfig absolute
     * @param unbundled packages that stay packages beside the bundle
     * @param leftOut packages that are not in the image
     */
    record JavaScript(
        String nodeVersion,
        @Nullable Boolean esModules,
        @Nullable Path tsConfig,
        boolean sourceMaps,
        List<String> unbundled,
        List<String> leftOut)
        implements Program {

      public JavaScript {
        unbundled = List.copyOf(unbundled);
        leftOut = List.copyOf(leftOut);
      }

      @Override
      public String language() {
        return "JavaScript";
      }
    }

    /**
     * Python.
     *
     * @param version such as {@code 3.12}
     * @param application the variable that holds the web application, null for a plain script
     * @param serving how the application is served, null for a plain script
     * @param requirements the file that lists the dependencies, absolute; null to look for it
     * @param optionalDependencies extras of the project to install
     * @param withGroups dependency groups to install as well
     * @param withoutGroups dependency groups to leave out
     * @param onlyGroups the only dependency groups to install
     */
    record Python(
        String version,
        @Nullable String application,
        @Nullable Serving serving,
        @Nullable Path requirements,
        List<String> optionalDependencies,
        List<String> withGroups,
        List<String> withoutGroups,
        List<String> onlyGroups)
        implements Program {

      public Python {
        optionalDependencies = List.copyOf(optionalDependencies);
        withGroups = List.copyOf(withGroups);
        withoutGroups = List.copyOf(withoutGroups);
        onlyGroups = List.copyOf(onlyGroups);
      }

      @Override
      public String language() {
        return "Python";
      }
    }

    /** A language whose programs need a Dockerfile so far. */
    record Other(String language) implements Program {}

    /** The interface between a web server and a Python application. */
    enum Serving {
      ASGI,
      WSGI
    }
  }
}
