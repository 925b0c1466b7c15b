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
    return tokenOf(name());
  }

  /** The token of the image with this name. */
  static String tokenOf(String name) {
    return "stacktape-image:" + name;
  }

  /**
   * A program out of source code, put on a base image of its language without a Dockerfile.
   *
   * @param entryFile the source file that the program starts in, absolute
   * @param buildCommands shell commands that run on the base image, as root
   */
  record SourceImage(
      String name,
      Path entryFile,
      Program program,
      FileChoice files,
      List<String> buildCommands,
      String architecture,
      @Nullable Location location)
      implements ImageSpec {

    public SourceImage {
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
   * @param secret ARN of the secret with the user and password that AWS pulls it with, null when it
   *     needs none
   */
  record ExistingImage(
      String name,
      String reference,
      @Nullable String secret,
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
     */
    record JavaScript(String nodeVersion, JavaScriptOptions options) implements Program {
      @Override
      public String language() {
        return "JavaScript";
      }
    }

    /**
     * Python.
     *
     * @param version such as {@code 3.12}
     * @param module what Python calls the entry file, such as {@code app.main}
     * @param application the variable that holds the web application, null for a plain script
     * @param serving how the application is served, null for a plain script
     */
    record Python(
        String version,
        String module,
        @Nullable String application,
        @Nullable Serving serving,
        PythonOptions options)
        implements Program {
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
