package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a zip whose bytes depend on the content alone: sorted entries, one time, fixed modes,
 * names in UTF-8, no extra fields, {@linkplain Deflate deflated} without zlib. The JDK's own writer
 * cannot set modes, and others turn times by the machine's time zone.
 *
 * <p>The format is that of PKWARE's APPNOTE 6.3. Folders get entries of their own, because class
 * path scanners look for them in jars.
 */
final class ZipWriter {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int ZIP64_END = 0x06064b50;
  private static final int ZIP64_LOCATOR = 0x07064b50;

  private static final short VERSION = 20;
  private static final short MADE_ON_UNIX = 3 << 8 | VERSION;
  private static final short UTF8_NAMES = 1 << 11;
  private static final short STORED = 0;
  private static final short DEFLATED = 8;
  private static final int FOLDER_MODE = 040755;
  private static final int DOS_FOLDER = 0x10;
  private static final int MOST_ENTRIES = 0xffff;

  /** Larger files are stored: deflating keeps a whole file in memory. */
  private static final long MOST_DEFLATED_BYTES = 64L << 20;

  private final OutputStream out;
  private final int time;
  private final List<PackedEntries.Place> places = new ArrayList<>();
  private final List<ByteBuffer> directory = new ArrayList<>();
  private final TreeSet<String> folders = new TreeSet<>();
  private long position;

  private ZipWriter(OutputStream out, DosTime time) {
    this.out = out;
    this.time = time.bits();
  }

  /**
   * Writes {@code content} and leaves {@code out} open.
   *
   * @param earlier zips that large entries are copied from
   * @return where large entries stand now
   * @throws ContentChangedException when a file is no longer what it was when its digest was made
   */
  static List<PackedEntries.Place> write(Content content, OutputStream out, PackedEntries earlier)
      throws IOException {
    ZipWriter writer = new ZipWriter(out, content.time());
    InOrder.each(content.entries(), entry -> Packed.of(entry, earlier), writer::writeFile);
    writer.writeDirectory();
    return writer.places;
  }

  private void writeFoldersOf(String path) throws IOException {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash + 1);
      if (folders.add(folder)) {
        writeHeaders(new Header(folder, STORED, 0, 0, 0, FOLDER_MODE));
      }
    }
  }

  private void writeFile(Packed packed) throws IOException {
    Content.Entry entry = packed.entry();
    writeFoldersOf(entry.part().path());
    byte[] bytes = packed.bytes();
    if (bytes == null) {
      copy(entry, entry.part().source().deflated() ? DEFLATED : STORED);
      return;
    }
    writeHeaders(header(entry, packed.isDeflated() ? DEFLATED : STORED, bytes.length));
    if (entry.part().source().unpackedBytes() >= PackedEntries.LARGE_BYTES) {
      places.add(
          new PackedEntries.Place(entry.sha256(), packed.isDeflated(), position, bytes.length));
    }
    out.write(bytes);
    position += bytes.length;
  }

  /**
   * A file as it stands in the zip.
   *
   * @param bytes null for what is deflated already, or too large for it
   */
  private record Packed(Content.Entry entry, byte @Nullable [] bytes, boolean isDeflated) {
    static Packed of(Content.Entry entry, PackedEntries earlier) throws IOException {
      Source source = entry.part().source();
      if (source.deflated() || source.unpackedBytes() > MOST_DEFLATED_BYTES) {
        return new Packed(entry, null, false);
      }
      Optional<PackedEntries.Data> there = earlier.find(entry.sha256());
      if (there.isPresent()) {
        return new Packed(entry, there.get().bytes(), there.get().isDeflated());
      }
      ByteArrayOutputStream read = new ByteArrayOutputStream((int) source.unpackedBytes());
      read(entry, read);
      byte[] content = read.toByteArray();
      byte[] deflated = Deflate.of(content);
      return deflated.length < content.length
          ? new Packed(entry, deflated, true)
          : new Packed(entry, content, false);
    }
  }

  /** Writes what is deflated already, or too large for it. */
  private void copy(Content.Entry entry, short method) throws IOException {
    long packedBytes = entry.part().source().packedBytes();
    writeHeaders(header(entry, method, packedBytes));
    read(entry, out);
    position += packedBytes;
  }

  /**
   * Reads once more what a digest was made of. That it has not been written to meanwhile shows by
   * its CRC-32, which is ten times as quick as its SHA-256; where that one is of what is in the
   * deflated data, by the other.
   */
  private static void read(Content.Entry entry, OutputStream to) throws IOException {
    Source source = entry.part().source();
    boolean same;
    if (source.deflated()) {
      Sha256 read = new Sha256();
      source.writeTo(read.over(to));
      same = read.hex().equals(entry.sha256());
    } else {
      CheckedOutputStream read = new CheckedOutputStream(to, new CRC32());
      source.writeTo(read);
      same = read.getChecksum().getValue() == entry.crc32();
    }
    if (!same) {
      throw new ContentChangedException(entry.part().path());
    }
  }

  private static Header header(Content.Entry entry, short method, long packedBytes) {
    Part part = entry.part();
    return new Header(
        part.path(),
        method,
        entry.crc32(),
        packedBytes,
        part.source().unpackedBytes(),
        part.mode());
  }

  private record Header(
      String path, short method, long crc32, long packedBytes, long unpackedBytes, int mode) {}

  private void writeHeaders(Header header) throws IOException {
    byte[] name = header.path().getBytes(UTF_8);
    ByteBuffer local = buffer(30 + name.length);
    local.putInt(LOCAL_HEADER).putShort(VERSION);
    putShared(local, header, name);
    local.put(name);

    ByteBuffer central = buffer(46 + name.length);
    central.putInt(CENTRAL_HEADER).putShort(MADE_ON_UNIX).putShort(VERSION);
    putShared(central, header, name);
    central.putShort((short) 0).putShort((short) 0).putShort((short) 0); // comment, disk, internal
    central.putInt(header.mode() << 16 | (header.mode() == FOLDER_MODE ? DOS_FOLDER : 0));
    central.putInt(unsigned32(position));
    central.put(name);

    directory.add(central);
    write(local);
  }

  /** The fields that stand in the local header and in the directory alike. */
  private void putShared(ByteBuffer buffer, Header header, byte[] name) throws IOException {
    buffer.putShort(UTF8_NAMES).putShort(header.method()).putInt(time);
    buffer.putInt((int) header.crc32());
    buffer.putInt(unsigned32(header.packedBytes())).putInt(unsigned32(header.unpackedBytes()));
    buffer.putShort((short) name.length).putShort((short) 0); // no extra field
  }

  private void writeDirectory() throws IOException {
    long start = position;
    for (ByteBuffer header : directory) {
      write(header);
    }
    long size = position - start;
    if (directory.size() > MOST_ENTRIES) {
      writeZip64End(start, size);
    }
    short count = (short) Math.min(directory.size(), MOST_ENTRIES);
    write(
        buffer(22)
            .putInt(END)
            .putInt(0) // one disk
            .putShort(count)
            .putShort(count)
            .putInt(unsigned32(size))
            .putInt(unsigned32(start))
            .putShort((short) 0));
  }

  /** Where there are more entries than the old form can count. */
  private void writeZip64End(long start, long size) throws IOException {
    long end = position;
    short version = 45;
    write(
        buffer(56)
            .putInt(ZIP64_END)
            .putLong(44)
            .putShort(version)
            .putShort(version)
            .putLong(0)
            .putLong(directory.size())
            .putLong(directory.size())
            .putLong(size)
            .putLong(start));
    write(buffer(20).putInt(ZIP64_LOCATOR).putInt(0).putLong(end).putInt(1));
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer full) throws IOException {
    byte[] bytes = new byte[full.flip().remaining()];
    full.get(bytes);
    out.write(bytes);
    position += bytes.length;
  }

  private static int unsigned32(long value) throws IOException {
    if (value > 0xffff_ffffL) {
      throw new IOException("An artifact cannot be larger than 4 GB");
    }
    return (int) value;
  }
}
