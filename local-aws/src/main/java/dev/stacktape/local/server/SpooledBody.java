package dev.stacktape.local.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Collects a request body: a small one in memory, a large one in a file. */
final class SpooledBody extends OutputStream {
  /** Bodies beyond this many bytes go to disk. */
  static final int IN_MEMORY = 1 << 20;

  private final Path folder;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path file;
  private @Nullable OutputStream fileStream;
  private long length;

  SpooledBody(Path folder) {
    this.folder = folder;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    length += count;
    if (fileStream == null && length > IN_MEMORY) {
      Files.createDirectories(folder);
      file = Files.createTempFile(folder, "body-", ".tmp");
      fileStream = Files.newOutputStream(file);
      memory.writeTo(fileStream);
      memory = new ByteArrayOutputStream(0);
    }
    (fileStream == null ? memory : fileStream).write(bytes, offset, count);
  }

  @Override
  public void close() throws IOException {
    if (fileStream != null) {
      fileStream.close();
    }
  }

  long length() {
    return length;
  }

  /** The body when it is small, else nothing. */
  byte[] bytes() {
    return memory.toByteArray();
  }

  /** Where a large body lies, else null. */
  @Nullable Path file() {
    return file;
  }

  /** Removes what nobody took. */
  void discard() throws IOException {
    close();
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
