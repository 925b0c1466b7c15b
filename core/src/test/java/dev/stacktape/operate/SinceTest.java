package dev.stacktape.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");

  @ParameterizedTest
  @CsvSource({"90s,PT90S", "15m,PT15M", "1h30m,PT1H30M", "2d,PT48H", "1w,PT168H", "' 3h ',PT3H"})
  void howLongAgo(String text, Duration expected) {
    assertThat(Since.parse(text, PRAGUE)).isEqualTo(new Since.Ago(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T18:00:00Z,2026-01-31T18:00:00Z",
    "2026-01-31T18:00:00+02:00,2026-01-31T16:00:00Z",
    "2026-01-31T18:00,2026-01-31T17:00:00Z",
    "2026-01-31 18:00:30,2026-01-31T17:00:30Z",
    "2026-01-31,2026-01-30T23:00:00Z"
  })
  void aPointInTimeWhichIsLocalUnlessItSaysOtherwise(String text, Instant expected) {
    assertThat(Since.parse(text, PRAGUE)).isEqualTo(new Since.At(expected));
  }

  @Test
  void theLastDeployment() {
    assertThat(Since.parse("lastdeployment", PRAGUE)).isEqualTo(new Since.LastDeployment());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "15", "m", "2026-13-01", "99999999999h", "-1h"})
  void whatIsNoTimeIsRefusedWithTheFormsThatAreTaken(String text) {
    assertThat(
            catchThrowableOfType(StacktapeException.class, () -> Since.parse(text, PRAGUE))
                .problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("TIME_INVALID");
              assertThat(problem.hint()).contains("lastDeployment");
            });
  }
}
