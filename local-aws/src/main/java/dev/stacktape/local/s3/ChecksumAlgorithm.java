package dev.stacktape.local.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksums that S3 verifies and keeps.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">
 *     Checking object integrity</a>
 */
enum ChecksumAlgorithm {
  CRC32,
  CRC32C,
  CRC64NVME,
  SHA1,
  SHA256,
  SHA512,
  MD5;

  /** A computation under way. */
  interface Running {
    void update(byte[] bytes, int offset, int count);

    /** The result; nothing may follow it. */
    byte[] finish();
  }

  /** The algorithm of a name as clients send it, in any case. */
  static Optional<ChecksumAlgorithm> named(String name) {
    return Stream.of(values()).filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
  }

  Running start() {
    return switch (this) {
      case CRC32 -> crc(new CRC32(), 4);
      case CRC32C -> crc(new CRC32C(), 4);
      case CRC64NVME -> crc(new Crc64Nvme(), 8);
      case SHA1 -> hash("SHA-1");
      case SHA256 -> hash("SHA-256");
      case SHA512 -> hash("SHA-512");
      case MD5 -> hash("MD5");
    };
  }

  /** The algorithm over bytes in memory. */
  byte[] of(byte[] bytes) {
    Running running = start();
    running.update(bytes, 0, bytes.length);
    return running.finish();
  }

  /** Whether the checksum of a whole object can be had from its parts, as AWS offers for CRCs. */
  boolean isCyclic() {
    return this == CRC32 || this == CRC32C || this == CRC64NVME;
  }

  String header() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  String xmlName() {
    return "Checksum" + name();
  }

  private static Running crc(Checksum checksum, int bytes) {
    return new Running() {
      @Override
      public void update(byte[] data, int offset, int count) {
        checksum.update(data, offset, count);
      }

      @Override
      public byte[] finish() {
        byte[] value = ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
        return Arrays.copyOfRange(value, 8 - bytes, 8);
      }
    };
  }

  private static Running hash(String name) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return new Running() {
      @Override
      public void update(byte[] data, int offset, int count) {
        digest.update(data, offset, count);
      }

      @Override
      public byte[] finish() {
        return digest.digest();
      }
    };
  }
}
