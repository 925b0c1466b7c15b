package dev.stacktape.mcp.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.mcp.tool.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down has to stay true when whoever wrote it has gone. */
class JournalTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final Path PROJECT = Path.of("/project");

  @TempDir Path folder;

  private Journal journal(Path project) {
    return new Journal(folder, Clock.systemUTC(), project);
  }

  @Test
  void anOperationRunsAsLongAsItsProcessDoes() {
    journal(PROJECT).begin(ID, "deploy", "plan", "shop-dev");

    assertThat(journal(PROJECT).get(ID).status()).isEqualTo(Journal.Status.RUNNING);
  }

  /** In a container every server has the same number. */
  @Test
  void anotherProcessOfTheSameNumberIsNotTheOneThatRanIt() throws IOException {
    Journal.Entry entry = journal(PROJECT).begin(ID, "deploy", "plan", "shop-dev").orElseThrow();
    Path file = folder.resolve(ID + ".json");
    String text = Files.readString(file);
    String started = "\"processStarted\":";
    assertThat(text).contains(started + entry.processStarted());
    Files.writeString(file, text.replace(started + entry.processStarted(), started + 1));

    assertThat(journal(PROJECT).get(ID).status()).isEqualTo(Journal.Status.INTERRUPTED);
  }

  @Test
  void operationsOfAnotherProjectAreNotThere() {
    Journal ours = journal(PROJECT);
    ours.end(
        ours.begin(ID, "deploy", "plan", "shop-dev").orElseThrow(),
        Journal.Status.SUCCEEDED,
        null,
        "Done.",
        null,
        Map.of());
    Journal others = journal(Path.of("/other"));

    assertThat(ours.newest(5)).hasSize(1);
    assertThat(others.newest(5)).isEmpty();
    assertThat(catchThrowableOfType(Refusal.class, () -> others.get(ID)).code())
        .isEqualTo("OPERATION_UNKNOWN");
  }

  /** Two calls with the same plan: the slower one must not make of an end a beginning. */
  @Test
  void whatHasBegunIsNotBegunAgain() {
    Journal first = journal(PROJECT);
    Journal.Entry entry = first.begin(ID, "deploy", "plan", "shop-dev").orElseThrow();
    first.end(entry, Journal.Status.SUCCEEDED, null, "Done.", null, Map.of());

    assertThat(journal(PROJECT).begin(ID, "deploy", "plan", "shop-dev")).isEmpty();
    assertThat(journal(PROJECT).get(ID).status()).isEqualTo(Journal.Status.SUCCEEDED);
  }

  @Test
  void oneOfManyThatBeginAtOnceIsTheFirst() {
    long first =
        IntStream.range(0, 64)
            .parallel()
            .filter(i -> journal(PROJECT).begin(ID, "deploy", "plan", "shop-dev").isPresent())
            .count();

    assertThat(first).isEqualTo(1);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void anEventIsOneLineWhateverStandsInIt() {
    Journal journal = journal(PROJECT);
    journal.append(ID, "one\r\ntwo\u2028three");
    journal.append(ID, "four");

    assertThat(journal.events(ID, 0)).containsExactly("one two three", "four");
    assertThat(journal.events(ID, 1)).containsExactly("four");
  }
}
