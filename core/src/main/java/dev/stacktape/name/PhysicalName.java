package dev.stacktape.name;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names that resources carry at AWS. */
public final class PhysicalName {
  private static final int HASH_BYTES = 3;
  private static final int SUFFIX_LENGTH = 1 + 2 * HASH_BYTES;

  private PhysicalName() {}

  /**
   * The name itself when it fits, otherwise its beginning and a hash of the whole, so that two long
   * names stay different.
   *
   * @param limit the longest name that AWS takes, in characters
   */
  public static String fit(String name, int limit) {
    if (name.length() <= limit) {
      return name;
    }
    byte[] hash = Shake256.digest(name.getBytes(StandardCharsets.UTF_8), HASH_BYTES);
    return name.substring(0, limit - SUFFIX_LENGTH) + "-" + HexFormat.of().formatHex(hash);
  }
}
