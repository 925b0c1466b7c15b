package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.artifact.JavaModule.Dependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {
  /** What was written a moment ago is never taken on trust. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

  @TempDir Path folder;
  private Path output;

  @BeforeEach
  void output() {
    output = folder.resolve("output");
  }

  @Test
  void packagingFindsTheSumsThatItWouldHaveReadItself() throws IOException {
    Path jar = jar("a.jar", 1);

    readAhead(jar);

    assertThat(isKnown(jar)).isTrue();
    assertThat(Content.sums(Source.OnDisk.of(jar), known()))
        .isEqualTo(Content.sums(Source.OnDisk.of(jar), KnownFiles.none()));
  }

  @Test
  void whatOthersAskForStaysKnown() throws IOException {
    Path one = jar("one.jar", 1);
    Path other = jar("other.jar", 2);

    readAhead(one);
    readAhead(other);

    assertThat(isKnown(one)).isTrue();
    assertThat(isKnown(other)).isTrue();
  }

  @Test
  void whatIsNotThereIsLeftToWhoeverPackagesIt() throws IOException {
    Path jar = jar("a.jar", 1);

    readAhead(folder.resolve("none.jar"), folder, jar);

    assertThat(isKnown(jar)).isTrue();
  }

  private void readAhead(Path... jars) {
    ReadAhead.jars(
        output, Arrays.stream(jars).map(jar -> new Dependency("a:a:1", jar)).toList(), LATER);
  }

  private KnownFiles known() {
    return ZipStore.knownFiles(Packaging.folderIn(output), LATER);
  }

  private boolean isKnown(Path jar) throws IOException {
    boolean[] read = {false};
    var unused =
        known()
            .of(
                jar,
                Files.size(jar),
                file -> {
                  read[0] = true;
                  return new KnownFiles.Sums("", 0);
                });
    return !read[0];
  }

  private Path jar(String name, int content) throws IOException {
    byte[] bytes = new byte[(int) KnownFiles.LARGE_BYTES];
    Arrays.fill(bytes, (byte) content);
    return Files.write(folder.resolve(name), bytes);
  }
}
