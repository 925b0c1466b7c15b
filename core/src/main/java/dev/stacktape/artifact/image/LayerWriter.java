package dev.stacktape.artifact.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.common.collect.ImmutableList;
import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.Source;
import dev.stacktape.artifact.image.HashedLayer.HashedFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a layer as Jib lays it out: sorted, with one time and no names of users, so that the same
 * files give the same bytes.
 */
final class LayerWriter {
  private static final Instant TIME = Instant.ofEpochSecond(1);
  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final String ROOT = "0:0";

  private LayerWriter() {}

  /**
   * Writes the compressed layer.
   *
   * @param folder for files that are only in memory; nothing stays there
   */
  static StoredLayer write(HashedLayer layer, Path folder, Path to) throws IOException {
    Path made = Files.createTempDirectory(folder, "made");
    Sha256 whole = new Sha256();
    Sha256 tar = new Sha256();
    int level = layer.packed() ? Deflater.BEST_SPEED : Deflater.DEFAULT_COMPRESSION;
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16);
        OutputStream zipped = new Gzip(whole.over(file), level)) {
      var unused =
          new ReproducibleLayerBuilder(entries(layer, made)).build().writeTo(tar.over(zipped));
    } finally {
      delete(made);
    }
    return new StoredLayer("sha256:" + whole.hex(), Files.size(to), "sha256:" + tar.hex());
  }

  private static ImmutableList<FileEntry> entries(HashedLayer layer, Path made) throws IOException {
    ImmutableList.Builder<FileEntry> entries = ImmutableList.builder();
    // Every layer lists the folders above its files, and the last one decides whose they are.
    entries.add(
        new FileEntry(made, AbsoluteUnixPath.get(ImagePlan.HOME), PROGRAM, TIME, ImagePlan.USER));
    for (HashedFile hashed : layer.files()) {
      entries.add(
          new FileEntry(
              onDisk(hashed, made),
              AbsoluteUnixPath.get(hashed.file().path()),
              hashed.file().executable() ? PROGRAM : FILE,
              TIME,
              ROOT));
    }
    return entries.build();
  }

  /** Jib reads files only. */
  private static Path onDisk(HashedFile hashed, Path made) throws IOException {
    if (hashed.file().source() instanceof Source.OnDisk onDisk) {
      return onDisk.file();
    }
    Path file = made.resolve(hashed.sha256());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      hashed.file().source().unpackTo(out);
    }
    return file;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Gzip that can be told how hard to try. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out, int level) throws IOException {
      super(out, 1 << 15);
      def.setLevel(level);
    }
  }
}
