package dev.stacktape.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text with a file under {@code src/test/resources}. With {@code -Dgolden.update=true} the
 * file is written instead, to be read in the difference before it is committed.
 */
public final class Golden {
  private static final Path ROOT = Path.of("src/test/resources");

  private Golden() {}

  /** Holds when the file has exactly this text. */
  public static void assertMatches(String file, String text) {
    assertFile(ROOT.resolve(file), text);
  }

  /** The same for a file anywhere, such as a generated page of the documentation. */
  public static void assertFile(Path path, String text) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
      }
      assertThat(path).as("golden file, written with -Dgolden.update=true").exists();
      assertThat(text).as(path.toString()).isEqualTo(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
