package dev.stacktape.artifact.python;

import dev.stacktape.artifact.FileChoice;
import dev.stacktape.artifact.PythonOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program in Python, and the machine that it is to run on.
 *
 * @param entryFile absolute
 * @param handler the function in it that is called, null when the program is only started
 * @param version such as {@code 3.12}
 */
public record PythonSource(
    Path entryFile,
    @Nullable String handler,
    String version,
    Platform platform,
    PythonOptions options,
    FileChoice files) {

  /**
   * A Linux machine, by the tags of the wheels that it takes, the newest first.
   *
   * @param architecture {@code x86_64} or {@code arm64}
   * @param tags such as {@code manylinux_2_28}
   * @see <a href="https://peps.python.org/pep-0600/">tags of platforms</a>
   */
  public record Platform(String architecture, List<String> tags) {
    private static final List<String> OLD =
        List.of("manylinux_2_26", "manylinux_2_24", "manylinux_2_17", "manylinux2014");
    private static final List<String> NEW =
        List.of("manylinux_2_34", "manylinux_2_31", "manylinux_2_28", "manylinux_2_27");

    public Platform {
      tags = List.copyOf(tags);
    }

    /** Lambda's: Amazon Linux 2023 (glibc 2.34) since Python 3.12, Amazon Linux 2 (2.26) before. */
    public static Platform ofLambda(String architecture, String version) {
      return minor(version) >= 12 ? glibc(architecture) : new Platform(architecture, OLD);
    }

    /** Debian and others of the last years. */
    public static Platform glibc(String architecture) {
      List<String> all = new java.util.ArrayList<>(NEW);
      all.addAll(OLD);
      return new Platform(architecture, all);
    }

    /** Alpine. */
    public static Platform musl(String architecture) {
      return new Platform(architecture, List.of("musllinux_1_2", "musllinux_1_1"));
    }

    private static int minor(String version) {
      return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }

    /** The processor as Python calls it. */
    String machine() {
      return architecture.equals("arm64") ? "aarch64" : architecture;
    }
  }
}
