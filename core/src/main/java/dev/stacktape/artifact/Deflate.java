package dev.stacktape.artifact;

import java.util.Arrays;
import java.util.Iterator;

/**
 * Deflates content to bytes that are the same on every machine, which zlib's are not: they differ
 * between its builds. Made for jars, where the headers between the entries can be deflated and the
 * entries cannot; those are passed on in stored blocks, at the cost of a few bytes. Everything else
 * goes into blocks with the fixed codes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1951">RFC 1951</a>
 */
final class Deflate {
  private static final int WINDOW_BITS = 15;
  private static final int WINDOW = 1 << WINDOW_BITS;
  private static final int SHORTEST_MATCH = 4;
  private static final int LONGEST_MATCH = 258;

  /** Long enough that nothing shorter can be found within it by chance. */
  private static final int GOOD_MATCH = 32;

  /** How many earlier places with the same beginning are looked at. */
  private static final int TRIES = 16;

  /** From here on literals are likely to be stored, and a short match does not end that. */
  private static final int MANY_LITERALS = 64;

  private static final int SHORTEST_MATCH_AFTER_MANY = 10;
  private static final int MOST_STORED = 0xffff;

  /** Bits that leaving a block with codes, storing and coming back cost at most. */
  private static final int STORING_BITS = 7 + 3 + 7 + 32 + 3;

  private static final int END_OF_BLOCK = 256;

  private static final int[] LENGTH_BASE = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] LENGTH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  private static final int[] DISTANCE_BASE = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };

  private static final DeflatedRegions.Region NONE =
      new DeflatedRegions.Region(Integer.MAX_VALUE, Integer.MAX_VALUE);

  private final byte[] in;

  /** Of the tables; small contents have small ones. */
  private final int tableBits;

  /** Where four bytes stood last, by their hash. */
  private final int[] newest;

  /** Where the four bytes at a place stood before that. */
  private final int[] older;

  private int matchDistance;

  private byte[] out;
  private int size;
  private long bits;
  private int bitCount;
  private boolean coding;

  private Deflate(byte[] in) {
    this.in = in;
    // Jars shrink by a few percent only, and growing copies.
    this.out = new byte[in.length + 64];
    this.tableBits =
        Math.min(WINDOW_BITS, Math.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(in.length)));
    this.newest = new int[1 << tableBits];
    this.older = new int[1 << tableBits];
    Arrays.fill(newest, -1);
  }

  /** A raw stream, as it stands in a zip. */
  static byte[] of(byte[] content) {
    Deflate deflate = new Deflate(content);
    deflate.compress();
    return Arrays.copyOf(deflate.out, deflate.size);
  }

  private void compress() {
    Iterator<DeflatedRegions.Region> regions = DeflatedRegions.in(in).iterator();
    DeflatedRegions.Region region = regions.hasNext() ? regions.next() : NONE;
    int literals = 0;
    int at = 0;
    while (at < in.length) {
      if (at >= region.from()) {
        at = Math.max(at, region.to());
        region = regions.hasNext() ? regions.next() : NONE;
        continue;
      }
      int length = longestMatch(at);
      int distance = matchDistance;
      remember(at);
      if (length >= SHORTEST_MATCH && length < GOOD_MATCH && longestMatch(at + 1) > length) {
        at++; // what begins a byte later is worth more
        continue;
      }
      boolean isWorthIt =
          length >= (at - literals > MANY_LITERALS ? SHORTEST_MATCH_AFTER_MANY : SHORTEST_MATCH);
      if (!isWorthIt) {
        at++;
        continue;
      }
      writeLiterals(literals, at);
      writeMatch(length, distance);
      for (int i = 1; i < length; i++) {
        remember(at + i);
      }
      at += length;
      literals = at;
    }
    writeLiterals(literals, in.length);
    writeEnd();
  }

  // ---- finding what was there before ----

  private int hash(int at) {
    int four =
        (in[at] & 0xff)
            | ((in[at + 1] & 0xff) << 8)
            | ((in[at + 2] & 0xff) << 16)
            | ((in[at + 3] & 0xff) << 24);
    return (four * 0x9E3779B1) >>> (Integer.SIZE - tableBits);
  }

  private void remember(int at) {
    if (at + SHORTEST_MATCH <= in.length) {
      int hash = hash(at);
      older[at & (older.length - 1)] = newest[hash];
      newest[hash] = at;
    }
  }

  /** The length of the longest match, and its distance in {@link #matchDistance}. */
  private int longestMatch(int at) {
    if (at + SHORTEST_MATCH > in.length) {
      return 0;
    }
    int longest = 0;
    int limit = Math.min(LONGEST_MATCH, in.length - at);
    int candidate = newest[hash(at)];
    for (int tries = TRIES; tries > 0 && candidate >= 0 && at - candidate < WINDOW; tries--) {
      if (longest < limit && in[candidate + longest] == in[at + longest]) {
        int length = 0;
        while (length < limit && in[candidate + length] == in[at + length]) {
          length++;
        }
        if (length > longest) {
          longest = length;
          matchDistance = at - candidate;
          if (longest == limit) {
            break;
          }
        }
      }
      int next = older[candidate & (older.length - 1)];
      if (next >= candidate) {
        break; // has been overwritten
      }
      candidate = next;
    }
    return longest;
  }

  // ---- writing ----

  private void writeLiterals(int from, int to) {
    // Codes have eight bits or nine, so that storing costs less once there are enough of nine.
    int longCodes = 0;
    for (int i = from; i < to; i++) {
      longCodes += (in[i] & 0xff) < 144 ? 0 : 1;
      if (longCodes > STORING_BITS) {
        store(from, to);
        return;
      }
    }
    for (int i = from; i < to; i++) {
      writeSymbol(in[i] & 0xff);
    }
  }

  private void store(int from, int to) {
    if (coding) {
      writeSymbol(END_OF_BLOCK);
      coding = false;
    }
    for (int at = from; at < to; at += MOST_STORED) {
      int length = Math.min(MOST_STORED, to - at);
      put(0, 3);
      put(0, (8 - bitCount % 8) % 8);
      put(length, 16);
      put(length ^ 0xffff, 16);
      flush();
      ensure(length);
      System.arraycopy(in, at, out, size, length);
      size += length;
    }
  }

  private void writeMatch(int length, int distance) {
    int code = codeOf(LENGTH_BASE, length);
    writeSymbol(END_OF_BLOCK + 1 + code);
    put(length - LENGTH_BASE[code], LENGTH_BITS[code]);
    int far = codeOf(DISTANCE_BASE, distance);
    put(Integer.reverse(far) >>> 27, 5);
    put(distance - DISTANCE_BASE[far], far < 2 ? 0 : far / 2 - 1);
  }

  private static int codeOf(int[] bases, int value) {
    int found = Arrays.binarySearch(bases, value);
    return found >= 0 ? found : -found - 2;
  }

  private void writeSymbol(int symbol) {
    if (!coding) {
      put(0b010, 3); // not the last block, fixed codes
      coding = true;
    }
    if (symbol < 144) {
      putCode(0x30 + symbol, 8);
    } else if (symbol < 256) {
      putCode(0x190 + symbol - 144, 9);
    } else if (symbol < 280) {
      putCode(symbol - 256, 7);
    } else {
      putCode(0xc0 + symbol - 280, 8);
    }
  }

  private void writeEnd() {
    if (coding) {
      writeSymbol(END_OF_BLOCK);
    }
    put(0b011, 3); // the last block, with nothing in it
    putCode(0, 7);
    put(0, (8 - bitCount % 8) % 8);
    flush();
  }

  /** Codes stand with their first bit first, numbers with their last. */
  private void putCode(int code, int length) {
    put(Integer.reverse(code) >>> (32 - length), length);
  }

  private void put(int value, int length) {
    bits |= (long) value << bitCount;
    bitCount += length;
    if (bitCount >= 32) {
      flush();
    }
  }

  /** Writes all whole bytes. */
  private void flush() {
    ensure(8);
    while (bitCount >= 8) {
      out[size++] = (byte) bits;
      bits >>>= 8;
      bitCount -= 8;
    }
  }

  private void ensure(int more) {
    if (size + more > out.length) {
      out = Arrays.copyOf(out, Math.max(size + more, out.length + (out.length >> 1)));
    }
  }
}
