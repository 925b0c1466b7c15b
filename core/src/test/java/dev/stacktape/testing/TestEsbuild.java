package dev.stacktape.testing;

import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.esbuild.Libraries;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/** The bundler as the build brings it: its jar is on the tests' class path. */
public final class TestEsbuild {
  private TestEsbuild() {}

  public static EsbuildBinary binary() {
    return new EsbuildBinary(
        classPath(), Path.of("target", "esbuild").toAbsolutePath(), System.getenv());
  }

  /** Jars by the last two parts of their coordinates. */
  public static Libraries classPath() {
    return coordinates -> {
      String[] parts = coordinates.split(":", -1);
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .filter(jar -> jar.endsWith(parts[1] + "-" + parts[2] + ".jar"))
          .findFirst()
          .orElseThrow(() -> new Libraries.Unavailable(coordinates + " is not on the class path"));
    };
  }
}
