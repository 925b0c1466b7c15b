package dev.stacktape.local.process;

import dev.stacktape.local.child.Tether;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Copies the classes of {@code dev.stacktape.local.child} into a folder of their own. A function's
 * process gets that folder on its class path and nothing else of ours, so that a library of ours
 * can never hide one of the function's.
 */
public final class ChildClasses {
  private static final List<String> NAMES =
      List.of(
          "Tether",
          "LoopbackDynamoDb",
          "RuntimeLoop",
          "RuntimeLoop$Invocation",
          "Handlers",
          "Handlers$Handler",
          "Handlers$Reader",
          "InvocationContext",
          "InvocationContext$1");

  private ChildClasses() {}

  /** Writes the classes under a folder and gives the folder. */
  public static Path copyTo(Path folder) {
    String prefix = Tether.class.getPackageName().replace('.', '/') + "/";
    for (String name : NAMES) {
      String resource = prefix + name + ".class";
      try (InputStream in = Tether.class.getClassLoader().getResourceAsStream(resource)) {
        if (in == null) {
          throw new FileNotFoundException(resource);
        }
        writeOnce(folder.resolve(resource), in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folder;
  }

  /** Replaced by a rename, because a process of another endpoint may be reading the old file. */
  private static void writeOnce(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), "child", ".tmp");
    Files.write(fresh, content);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
