package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stacktape.artifact.KnownFiles.Sums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFilesTest {
  private static final long LARGE = 100_000;

  @TempDir Path folder;
  private int read;

  @BeforeEach
  void fileSystemTellsTheTimesOfChanges() throws IOException {
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("unix"),
        "this file system does not tell when a file was changed");
  }

  @Test
  void aFileThatAnEarlierRunReadIsNotReadAgain() throws IOException {
    Path file = file("a");

    Sums first = run(later(), file);
    Sums second = run(later(), file);

    assertThat(read).isEqualTo(1);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aFileOfTheSameSizeAndTimeWithOtherContentIsRead() throws IOException {
    Path file = file("a");
    FileTime time = Files.getLastModifiedTime(file);
    run(later(), file);
    Files.write(file, new byte[(int) LARGE]);
    Files.setLastModifiedTime(file, time);

    run(later(), file);

    assertThat(read).isEqualTo(2);
  }

  @Test
  void anotherFileInItsPlaceIsRead() throws IOException {
    Path file = file("a");
    FileTime time = Files.getLastModifiedTime(file);
    run(later(), file);
    Path other = file("b");
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    run(later(), file);

    assertThat(read).isEqualTo(2);
  }

  @Test
  void whatWasChangedAMomentAgoIsReadTheNextTimeToo() throws IOException {
    Path file = file("a");

    run(Clock.systemUTC(), file);
    run(Clock.systemUTC(), file);

    assertThat(read).isEqualTo(2);
  }

  @Test
  void smallFilesAreRead() throws IOException {
    Path file = Files.write(folder.resolve("small"), new byte[10]);

    run(later(), file);
    run(later(), file);

    assertThat(read).isEqualTo(2);
  }

  @Test
  void anIndexThatCannotBeReadKnowsNothing() throws IOException {
    Path file = file("a");
    for (String text : new String[] {"x", "a b", "a b c d", "\u0000 b 00000000 \u0000"}) {
      Files.writeString(folder.resolve("index"), text);
      int before = read;

      run(later(), file);

      assertThat(read).as(text).isEqualTo(before + 1);
    }
  }

  private Path file(String name) throws IOException {
    byte[] content = new byte[(int) LARGE];
    java.util.Arrays.fill(content, (byte) 7);
    return Files.write(folder.resolve(name), content);
  }

  private static Clock later() {
    return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
  }

  private Sums run(Clock clock, Path file) throws IOException {
    KnownFiles known = KnownFiles.keptIn(folder.resolve("index"), clock);
    Sums sums =
        known.of(
            file,
            Files.size(file),
            path -> {
              read++;
              return new Sums("a".repeat(64), 0xfedcba98L);
            });
    known.save();
    return sums;
  }
}
