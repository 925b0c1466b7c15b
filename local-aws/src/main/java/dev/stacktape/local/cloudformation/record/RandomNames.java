package dev.stacktape.local.cloudformation.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Letters and digits that look random but follow from a token, so that the same attempt, made again
 * after a crash, gives the same names.
 */
final class RandomNames {
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String HEX = "0123456789abcdef";

  private final String seed;

  RandomNames(String seed) {
    this.seed = seed;
  }

  /** The same letters for the same purpose. */
  String upper(String purpose, int length) {
    return letters(purpose, UPPER, length);
  }

  String lower(String purpose, int length) {
    return letters(purpose, LOWER, length);
  }

  String hex(String purpose, int length) {
    return letters(purpose, HEX, length);
  }

  String uuid(String purpose) {
    return UUID.nameUUIDFromBytes((seed + "/" + purpose).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private String letters(String purpose, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int block = 0; text.length() < length; block++) {
      for (byte b : digest(seed + "/" + purpose + "/" + block)) {
        text.append(alphabet.charAt((b & 0xFF) % alphabet.length()));
      }
    }
    return text.substring(0, length);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
