package dev.stacktape.artifact.javascript;

import dev.stacktape.artifact.FileChoice;
import dev.stacktape.artifact.JavaScriptOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A program in JavaScript or TypeScript, and the machine that it is to run on.
 *
 * @param entryFile absolute
 * @param handler the export that is called, null when the program is only started
 * @param runtime such as {@code nodejs24.x}
 * @param platform what native packages must fit
 */
public record JavaScriptSource(
    Path entryFile,
    @Nullable String handler,
    String runtime,
    Platform platform,
    JavaScriptOptions options,
    FileChoice files) {

  /** The folder that everything is bundled in, and that paths in the bundle count from. */
  Path directory() {
    return files.directory();
  }

  int nodeVersion() {
    return JavaScriptOptions.nodeVersion(runtime);
  }

  /**
   * A Linux machine.
   *
   * @param architecture {@code x86_64} or {@code arm64}
   * @param libc what its C library is called by npm, such as {@code musl}
   */
  public record Platform(String architecture, String libc) {
    /** What Lambda's runtimes are. */
    public static Platform ofLambda(String architecture) {
      return new Platform(architecture, "glibc");
    }

    /** The architecture as npm calls it. */
    String cpu() {
      return architecture.equals("arm64") ? "arm64" : "x64";
    }
  }
}
