package dev.stacktape.artifact;

import dev.stacktape.artifact.JavaModule.Dependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Reads the jars that a module is going to be packaged with, while something else is done: for a
 * first packaging that takes as long as reading the config.
 */
public final class ReadAhead {
  private ReadAhead() {}

  /**
   * Notes the sums of those that are not known yet, for {@link Packaging} to find. What cannot be
   * read or noted is left to that, which says so.
   *
   * @param output the folder that the engine writes to
   */
  public static void jars(Path output, List<Dependency> classpath) {
    jars(output, classpath, Clock.systemUTC());
  }

  static void jars(Path output, List<Dependency> classpath, Clock clock) {
    Path folder = Packaging.folderIn(output);
    try {
      KnownFiles known = ZipStore.knownFiles(folder, clock);
      for (Dependency dependency : classpath) {
        read(dependency.path(), known);
      }
      Files.createDirectories(folder);
      known.add();
    } catch (IOException unreadable) {
      // Whoever packages it reads it again.
    }
  }

  private static void read(Path jar, KnownFiles known) throws IOException {
    if (Files.isRegularFile(jar)) {
      Source.OnDisk source = Source.OnDisk.of(jar);
      if (source.unpackedBytes() >= KnownFiles.LARGE_BYTES) {
        var unused = Content.sums(source, known);
      }
    }
  }
}
