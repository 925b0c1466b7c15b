package dev.stacktape.resource.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(1 minute)",
        "rate(5 minutes)",
        "rate(1 hour)",
        "rate(30 days)",
        "cron(0 10 * * ? *)",
        "cron(15 12 * * ? *)",
        "cron(0 18 ? * MON-FRI *)",
        "cron(0 8 1 * ? *)",
        "cron(0/15 * * * ? *)",
        "cron(0/10 * ? * MON-FRI *)",
        "cron(0/5 8-17 ? * MON-FRI *)",
        "cron(0/30 20-2 ? * MON-FRI *)",
        "cron(0 0 L * ? 2027)",
        "cron(0 9 ? * 2#1 *)",
        "cron(0 9 3W JAN,jul ? 2026-2030)",
        "cron(0 9 ? * 6L *)",
      })
  void takesWhatAwsTakes(String schedule) {
    assertThat(Schedule.problemOf(schedule)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate(1 minutes) | rate(1 minute)",
        "rate(5 minute) | rate(5 minutes)",
        "rate(0 minutes) | rate(5 minutes)",
        "rate(5 weeks) | rate(5 minutes)",
        "every day | rate(5 minutes)",
        "rate(5  minutes) | rate(5 minutes)",
        "cron(0 10 * * ?) | six fields",
        "cron(0 10 * * * *) | cron(0 18 * * ? *)",
        "cron(0 10 ? * ? *) | cron(0 18 * * ? *)",
        "cron(60 10 * * ? *) | minutes",
        "cron(0 24 * * ? *) | hours",
        "cron(0 0 32 * ? *) | day of month",
        "cron(0 0 * 13 ? *) | month",
        "cron(0 0 ? * 8 *) | day of week",
        "cron(0 0 * * ? 3000) | year",
        "cron(? 0 * * ? *) | minutes",
      })
  void saysWhatIsWrongAndHowToMendIt(String schedule, String said) {
    assertThat(Schedule.problemOf(schedule))
        .hasValueSatisfying(flaw -> assertThat(flaw.message() + " " + flaw.hint()).contains(said));
  }
}
