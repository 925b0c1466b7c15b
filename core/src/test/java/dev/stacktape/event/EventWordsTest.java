package dev.stacktape.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.event.Event.Phase;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventWordsTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/stacktape/event/event-words.txt");
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private static final List<Event> ONE_OF_EACH_AND_MORE =
      List.of(
          new Event.TargetResolved("123456789012", "eu-west-1", "dev", "orders-dev", null),
          new Event.TargetResolved(
              "000000000000", "eu-west-1", "dev", "orders-dev", "http://127.0.0.1:4566"),
          new Event.PhaseStarted(Phase.PACKAGE),
          new Event.ArtifactPackaged("saveOrder", DIGEST, 3_565_158, 8_493_466, false),
          new Event.ArtifactPackaged("worker", DIGEST, 812, 2_048, true),
          new Event.PhaseFinished(Phase.PACKAGE, Duration.ofMillis(1_240)),
          new Event.UploadProgressed("saveOrder", 8_388_608, 25_165_824),
          new Event.ArtifactUploaded("saveOrder", DIGEST, 25_165_824, false),
          new Event.ArtifactUploaded("worker", DIGEST, 812, true),
          new Event.PhaseFinished(Phase.DEPLOY, Duration.ofSeconds(125)),
          change("OrdersTable", "AWS::DynamoDB::Table", "CREATE_IN_PROGRESS", null, "orders"),
          change("OrdersTable", "AWS::DynamoDB::Table", "CREATE_COMPLETE", null, "orders"),
          change("Role", "AWS::IAM::Role", "UPDATE_COMPLETE", "shown only on failure", null),
          change("Fn", "AWS::Lambda::Function", "UPDATE_FAILED", "Runtime not known", "saveOrder"),
          change("Files", "AWS::S3::Bucket", "DELETE_SKIPPED", null, "files"),
          change("New", "AWS::New::Thing", "SOMETHING_NEW", null, null),
          new Event.StackChanged("UPDATE_IN_PROGRESS", "User Initiated", AT),
          new Event.StackChanged("UPDATE_ROLLBACK_IN_PROGRESS", "Fn failed", AT),
          new Event.StackChanged("UPDATE_ROLLBACK_COMPLETE", null, AT),
          new Event.TimesExpected(Duration.ofSeconds(125), Map.of("Fn", Duration.ofSeconds(20))),
          new Event.TimesExpected(null, Map.of()),
          new Event.SwapApplied("saveOrder", "code", Duration.ofMillis(2_310)),
          new Event.SwapRejected("queue", "its properties changed"),
          new Event.ScriptStarted("build", "beforeDeploy"),
          new Event.ScriptStarted("seed", null),
          new Event.ScriptPrinted("seed", "12 rows"),
          new Event.ScriptFinished("seed", Duration.ofMillis(1_240)),
          new Event.Retrying("S3 PutObject", 2, Duration.ofMillis(400)),
          new Event.Warned(
              Problem.warning("X", "The table has no backups.")
                  .at(new Location("stacktape.yml", 12, 7, null))
                  .hint("Switch them on.")),
          new Event.Noted("Nothing to do."));

  @Test
  void everyEventHasItsWords() throws IOException {
    String words =
        ONE_OF_EACH_AND_MORE.stream()
            .map(event -> (stays(event) ? "| " : "~ ") + EventWords.words(event))
            .collect(Collectors.joining("\n", "", "\n"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, words);
    }
    assertThat(words).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void noKindOfEventIsForgotten() {
    assertThat(ONE_OF_EACH_AND_MORE)
        .extracting(event -> (Object) event.getClass())
        .contains(
            Arrays.stream(Event.class.getPermittedSubclasses())
                .map(kind -> (Object) kind)
                .toArray());
  }

  @Test
  void everyPhaseHasWords() {
    for (Phase phase : Phase.values()) {
      assertThat(EventWords.words(new Event.PhaseStarted(phase))).isNotBlank();
      assertThat(EventWords.words(new Event.PhaseFinished(phase, Duration.ZERO)))
          .endsWith("in 0.0 s");
    }
  }

  private static boolean stays(Event event) {
    return EventWords.line(event).isPresent();
  }

  private static Event change(
      String logicalId,
      String type,
      String status,
      @Nullable String reason,
      @Nullable String resourceName) {
    return new Event.ResourceChanged(logicalId, type, status, reason, resourceName, AT);
  }
}
