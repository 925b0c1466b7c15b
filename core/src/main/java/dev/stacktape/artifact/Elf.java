package dev.stacktape.artifact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the head of a Linux program or library says about the machine it is for. */
final class Elf {
  static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

  /** Up to and with {@code e_machine}. */
  static final int HEAD = 20;

  private static final int LITTLE_ENDIAN = 1;
  private static final int X86_64 = 0x3e;
  private static final int AARCH64 = 0xb7;

  private Elf() {}

  /**
   * The architecture in Lambda's words, the machine's number for others, or null when {@code head}
   * does not begin a 64-bit little-endian ELF file.
   */
  static @Nullable String architecture(byte[] head) {
    if (head.length < HEAD
        || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || head[5] != LITTLE_ENDIAN) {
      return null;
    }
    int machine = (head[18] & 0xff) | (head[19] & 0xff) << 8;
    if (machine == X86_64) {
      return "x86_64";
    }
    return machine == AARCH64 ? "arm64" : "machine " + machine;
  }
}
