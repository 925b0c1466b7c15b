package dev.stacktape.mcp.operation;

import dev.stacktape.resource.ContentUpload;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names the files that a deployment brings into buckets by their content. The engine's plan names
 * the folders, because a script that stands before the deployment may be what fills them; somebody
 * who agrees to a plan agrees to the files that lie there.
 */
final class ContentDigest {
  private final MessageDigest digest;

  private ContentDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** 64 hexadecimal digits; empty where nothing is brought. */
  static String of(List<ContentUpload> uploads) {
    if (uploads.isEmpty()) {
      return "";
    }
    ContentDigest all = new ContentDigest();
    uploads.forEach(all::add);
    return HexFormat.of().formatHex(all.digest.digest());
  }

  private void add(ContentUpload upload) {
    add(upload.name());
    Path folder = upload.directory();
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<PathMatcher> excluded =
        upload.excluded().stream()
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .toList();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        Path relative = folder.relativize(file);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && excluded.stream().noneMatch(pattern -> pattern.matches(relative))) {
          add(relative.toString());
          add(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Path file) throws IOException {
    add(String.valueOf(Files.size(file)));
    try (OutputStream sum = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, sum);
    }
  }

  /** With its length, so that two names never read like one. */
  private void add(String text) {
    digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
  }
}
