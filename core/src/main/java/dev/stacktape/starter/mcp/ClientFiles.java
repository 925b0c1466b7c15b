package dev.stacktape.starter.mcp;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes the server into the configuration of clients. Nothing else in a file changes; before a
 * file is changed, it is copied.
 *
 * @param home the user's folder
 * @param projectName for the name of the server in files that all projects share
 */
public record ClientFiles(Path project, Path home, String projectName) {
  /** What came of a file. */
  public enum Outcome {
    CREATED,
    UPDATED,
    UNCHANGED,
    /** It is left as it is, because it could not be understood. */
    FAILED
  }

  /**
   * What came of a client's file.
   *
   * @param backup what was there before, null where there was nothing or it stayed
   * @param reason of a failure
   */
  public record Result(
      Client client, Path file, Outcome outcome, @Nullable Path backup, @Nullable String reason) {}

  /** Writes the server into the file of a client. */
  public Result write(Client client, ServerCommand command) throws IOException {
    Path file = client.file(project, home);
    boolean there = Files.exists(file);
    try {
      String before = there ? Files.readString(file) : "";
      String after = client.put(before, client.server(project, home, projectName), command);
      if (after.equals(before)) {
        return new Result(client, file, Outcome.UNCHANGED, null, null);
      }
      Path backup = there ? backup(file) : null;
      replace(file, after);
      return new Result(client, file, there ? Outcome.UPDATED : Outcome.CREATED, backup, null);
    } catch (UnreadableFileException | CharacterCodingException e) {
      return new Result(client, file, Outcome.FAILED, null, e.getMessage());
    }
  }

  /** An earlier copy is what the user had before any of this; it stays. */
  private static Path backup(Path file) throws IOException {
    int number = 1;
    Path copy = file.resolveSibling(file.getFileName() + ".bak");
    while (Files.exists(copy)) {
      number++;
      copy = file.resolveSibling(file.getFileName() + ".bak" + number);
    }
    return Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Through a link where there is one, and never half written. */
  private static void replace(Path file, String text) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file;
    Path folder = Files.createDirectories(real.toAbsolutePath().getParent());
    Path whole = Files.createTempFile(folder, "mcp", ".tmp");
    try {
      if (Files.exists(real)) {
        Files.copy(
            real, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      }
      Files.writeString(whole, text);
      Files.move(whole, real, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
