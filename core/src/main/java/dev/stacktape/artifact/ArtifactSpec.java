package dev.stacktape.artifact;

import dev.stacktape.problem.Location;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is to be built, as far as the config says it; nothing has been read or compiled yet. */
public sealed interface ArtifactSpec
    permits ArtifactSpec.JavaFunction,
        ArtifactSpec.Prebuilt,
        ArtifactSpec.SourceFunction,
        ImageSpec {

  /** The resource that runs it, for an image with the container; unique in a stack. */
  String name();

  /** The place in the config that asks for it. */
  @Nullable Location location();

  /**
   * Stands in the template for the S3 key of the artifact until it is built. A plain string, so
   * that an unbound template is valid too.
   */
  static String keyToken(String name) {
    return "stacktape-artifact:" + name;
  }

  /** Whether a value of a template stands for an artifact that is not built yet. */
  static boolean isToken(String value) {
    return value.startsWith(keyToken(""));
  }

  /**
   * A Lambda function out of a Maven module: its classes at the root of the zip, the jars that it
   * needs at run time in {@code lib/}.
   *
   * @param entryFile the source file of the handler class, absolute
   * @param handler what Lambda is told, such as {@code com.acme.SaveOrder::handleRequest}
   * @param runtime such as {@code java21}
   * @param architecture {@code x86_64} or {@code arm64}
   */
  record JavaFunction(
      String name,
      Path entryFile,
      String handler,
      String runtime,
      String architecture,
      @Nullable Location location)
      implements ArtifactSpec {}

  /**
   * A file or folder that the user built: a zip or jar is taken as it is, anything else is zipped.
   *
   * @param path absolute
   * @param handler what Lambda is told
   * @param runtime such as {@code nodejs22.x}
   */
  record Prebuilt(
      String name,
      Path path,
      String handler,
      String runtime,
      String architecture,
      @Nullable Location location)
      implements ArtifactSpec {}

  /**
   * A Lambda function out of source code in a language that has its own way of packaging.
   *
   * @param entryFile the source file of the handler, absolute
   * @param language such as {@code Python}; ready for messages
   * @param handler what Lambda is told
   * @param runtime such as {@code python3.12}
   */
  record SourceFunction(
      String name,
      Path entryFile,
      String language,
      String handler,
      String runtime,
      String architecture,
      @Nullable Location location)
      implements ArtifactSpec {}
}
