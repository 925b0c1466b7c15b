package dev.stacktape.name;

/**
 * The short hash in names that must be unique across accounts. Existing stacks carry it in their
 * physical names, so it can never change.
 */
public final class ShortHash {
  private static final int SEED = 5381;

  private ShortHash() {}

  /** Up to eight lower-case hexadecimal digits, not padded. */
  public static String of(String text) {
    int hash = SEED;
    for (int i = text.length() - 1; i >= 0; i--) {
      hash = hash * 33 ^ text.charAt(i);
    }
    return Integer.toHexString(hash);
  }
}
