package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DeflateTest {

  @Property(tries = 300)
  void whatIsDeflatedIsInflatedToTheSame(@ForAll("contents") byte[] content)
      throws DataFormatException {
    assertThat(inflated(Deflate.of(content), content.length)).isEqualTo(content);
  }

  /** Noise, words that come again near and far, and runs of one byte, one after the other. */
  @Provide
  Arbitrary<byte[]> contents() {
    return Arbitraries.longs().map(seed -> content(new Random(seed)));
  }

  private static byte[] content(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
      byte[] piece = new byte[random.nextInt(random.nextBoolean() ? 40 : 40_000)];
      switch (random.nextInt(3)) {
        case 0 -> random.nextBytes(piece);
        case 1 -> Arrays.fill(piece, (byte) random.nextInt(256));
        default -> {
          for (int i = 0; i < piece.length; i++) {
            piece[i] = (byte) ("class word ".charAt(random.nextInt(3) + i % 8));
          }
        }
      }
      bytes.writeBytes(piece);
    }
    return bytes.toByteArray();
  }

  @Property(tries = 50)
  void jarsGetSmallerAndStayTheSame(@ForAll("jars") byte[] jar) throws DataFormatException {
    byte[] deflated = Deflate.of(jar);

    assertThat(inflated(deflated, jar.length)).isEqualTo(jar);
    assertThat(deflated.length).isLessThan(jar.length * 9 / 10);
  }

  @Provide
  Arbitrary<byte[]> jars() {
    return Arbitraries.longs().map(seed -> jar(new Random(seed)));
  }

  private static byte[] jar(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 60; i++) {
        ZipEntry entry = new ZipEntry("com/acme/orders/processing/Class" + i + ".class");
        byte[] content = new byte[200 + random.nextInt(800)];
        random.nextBytes(content);
        if (random.nextInt(4) == 0) {
          CRC32 sum = new CRC32();
          sum.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(sum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** Whatever the directory of a jar says, it is only a hint. */
  @Property(tries = 300)
  void aDamagedJarStaysAsItIs(@ForAll("jars") byte[] jar, @ForAll Random random)
      throws DataFormatException {
    byte[] damaged = jar.clone();
    for (int i = 0; i < 30; i++) {
      int end = random.nextBoolean() ? 100 : damaged.length;
      damaged[damaged.length - 1 - random.nextInt(end)] = (byte) random.nextInt(256);
    }

    assertThat(inflated(Deflate.of(damaged), damaged.length)).isEqualTo(damaged);
  }

  @Example
  void noiseGrowsByNoMoreThanAFewBytesForEachBlock() {
    byte[] noise = new byte[1 << 20];
    new Random(7).nextBytes(noise);

    assertThat(Deflate.of(noise).length).isBetween(noise.length, noise.length + 17 * 5 + 10);
  }

  @Example
  void nothingIsAnEmptyBlock() throws DataFormatException {
    assertThat(inflated(Deflate.of(new byte[0]), 0)).isEmpty();
  }

  @Example
  void textComesToLessThanHalf() throws IOException {
    byte[] text = Files.readAllBytes(Path.of("src/main/java/dev/stacktape/artifact/Deflate.java"));

    assertThat(Deflate.of(text).length).isLessThan(text.length / 2);
  }

  @Example
  void theBytesAreTheSameForever() {
    byte[] text = "one word and another word and one more word".repeat(20).getBytes(UTF_8);

    // A change changes every artifact of every user: raise Content.FORMAT with it.
    assertThat(Arrays.hashCode(Deflate.of(text))).isEqualTo(-824510451);
  }

  private static byte[] inflated(byte[] deflated, int length) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(deflated);
      byte[] content = new byte[length + 1];
      int read = 0;
      while (!inflater.finished()) {
        int more = inflater.inflate(content, read, content.length - read);
        if (more == 0 && !inflater.finished()) {
          throw new DataFormatException("ends after " + read + " bytes");
        }
        read += more;
      }
      assertThat(inflater.getRemaining()).isZero();
      return Arrays.copyOf(content, read);
    } finally {
      inflater.end();
    }
  }
}
