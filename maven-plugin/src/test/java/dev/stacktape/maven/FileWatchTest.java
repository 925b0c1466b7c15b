package dev.stacktape.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which changes of files are noticed, and when. Instead of waiting, the tests write. */
class FileWatchTest {
  @TempDir Path root;

  /** What happens in the pauses, one after the other; after the last, nothing. */
  private final Deque<Step> pauses = new ArrayDeque<>();

  private interface Step {
    void run() throws Exception;
  }

  @BeforeEach
  void project() throws Exception {
    write("pom.xml", "");
    write("stacktape.yml", "a");
    write("src/main/java/A.java", "a");
  }

  private void write(String file, String text) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private FileWatch watch() {
    return new FileWatch(
        root,
        millis -> {
          try {
            if (!pauses.isEmpty()) {
              pauses.pop().run();
            }
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private Set<String> names(Set<Path> files) {
    return files.stream()
        .map(file -> root.relativize(file).toString().replace('\\', '/'))
        .collect(Collectors.toSet());
  }

  @Test
  void whatAppearsChangesOrGoesIsNoticed() throws Exception {
    pauses.add(
        () -> {
          write("stacktape.yml", "longer");
          write("src/main/java/B.java", "b");
          Files.delete(root.resolve("src/main/java/A.java"));
        });

    assertThat(names(watch().await(() -> false)))
        .containsExactlyInAnyOrder("stacktape.yml", "src/main/java/A.java", "src/main/java/B.java");
  }

  @Test
  void filesThatAreWrittenInARowAreOneChange() throws Exception {
    pauses.add(() -> write("target/classes/A.class", "1"));
    pauses.add(() -> write("target/classes/B.class", "1"));
    pauses.add(() -> {});
    pauses.add(() -> write("target/classes/C.class", "1"));

    assertThat(names(watch().await(() -> false)))
        .containsExactlyInAnyOrder("target/classes/A.class", "target/classes/B.class");
  }

  @Test
  void whatIsBuiltOfClassesOrLeftByOthersIsNot() throws Exception {
    pauses.add(
        () -> {
          write("target/stacktape/shop-dev/template.yml", "x");
          write("node_modules/a/index.js", "x");
          write(".git/index", "x");
          write("watch.log", "x");
          write("src/main/java/.A.java.swp", "x");
          write(".stacktape-stack-info/shop-dev.json", "x");
        });
    pauses.add(() -> write("stacktape.yml", "longer"));

    assertThat(names(watch().await(() -> false))).containsExactly("stacktape.yml");
  }

  @Test
  void aFolderCalledTargetThatIsNotMavensIsWatched() throws Exception {
    pauses.add(() -> write("site/target/index.html", "x"));

    assertThat(names(watch().await(() -> false))).containsExactly("site/target/index.html");
  }

  @Test
  void whatWasForgottenIsNotNoticed() throws Exception {
    FileWatch watch = watch();
    write("stacktape.yml", "longer");
    watch.forget();
    pauses.add(() -> write("src/main/java/A.java", "longer"));

    assertThat(names(watch.await(() -> false))).containsExactly("src/main/java/A.java");
  }

  @Test
  void whoeverStopsItGetsNothing() throws Exception {
    assertThat(watch().await(() -> true)).isEmpty();
  }
}
