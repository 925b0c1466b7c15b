package dev.stacktape.artifact;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a {@link Part} come from.
 *
 * <p>What comes deflated out of a user's archive stays as it is; everything else is deflated when
 * the zip is written.
 */
public sealed interface Source {
  /** Size of the content. */
  long unpackedBytes();

  /** Size of what {@link #writeTo} writes. */
  default long packedBytes() {
    return unpackedBytes();
  }

  /** Whether what {@link #writeTo} writes is deflated. */
  default boolean deflated() {
    return false;
  }

  /** Writes the bytes that count for the digest. */
  void writeTo(OutputStream out) throws IOException;

  /** Writes the content. */
  default void unpackTo(OutputStream out) throws IOException {
    writeTo(out);
  }

  /** A file. */
  record OnDisk(Path file, long unpackedBytes) implements Source {
    /** A file as large as it is. */
    static OnDisk of(Path file) throws IOException {
      return new OnDisk(file, Files.readAttributes(file, BasicFileAttributes.class).size());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      Files.copy(file, out);
    }
  }

  /** Bytes that were made here. */
  record InMemory(byte[] bytes) implements Source {
    @Override
    public long unpackedBytes() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /**
   * An entry of a zip that the user built, taken over as it is.
   *
   * @param offset where its data begins in the archive
   * @param crc32 of the content, as the archive says
   */
  record InArchive(
      Path archive, long offset, long packedBytes, long unpackedBytes, boolean deflated, long crc32)
      implements Source {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      WritableByteChannel target = Channels.newChannel(out);
      try (FileChannel channel = FileChannel.open(archive)) {
        long position = offset;
        long end = offset + packedBytes;
        while (position < end) {
          long moved = channel.transferTo(position, end - position, target);
          if (moved <= 0) {
            throw new EOFException(archive + " ends too early");
          }
          position += moved;
        }
      }
    }

    /**
     * Unpacks the entry as Lambda is going to, and throws the content away.
     *
     * @throws DamagedException when it is not what the archive says
     */
    void verify(String path) throws IOException {
      CheckedOutputStream content =
          new CheckedOutputStream(new Limited(unpackedBytes), new CRC32());
      try {
        unpackTo(content);
      } catch (ZipException | EOFException e) {
        throw new DamagedException(archive, path, e);
      }
      if (content.getChecksum().getValue() != crc32) {
        throw new DamagedException(archive, path, null);
      }
    }

    @Override
    public void unpackTo(OutputStream out) throws IOException {
      if (!deflated) {
        writeTo(out);
        return;
      }
      Inflater inflater = new Inflater(true);
      try {
        InflaterOutputStream inflating = new InflaterOutputStream(out, inflater);
        writeTo(inflating);
        inflating.finish();
      } finally {
        inflater.end();
      }
    }
  }

  /** An archive whose data is not what its directory says. */
  final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path archive;

    DamagedException(Path archive, String path, @Nullable Throwable cause) {
      super(path + " cannot be unpacked", cause);
      this.archive = archive;
    }

    Path archive() {
      return archive;
    }
  }

  /** Takes in no more than was announced, so that a small archive cannot keep the disk busy. */
  final class Limited extends OutputStream {
    private long left;

    Limited(long limit) {
      this.left = limit;
    }

    @Override
    public void write(int b) throws IOException {
      take(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      take(length);
    }

    private void take(int count) throws IOException {
      left -= count;
      if (left < 0) {
        throw new ZipException("more data than announced");
      }
    }
  }
}
