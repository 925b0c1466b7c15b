package dev.stacktape.artifact.image;

import com.google.common.io.CountingOutputStream;
import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A layer whose files have been read.
 *
 * @param files in the order of their paths
 * @param digest SHA-256 of their modes, contents and paths; it determines the layer
 */
record HashedLayer(String name, List<HashedFile> files, boolean packed, String digest) {
  /** Changes whenever the same files would become a layer of other bytes. */
  private static final String FORMAT = "stacktape-layer 1";

  /**
   * A file as it was read.
   *
   * @param modified when it was last written to, to see whether it still is what was read
   */
  record HashedFile(ImageFile file, String sha256, long size, FileTime modified) {

    boolean isUnchanged() throws IOException {
      return !(file.source() instanceof Source.OnDisk onDisk)
          || (Files.size(onDisk.file()) == size && modified.equals(time(file)));
    }
  }

  static HashedLayer of(ImageLayer layer) throws IOException {
    List<HashedFile> files = new ArrayList<>(layer.files().size());
    for (ImageFile file :
        layer.files().stream().sorted(Comparator.comparing(ImageFile::path)).toList()) {
      files.add(read(file));
    }
    Sha256 digest = new Sha256();
    digest.add(FORMAT + (layer.packed() ? " packed\n" : "\n"));
    files.forEach(file -> digest.add(line(file)));
    return new HashedLayer(layer.name(), List.copyOf(files), layer.packed(), digest.hex());
  }

  long sizeBytes() {
    return files.stream().mapToLong(HashedFile::size).sum();
  }

  private static HashedFile read(ImageFile file) throws IOException {
    Sha256 sha256 = new Sha256();
    FileTime modified = time(file);
    CountingOutputStream bytes =
        new CountingOutputStream(sha256.over(OutputStream.nullOutputStream()));
    file.source().unpackTo(bytes);
    return new HashedFile(file, sha256.hex(), bytes.getCount(), modified);
  }

  private static FileTime time(ImageFile file) throws IOException {
    return file.source() instanceof Source.OnDisk onDisk
        ? Files.getLastModifiedTime(onDisk.file())
        : FileTime.fromMillis(0);
  }

  /** The length of the path stands before it, so that no path can be taken for a line's end. */
  private static String line(HashedFile hashed) {
    String path = hashed.file().path();
    return String.join(
        " ",
        hashed.file().executable() ? "755" : "644",
        hashed.sha256(),
        Integer.toString(path.getBytes(StandardCharsets.UTF_8).length),
        path + "\n");
  }
}
