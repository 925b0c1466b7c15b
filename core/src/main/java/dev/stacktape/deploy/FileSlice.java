package dev.stacktape.deploy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;

/** A stretch of a file. */
record FileSlice(Path file, long offset, long length) {
  private static final int BUFFER = 64 * 1024;

  /** The whole of a file in slices of this size; the last may be shorter. */
  static List<FileSlice> of(Path file, long fileSize, long sliceSize) {
    List<FileSlice> slices = new ArrayList<>();
    for (long offset = 0; offset < fileSize; offset += sliceSize) {
      slices.add(new FileSlice(file, offset, Math.min(sliceSize, fileSize - offset)));
    }
    return slices;
  }

  /** The slice as the body of a request, which may be read several times. */
  RequestBody body() {
    return RequestBody.fromContentProvider(this::open, length, "application/octet-stream");
  }

  /** SHA-256 in base64, as S3 wants it. */
  String sha256() {
    try (InputStream in = open()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException("Every JDK has SHA-256", bug);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private InputStream open() {
    try {
      InputStream in = Files.newInputStream(file);
      in.skipNBytes(offset);
      return new Limited(in, length);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Ends after so many bytes. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long limit) {
      super(in);
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int read = left == 0 ? -1 : super.read();
      left -= read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      int read = left == 0 ? -1 : super.read(bytes, from, (int) Math.min(count, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
