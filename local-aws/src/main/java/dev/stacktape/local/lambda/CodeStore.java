package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ObjectReader;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.value.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The zips of functions and layers, kept by the hash of their content and unpacked when they are
 * first run.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>
 */
final class CodeStore {
  static final long UNPACKED_LIMIT = 262_144_000;

  private final Path folder;
  private final ObjectReader objects;
  private final Object unpacking = new Object();

  CodeStore(Path folder, ObjectReader objects) {
    this.folder = folder;
    this.objects = objects;
  }

  /**
   * Takes over what a {@code Code} structure points at: {@code S3Bucket} with {@code S3Key}, or
   * {@code ZipFile} in base64, or, in CloudFormation, {@code ZipFile} as source text.
   *
   * @param runtime tells the file name of source text
   */
  Code store(Document code, String runtime) {
    if (code.has("S3Bucket")) {
      return store(object(code));
    }
    if (code.has("ZipFile")) {
      return store(zipped(code.required("ZipFile"), runtime));
    }
    throw invalid("Please provide a source for function code.");
  }

  private byte[] object(Document code) {
    try {
      Path file =
          objects.object(
              code.required("S3Bucket"), code.required("S3Key"), code.text("S3ObjectVersion"));
      return Files.readAllBytes(file);
    } catch (AwsError e) {
      throw invalid(
          "Error occurred while GetObject. S3 Error Code: "
              + e.code()
              + ". S3 Error Message: "
              + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] zipped(String text, String runtime) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K') {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      return sourceZip(text, runtime);
    }
    return sourceZip(text, runtime);
  }

  private static byte[] sourceZip(String source, String runtime) {
    if (!runtime.startsWith("nodejs") && !runtime.startsWith("python")) {
      throw invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(runtime.startsWith("nodejs") ? "index.js" : "index.py");
      entry.setTime(0);
      zip.putNextEntry(entry);
      zip.write(source.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Keeps a zip. */
  Code store(byte[] zip) {
    byte[] hash = sha256(zip);
    String key = HexFormat.of().formatHex(hash);
    Path file = zipFile(key);
    try {
      if (!Files.exists(file)) {
        StateStore.replace(file, zip);
      }
      check(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Code(Base64.getEncoder().encodeToString(hash), zip.length, key);
  }

  private static void check(Path file) throws IOException {
    long size = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        size += Math.max(0, all.nextElement().getSize());
      }
    } catch (ZipException e) {
      Files.delete(file);
      throw invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
    if (size > UNPACKED_LIMIT) {
      Files.delete(file);
      throw invalid("Unzipped size must be smaller than " + UNPACKED_LIMIT + " bytes");
    }
  }

  /** The zip itself. */
  Path zip(Code code) {
    return zipFile(code.key());
  }

  private Path zipFile(String key) {
    return folder.resolve(key + ".zip");
  }

  /** The folder with the content of a zip. */
  Path unpacked(Code code) {
    Path target = folder.resolve(code.key());
    synchronized (unpacking) {
      if (!Files.isDirectory(target)) {
        try {
          unpack(zip(code), target);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return target;
  }

  /** Unpacks beside the target and renames, so that a killed process leaves no half of a folder. */
  private void unpack(Path file, Path target) throws IOException {
    Path fresh = Files.createTempDirectory(folder, "unpacking-");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Path path = fresh.resolve(entry.getName()).normalize();
        if (!path.startsWith(fresh)) {
          throw invalid("The zip has an entry outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, path, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
    makeRunnable(fresh.resolve("bootstrap"));
    makeRunnable(fresh.resolve("bin"));
    try {
      Files.move(fresh, target);
    } catch (FileAlreadyExistsException e) {
      // Another endpoint on the same folder was quicker; its copy has the same content.
      deleteTree(fresh);
    }
  }

  /** Zips made on Windows or by Java carry no execute bit. */
  private static void makeRunnable(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      if (!path.toFile().setExecutable(true)) {
        throw new IOException("Cannot make " + path + " executable");
      }
    } else if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          makeRunnable(file);
        }
      }
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  static AwsError invalid(String message) {
    return new AwsError(400, "InvalidParameterValueException", message);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
