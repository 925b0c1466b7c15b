package dev.stacktape.artifact;

import dev.stacktape.problem.Location;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is to be built, as far as the config says it; nothing has been read or compiled yet. */
public sealed interface ArtifactSpec permits ArtifactSpec.FunctionSpec, ImageSpec {

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
    return value.startsWith(keyToken("")) || value.startsWith(ImageSpec.tokenOf(""));
  }

  /** The code of a Lambda function. */
  sealed interface FunctionSpec extends ArtifactSpec
      permits JavaFunction, JavaScriptFunction, PythonFunction, Prebuilt, SourceFunction {
    /** What Lambda is told to call. */
    String handler();

    /** Such as {@code java21}. */
    String runtime();

    /** {@code x86_64} or {@code arm64}. */
    String architecture();
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
      FileChoice files,
      @Nullable Location location)
      implements FunctionSpec {}

  /**
   * A Lambda function in JavaScript or TypeScript: one bundle of its code at the root of the zip.
   *
   * @param entryFile the source file that exports the handler, absolute
   * @param handler what Lambda is told, such as {@code index.default}
   * @param runtime such as {@code nodejs24.x}
   */
  record JavaScriptFunction(
      String name,
      Path entryFile,
      String handler,
      String runtime,
      String architecture,
      JavaScriptOptions options,
      FileChoice files,
      @Nullable Location location)
      implements FunctionSpec {

    /** The same, bundled in another way. */
    public JavaScriptFunction with(JavaScriptOptions other) {
      return new JavaScriptFunction(
          name, entryFile, handler, runtime, architecture, other, files, location);
    }
  }

  /**
   * A Lambda function in Python: its source files and its dependencies at the root of the zip.
   *
   * @param entryFile the source file that holds the handler, absolute
   * @param handler what Lambda is told, such as {@code src/app.handler}
   * @param runtime such as {@code python3.12}
   */
  record PythonFunction(
      String name,
      Path entryFile,
      String handler,
      String runtime,
      String architecture,
      PythonOptions options,
      FileChoice files,
      @Nullable Location location)
      implements FunctionSpec {}

  /**
   * A file or folder that the user built: a zip or jar is taken as it is, anything else is zipped.
   *
   * @param path absolute
   * @param handler what Lambda is told
   * @param runtime such as {@code nodejs22.x}
   * @param layered whether layers may hold the handler too
   */
  record Prebuilt(
      String name,
      Path path,
      String handler,
      String runtime,
      String architecture,
      boolean layered,
      @Nullable Location location)
      implements FunctionSpec {}

  /**
   * A Lambda function in a language that cannot be packaged yet.
   *
   * @param entryFile the source file of the handler, absolute
   * @param language such as {@code Ruby}; ready for messages
   * @param handler what Lambda is told
   * @param runtime such as {@code ruby3.3}
   */
  record SourceFunction(
      String name,
      Path entryFile,
      String language,
      String handler,
      String runtime,
      String architecture,
      @Nullable Location location)
      implements FunctionSpec {}
}
