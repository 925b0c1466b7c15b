package dev.stacktape.esbuild;

import java.util.Locale;
import java.util.Optional;

/**
 * A kind of machine in esbuild's words.
 *
 * @param name such as {@code linux-x64}; the artifactId and the name of the npm package
 * @param version of the jar on Maven Central; empty where Central has none. The versions differ
 *     because Central does not have every release for every machine
 */
record Platform(String name, Optional<String> version) {

  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64", "arm64" -> "arm64";
          case "x86", "i386", "i686" -> "ia32";
          default -> osArch.toLowerCase(Locale.ROOT);
        };
    String system =
        os.startsWith("windows")
            ? "win32"
            : os.startsWith("mac") ? "darwin" : os.replaceAll("[^a-z0-9]", "");
    String name = system + "-" + arch;
    return new Platform(name, version(name));
  }

  private static Optional<String> version(String name) {
    return switch (name) {
      case "linux-x64" -> Optional.of("0.25.10");
      case "darwin-x64", "darwin-arm64", "win32-x64" -> Optional.of("0.23.1");
      default -> Optional.empty();
    };
  }

  /** The coordinates of the jar that holds the program. */
  Optional<String> coordinates() {
    return version.map(number -> "org.mvnpm.at.esbuild:" + name + ":" + number);
  }

  /** The program's place inside of its package. */
  String program() {
    return isWindows() ? "esbuild.exe" : "bin/esbuild";
  }

  boolean isWindows() {
    return name.startsWith("win32");
  }
}
