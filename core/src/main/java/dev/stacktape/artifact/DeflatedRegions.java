package dev.stacktape.artifact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where in a jar there is deflated data, in which nothing is to be found that comes twice. Whatever
 * is not a jar, or not as it should be, has no such regions: they save time and mean nothing else.
 */
final class DeflatedRegions {
  private static final int END = 0x06054b50;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int END_SIZE = 22;
  private static final int CENTRAL_SIZE = 46;
  private static final int LOCAL_SIZE = 30;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int DEFLATED = 8;

  private DeflatedRegions() {}

  /** From one byte up to another, which does not belong to it any more. */
  record Region(int from, int to) {}

  /** In the order in which they stand in {@code content}, none over another. */
  static List<Region> in(byte[] content) {
    ByteBuffer zip = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int end = end(zip);
    if (end < 0) {
      return List.of();
    }
    List<Region> found = new ArrayList<>();
    long at = Integer.toUnsignedLong(zip.getInt(end + 16));
    while (at + CENTRAL_SIZE <= end && zip.getInt((int) at) == CENTRAL_HEADER) {
      int header = (int) at;
      if (zip.getShort(header + 10) == DEFLATED) {
        add(
            zip,
            Integer.toUnsignedLong(zip.getInt(header + 42)),
            Integer.toUnsignedLong(zip.getInt(header + 20)),
            found);
      }
      at +=
          CENTRAL_SIZE
              + unsigned(zip, header + 28)
              + unsigned(zip, header + 30)
              + unsigned(zip, header + 32);
    }
    return apart(found);
  }

  private static int end(ByteBuffer zip) {
    int last = zip.limit() - END_SIZE;
    for (int at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
      if (zip.getInt(at) == END) {
        return at;
      }
    }
    return -1;
  }

  private static void add(ByteBuffer zip, long local, long packed, List<Region> found) {
    if (local + LOCAL_SIZE > zip.limit() || zip.getInt((int) local) != LOCAL_HEADER) {
      return;
    }
    int header = (int) local;
    long from = local + LOCAL_SIZE + unsigned(zip, header + 26) + unsigned(zip, header + 28);
    if (packed > 0 && from + packed <= zip.limit()) {
      found.add(new Region((int) from, (int) (from + packed)));
    }
  }

  private static int unsigned(ByteBuffer zip, int at) {
    return Short.toUnsignedInt(zip.getShort(at));
  }

  private static List<Region> apart(List<Region> found) {
    found.sort(Comparator.comparingInt(Region::from));
    for (int i = 1; i < found.size(); i++) {
      if (found.get(i).from() < found.get(i - 1).to()) {
        return List.of();
      }
    }
    return found;
  }
}
