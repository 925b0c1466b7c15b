package dev.stacktape.mcp.project;

import dev.stacktape.esbuild.Libraries;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Jars out of the Maven repository of this machine. The server downloads nothing: it works for an
 * agent, and what it runs is what a Maven build has brought in and checked.
 *
 * @param folder such as {@code ~/.m2/repository}
 */
public record LocalRepository(Path folder) implements Libraries {
  @Override
  public Path jar(String coordinates) throws Unavailable {
    String[] parts = coordinates.split(":", -1);
    Path jar =
        folder
            .resolve(parts[0].replace('.', '/'))
            .resolve(parts[1])
            .resolve(parts[2])
            .resolve(parts[1] + "-" + parts[2] + ".jar");
    if (!Files.isRegularFile(jar)) {
      throw new Unavailable(
          coordinates
              + " is not in the Maven repository "
              + folder
              + " yet (`mvn stacktape:validate` brings it)");
    }
    return jar;
  }
}
