package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * What is in an artifact, read once and named.
 *
 * @param entries in the order of their paths
 * @param time that all entries carry
 * @param digest SHA-256 of the manifest: one line of mode, form, SHA-256 and path for each entry.
 *     It determines every byte of the zip, which is why the time counts too
 */
record Content(List<Entry> entries, DosTime time, String digest) {
  /** Changes whenever {@link ZipWriter} would write the same entries differently. */
  static final String FORMAT = "stacktape-artifact 2";

  /**
   * A part whose bytes have been read.
   *
   * @param sha256 of the bytes as the source gives them: deflated where a user's archive has them
   *     so, or else the content
   * @param crc32 of the content
   */
  record Entry(Part part, String sha256, long crc32) {}

  /** Reads all parts, but for files whose sums are known. */
  static Content read(List<Part> parts, DosTime time, KnownFiles known) throws IOException {
    List<Entry> entries = new ArrayList<>(parts.size());
    List<Part> sorted = parts.stream().sorted(Comparator.comparing(Part::path)).toList();
    InOrder.each(sorted, part -> read(part, known), entries::add);
    return new Content(List.copyOf(entries), time, digest(entries, time));
  }

  List<Part> parts() {
    return entries.stream().map(Entry::part).toList();
  }

  /**
   * Unpacks what comes out of archives, to see that Lambda can.
   *
   * @throws Source.DamagedException when it cannot
   */
  void verify() throws IOException {
    for (Part part : parts()) {
      if (part.source() instanceof Source.InArchive archived) {
        archived.verify(part.path());
      }
    }
  }

  private static Entry read(Part part, KnownFiles known) throws IOException {
    Source source = part.source();
    KnownFiles.Sums sums =
        source instanceof Source.OnDisk onDisk ? sums(onDisk, known) : sums(source);
    return new Entry(
        part,
        sums.sha256(),
        source instanceof Source.InArchive archived ? archived.crc32() : sums.crc32());
  }

  /** The sums of a file, read only where they are not known. */
  static KnownFiles.Sums sums(Source.OnDisk file, KnownFiles known) throws IOException {
    return known.of(file.file(), file.unpackedBytes(), unread -> sums(file));
  }

  private static KnownFiles.Sums sums(Source source) throws IOException {
    Sha256 sha256 = new Sha256();
    CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    source.writeTo(sha256.over(sum));
    return new KnownFiles.Sums(sha256.hex(), sum.getChecksum().getValue());
  }

  private static String digest(List<Entry> entries, DosTime time) {
    Sha256 manifest = new Sha256();
    manifest.add(FORMAT + " " + HexFormat.of().toHexDigits(time.bits()) + "\n");
    for (Entry entry : entries) {
      manifest.add(line(entry));
    }
    return manifest.hex();
  }

  /** The length of the path stands before it, so that no path can be taken for a line's end. */
  private static String line(Entry entry) {
    Part part = entry.part();
    return String.join(
        " ",
        Integer.toOctalString(part.mode()),
        part.source().deflated() ? "deflated" : "stored",
        entry.sha256(),
        Integer.toString(part.path().getBytes(UTF_8).length),
        part.path() + "\n");
  }
}
