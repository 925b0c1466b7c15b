package dev.stacktape.mcp.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for the eyes of its owner, made when something is first written. Files are replaced as a
 * whole, so that another server never reads half of one.
 *
 * @param path the folder
 */
public record PrivateFolder(Path path) {
  /** A file by its name. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Whether there is such a file. */
  public boolean has(String name) {
    return Files.isRegularFile(file(name));
  }

  /** The text of a file that is there. */
  public String read(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file, or replaces it. */
  public void write(String name, byte[] content) {
    try {
      make();
      Path whole = Files.createTempFile(path, "new", ".tmp");
      Files.write(whole, content);
      Files.move(
          whole, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a file as a whole, once, whoever asks.
   *
   * @return whether this call was the first; otherwise the file is as it was
   */
  public boolean create(String name, byte[] content) {
    try {
      make();
      Path whole = Files.createTempFile(path, "new", ".tmp");
      try {
        Files.write(whole, content);
        Files.createLink(file(name), whole);
        return true;
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException withoutLinks) {
      return createWithoutLinks(name, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Others may find the file empty for a moment. */
  private boolean createWithoutLinks(String name, byte[] content) {
    if (!claim(name)) {
      return false;
    }
    write(name, content);
    return true;
  }

  /**
   * Makes an empty file, once, whoever asks.
   *
   * @return whether this call was the first
   */
  public boolean claim(String name) {
    try {
      make();
      Files.createFile(file(name));
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds to the end of a file. */
  public void append(String name, String text) {
    try {
      make();
      Files.writeString(
          file(name),
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the files with an ending, those that were written last first. */
  public List<String> newest(String ending, int most) {
    return newest(ending).stream().limit(most).map(Dated::name).toList();
  }

  /**
   * Deletes the files with an ending that were written before a time, but never the newest ones.
   */
  public void forget(String ending, Instant before, int kept) {
    try {
      for (Dated file : newest(ending).stream().skip(kept).toList()) {
        if (file.time().toInstant().isBefore(before)) {
          Files.deleteIfExists(file(file.name()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Dated(String name, FileTime time) {}

  private List<Dated> newest(String ending) {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    List<Dated> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(path)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(ending) && Files.isRegularFile(file)) {
          files.add(new Dated(name, Files.getLastModifiedTime(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(Comparator.comparing(Dated::time).reversed().thenComparing(Dated::name));
    return files;
  }

  private void make() throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(path);
    }
  }
}
