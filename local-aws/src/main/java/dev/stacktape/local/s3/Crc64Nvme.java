package dev.stacktape.local.s3;

import java.util.zip.Checksum;

/** CRC-64/NVME (polynomial 0xAD93D23594C93659, reflected), which the JDK does not have. */
final class Crc64Nvme implements Checksum {
  private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final long[] TABLE = table();

  private long crc = ~0L;

  private static long[] table() {
    long[] table = new long[256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ REFLECTED_POLYNOMIAL;
      }
      table[i] = value;
    }
    return table;
  }

  @Override
  public void update(int b) {
    crc = TABLE[(int) (crc ^ b) & 0xFF] ^ (crc >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int count) {
    long value = crc;
    for (int i = offset; i < offset + count; i++) {
      value = TABLE[(int) (value ^ bytes[i]) & 0xFF] ^ (value >>> 8);
    }
    crc = value;
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = ~0L;
  }
}
