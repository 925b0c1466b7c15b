package dev.stacktape.artifact;

import static dev.stacktape.artifact.JavaProject.withHandler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.artifact.ArtifactSpec.Prebuilt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibilityTest {
  @TempDir Path folder;

  @Test
  void folderZoneLocaleAndTimesOfFilesLeaveNoTrace() throws IOException {
    JavaProject here = withHandler(folder.resolve("here")).outputTimestamp("2026-03-29T02:30:00Z");
    JavaProject there =
        withHandler(folder.resolve("a place with spaces/ünïcode"))
            .outputTimestamp("2026-03-29T02:30:00Z");
    Files.setLastModifiedTime(
        there.classes().resolve("application.properties"),
        FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

    Artifact first = Packager.of(here).buildOne(here.saveOrder());
    Artifact second = elsewhere(() -> Packager.of(there).buildOne(there.saveOrder()));

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(second.codeSha256()).isEqualTo(first.codeSha256());
    assertThat(Files.mismatch(first.file(), second.file())).isEqualTo(-1);
  }

  /** Runs where clocks skip 02:30 on that day, and digits are not 0 to 9. */
  private static Artifact elsewhere(java.util.function.Supplier<Artifact> work) {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      return work.get();
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Property(tries = 25)
  void theOrderInWhichFilesWereWrittenLeavesNoTrace(@ForAll int seed) throws IOException {
    Map<String, String> tree = tree(new Random(seed));
    List<String> shuffled = new ArrayList<>(tree.keySet());
    Collections.shuffle(shuffled, new Random(seed));
    Path one = Files.createTempDirectory("one");
    Path two = Files.createTempDirectory("two");
    tree.keySet().forEach(name -> JavaProject.write(one.resolve(name), tree.get(name)));
    shuffled.forEach(name -> JavaProject.write(two.resolve(name), tree.get(name)));

    assertThat(zip(two)).isEqualTo(zip(one));
    delete(one, two);
  }

  @Property(tries = 60)
  void anyChangeOfContentChangesTheDigest(
      @ForAll int seed, @ForAll @IntRange(max = 4) int kindOfChange) throws IOException {
    Random random = new Random(seed);
    Map<String, String> tree = tree(random);
    Path root = Files.createTempDirectory("tree");
    tree.keySet().forEach(name -> JavaProject.write(root.resolve(name), tree.get(name)));
    String before = digest(root);
    Path victim = root.resolve(new ArrayList<>(tree.keySet()).get(random.nextInt(tree.size())));

    change(victim, kindOfChange);

    assertThat(digest(root)).isNotEqualTo(before);
    delete(root);
  }

  private static void change(Path victim, int kind) throws IOException {
    switch (kind) {
      case 0 -> Files.writeString(victim, Files.readString(victim) + "x");
      case 1 -> Files.move(victim, victim.resolveSibling("renamed"));
      case 2 -> Files.delete(victim);
      case 3 -> Files.writeString(victim.resolveSibling("added"), "");
      case 4 -> assertThat(victim.toFile().setExecutable(true)).isTrue();
      default -> throw new IllegalArgumentException("kind " + kind);
    }
  }

  @Test
  void touchingAFileChangesNothing() throws IOException {
    JavaProject.write(folder.resolve("in/index.js"), "exports.handler = 1");
    String before = digest(folder.resolve("in"));

    Files.setLastModifiedTime(
        folder.resolve("in/index.js"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

    assertThat(digest(folder.resolve("in"))).isEqualTo(before);
  }

  @Test
  void theDigestDeterminesTheBytesSoTheTimeOfTheBuildCounts() {
    JavaProject project = withHandler(folder).outputTimestamp("2026-01-01T00:00:00Z");
    Artifact first = Packager.of(project).buildOne(project.saveOrder());

    project.outputTimestamp("2026-01-02T00:00:00Z");
    Artifact second = Packager.of(project).buildOne(project.saveOrder());

    assertThat(second.digest()).isNotEqualTo(first.digest());
  }

  @Test
  void timesThatAZipCannotHoldBecomeTheNearestThatItCan() {
    assertThat(DosTime.of(Instant.EPOCH)).isEqualTo(DosTime.of(null));
    assertThat(DosTime.of(Instant.parse("1980-01-01T00:00:00Z"))).isEqualTo(DosTime.of(null));
    assertThat(DosTime.of(Instant.parse("2200-01-01T00:00:00Z")))
        .isEqualTo(DosTime.of(Instant.parse("2107-12-31T23:59:59Z")));
  }

  private static Map<String, String> tree(Random random) {
    Map<String, String> tree = new TreeMap<>();
    for (int i = 0; i < 8; i++) {
      String name = Integer.toString(random.nextInt(100), 36);
      tree.put(random.nextBoolean() ? "d" + name + "/" + name : "f" + name, "content " + i);
    }
    return tree;
  }

  private static String digest(Path root) {
    return artifact(root).digest();
  }

  private static byte[] zip(Path root) throws IOException {
    return Files.readAllBytes(artifact(root).file());
  }

  private static Artifact artifact(Path root) {
    Path output = root.resolveSibling(root.getFileName() + "-out");
    return new Packager(output)
        .buildOne(new Prebuilt("f", root, "index.handler", "nodejs22.x", "arm64", true, null));
  }

  private static void delete(Path... roots) throws IOException {
    for (Path root : roots) {
      for (Path tree : List.of(root, root.resolveSibling(root.getFileName() + "-out"))) {
        try (var files = Files.walk(tree)) {
          Path[] all = files.toArray(Path[]::new);
          Arrays.sort(all, Collections.reverseOrder());
          for (Path file : all) {
            Files.delete(file);
          }
        }
      }
    }
  }
}
