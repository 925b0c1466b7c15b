package dev.stacktape.local.ecr;

import dev.stacktape.local.AwsRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of layers, configurations and manifests under their digests, shared by all
 * repositories, and uploads that are on their way.
 */
final class LayerStore {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern UPLOAD = Pattern.compile("[0-9a-f-]{36}");

  private final Path blobs;
  private final Path uploads;

  LayerStore(Path folder) {
    this.blobs = folder.resolve("blobs");
    this.uploads = folder.resolve("uploads");
  }

  static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  /** The file of a blob, or null when it is not there. */
  @Nullable Path find(String digest) {
    if (!isDigest(digest)) {
      return null;
    }
    Path file = file(digest);
    return Files.isRegularFile(file) ? file : null;
  }

  /** Keeps bytes, and says their digest. */
  String put(byte[] bytes) {
    try {
      Files.createDirectories(blobs);
      String digest = "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
      Path written = Files.createTempFile(blobs, ".new", ".tmp");
      Files.write(written, bytes);
      Files.move(written, file(digest), StandardCopyOption.REPLACE_EXISTING);
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins an upload, and says its name. */
  String begin() {
    try {
      String id = UUID.randomUUID().toString();
      Files.createDirectories(uploads);
      Files.createFile(uploads.resolve(id));
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isUpload(String id) {
    return UPLOAD.matcher(id).matches() && Files.isRegularFile(uploads.resolve(id));
  }

  /** How much has arrived, in bytes. */
  long length(String id) {
    try {
      return Files.size(uploads.resolve(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the body of a request to an upload, and says how long that is then. */
  long append(String id, AwsRequest request) {
    Path upload = uploads.resolve(id);
    try {
      Path whole = request.bodyFile();
      if (whole != null && Files.size(upload) == 0) {
        Files.move(whole, upload, StandardCopyOption.REPLACE_EXISTING);
      } else {
        try (InputStream in = request.open();
            OutputStream out = Files.newOutputStream(upload, StandardOpenOption.APPEND)) {
          in.transferTo(out);
        }
      }
      return Files.size(upload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends an upload; false, and nothing is kept, when the bytes are not those of the digest. */
  boolean finish(String id, String digest) {
    Path upload = uploads.resolve(id);
    try {
      MessageDigest sha256 = sha256();
      try (InputStream in = new DigestInputStream(Files.newInputStream(upload), sha256)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      boolean same = digest.equals("sha256:" + HexFormat.of().formatHex(sha256.digest()));
      if (same) {
        Files.createDirectories(blobs);
        Files.move(upload, file(digest), StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.delete(upload);
      }
      return same;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void cancel(String id) {
    try {
      Files.deleteIfExists(uploads.resolve(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Colons are no part of names everywhere. */
  private Path file(String digest) {
    return blobs.resolve(digest.replace(':', '-'));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
