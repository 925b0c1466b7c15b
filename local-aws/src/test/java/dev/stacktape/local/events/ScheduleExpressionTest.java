package dev.stacktape.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.AwsError;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate(1 minute)          | 2026-01-31T12:00:30Z | 2026-01-31T12:01:30Z",
        "rate(2 days)            | 2026-01-31T12:00:00Z | 2026-02-02T12:00:00Z",
        "cron(0 12 * * ? *)      | 2026-01-31T12:00:00Z | 2026-02-01T12:00:00Z",
        "cron(15 10 ? * 6L *)    | 2026-01-01T00:00:00Z | 2026-01-30T10:15:00Z",
        "cron(0 9 ? * 2#1 *)     | 2026-01-06T00:00:00Z | 2026-02-02T09:00:00Z",
        "cron(0/15 8-9 * * ? *)  | 2026-01-31T08:15:00Z | 2026-01-31T08:30:00Z",
        "cron(0 8 L * ? *)       | 2026-02-01T00:00:00Z | 2026-02-28T08:00:00Z",
        "cron(0 8 1W * ? *)      | 2026-02-01T00:00:00Z | 2026-02-02T08:00:00Z",
        "cron(0 8 ? * MON-FRI *) | 2026-01-30T08:00:00Z | 2026-02-02T08:00:00Z",
        "cron(0 0 29 2 ? *)      | 2026-01-31T00:00:00Z | 2028-02-29T00:00:00Z",
        "cron(5,35 1 ? JAN SUN *)| 2026-01-31T00:00:00Z | 2027-01-03T01:05:00Z",
        "cron(0 0 1 1 ? 2030)    | 2026-01-31T00:00:00Z | 2030-01-01T00:00:00Z"
      })
  void theNextTimeFollows(String expression, Instant after, Instant next) {
    assertThat(ScheduleExpression.parse(expression).next(after)).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron(0 0 30 2 ? *)", "cron(0 0 1 1 ? 2020)"})
  void aTimeThatNeverComesIsNone(String expression) {
    assertThat(ScheduleExpression.parse(expression).next(Instant.parse("2026-01-31T00:00:00Z")))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "every day",
        "rate(0 minutes)",
        "rate(1 minutes)",
        "rate(2 minute)",
        "rate(5 seconds)",
        "cron(0 12 * * *)",
        "cron(0 12 * * * *)",
        "cron(0 12 ? * ? *)",
        "cron(60 12 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 12 32 * ? *)",
        "cron(0 12 * 13 ? *)",
        "cron(0 12 ? * FOO *)",
        "cron(5-1 12 * * ? *)",
        "cron(0/0 12 * * ? *)",
        "cron(1/2/3 12 * * ? *)"
      })
  void whatAwsRefusesIsRefused(String expression) {
    assertThatThrownBy(() -> ScheduleExpression.parse(expression))
        .isInstanceOf(AwsError.class)
        .hasMessage("Parameter ScheduleExpression is not valid.");
  }

  @Test
  void lowerCaseNamesAreNamesToo() {
    assertThat(
            ScheduleExpression.parse("cron(0 0 ? feb mon *)")
                .next(Instant.parse("2026-01-31T00:00:00Z")))
        .isEqualTo("2026-02-02T00:00:00Z");
  }
}
