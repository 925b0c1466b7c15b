package dev.stacktape.name;

/**
 * SHAKE256, which shortened names are hashed with. JDK 17 and 21 have the permutation inside of
 * SHA-3 but do not offer SHAKE.
 *
 * @see <a href="https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.202.pdf">FIPS 202</a>
 */
final class Shake256 {
  private static final int RATE = 136;
  private static final int ROUNDS = 24;
  private static final int LANES = 25;

  private Shake256() {}

  /** The first bytes of the output for a message; at most one block of them. */
  static byte[] digest(byte[] message, int length) {
    if (length > RATE) {
      throw new IllegalArgumentException("at most " + RATE + " bytes, not " + length);
    }
    byte[] padded = new byte[(message.length / RATE + 1) * RATE];
    System.arraycopy(message, 0, padded, 0, message.length);
    padded[message.length] ^= 0x1f;
    padded[padded.length - 1] ^= (byte) 0x80;
    long[] state = new long[LANES];
    for (int block = 0; block < padded.length; block += RATE) {
      for (int i = 0; i < RATE; i++) {
        state[i / 8] ^= (padded[block + i] & 0xffL) << (8 * (i % 8));
      }
      permute(state);
    }
    byte[] output = new byte[length];
    for (int i = 0; i < length; i++) {
      output[i] = (byte) (state[i / 8] >>> (8 * (i % 8)));
    }
    return output;
  }

  /** Keccak-f[1600]; lane (x, y) is at {@code x + 5 * y}. */
  private static void permute(long[] state) {
    int register = 1;
    for (int round = 0; round < ROUNDS; round++) {
      theta(state);
      rhoAndPi(state);
      chi(state);
      for (int bit = 0; bit < 7; bit++) {
        if ((register & 1) != 0) {
          state[0] ^= 1L << ((1 << bit) - 1);
        }
        register = register << 1 ^ (register >>> 7) * 0x171;
      }
    }
  }

  private static void theta(long[] state) {
    long[] parity = new long[5];
    for (int i = 0; i < LANES; i++) {
      parity[i % 5] ^= state[i];
    }
    for (int i = 0; i < LANES; i++) {
      state[i] ^= parity[(i + 4) % 5] ^ Long.rotateLeft(parity[(i + 1) % 5], 1);
    }
  }

  private static void rhoAndPi(long[] state) {
    int x = 1;
    int y = 0;
    long moving = state[x];
    for (int step = 1; step < LANES; step++) {
      int nextY = (2 * x + 3 * y) % 5;
      x = y;
      y = nextY;
      long displaced = state[x + 5 * y];
      state[x + 5 * y] = Long.rotateLeft(moving, step * (step + 1) / 2);
      moving = displaced;
    }
  }

  private static void chi(long[] state) {
    for (int row = 0; row < LANES; row += 5) {
      long[] old = {state[row], state[row + 1], state[row + 2], state[row + 3], state[row + 4]};
      for (int x = 0; x < 5; x++) {
        state[row + x] = old[x] ^ (~old[(x + 1) % 5] & old[(x + 2) % 5]);
      }
    }
  }
}
