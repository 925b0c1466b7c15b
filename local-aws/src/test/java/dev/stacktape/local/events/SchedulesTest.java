package dev.stacktape.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.Faults;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.ResourceProvider.Request;
import dev.stacktape.local.TestClock;
import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.lambda.FakeInvoker;
import dev.stacktape.local.value.Document;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesTest {
  private static final Map<String, Object> EVERY_FIVE =
      rule(
          "rate(5 minutes)",
          Map.of("Id", "one", "Arn", "arn:aws:lambda:eu-west-1:123456789012:function:report"));

  private final TestClock clock = new TestClock(Instant.parse("2026-01-31T12:00:00Z"));
  private final FakeInvoker functions = new FakeInvoker().function("report", event -> "null");
  @TempDir Path state;
  private LocalContext context;
  private Schedules schedules;

  @BeforeEach
  void start() {
    context =
        new LocalContext(state, "123456789012", clock, new Faults(), new TestLibraries(), () -> "");
    schedules = new Schedules(context, functions);
  }

  private static Map<String, Object> rule(String expression, Map<String, Object> target) {
    return Map.of("Name", "nightly", "ScheduleExpression", expression, "Targets", List.of(target));
  }

  private ResourceProvider provider() {
    return schedules.providers().get(0);
  }

  private static Request request(Map<String, Object> properties) {
    return new Request(
        "shop-dev", "arn:stack", "Rule", "eu-west-1", "123456789012", properties, Map.of(), "t");
  }

  private void pass(Duration time) {
    clock.advance(time);
    schedules.tick();
  }

  @Test
  void aRateFiresEachTimeItsPeriodHasPassed() {
    assertThat(provider().create(request(EVERY_FIVE)).attributes())
        .containsEntry("Arn", "arn:aws:events:eu-west-1:123456789012:rule/nightly");

    pass(Duration.ofMinutes(4));
    assertThat(functions.events).isEmpty();
    pass(Duration.ofMinutes(1));
    pass(Duration.ofSeconds(1));
    assertThat(functions.events).hasSize(1);
    pass(Duration.ofMinutes(5));
    assertThat(functions.events).hasSize(2);

    Document event = Document.parse(functions.events.get(0));
    assertThat(event.values())
        .containsEntry("detail-type", "Scheduled Event")
        .containsEntry("source", "aws.events")
        .containsEntry("time", "2026-01-31T12:05:00Z")
        .containsEntry("resources", List.of("arn:aws:events:eu-west-1:123456789012:rule/nightly"));
  }

  @Test
  void theNextRunMakesUpOnceForWhatFellDueMeanwhile() {
    provider().create(request(EVERY_FIVE));
    schedules = new Schedules(context, functions);

    pass(Duration.ofHours(1));

    assertThat(functions.events).hasSize(1);
  }

  @Test
  void otherTargetsDoNotStartTheRateAnewAndDisabledRulesRest() {
    provider().create(request(EVERY_FIVE));
    clock.advance(Duration.ofMinutes(4));
    Map<String, Object> changed =
        rule(
            "rate(5 minutes)",
            Map.of(
                "Id", "one",
                "Arn", "arn:aws:lambda:eu-west-1:123456789012:function:report",
                "Input", "{\"own\":1}"));
    provider().update(request(changed), "nightly", EVERY_FIVE);

    pass(Duration.ofMinutes(1));
    assertThat(functions.events).containsExactly("{\"own\":1}");

    Map<String, Object> disabled = new Document(EVERY_FIVE).with("State", "DISABLED").values();
    provider().update(request(disabled), "nightly", changed);
    pass(Duration.ofHours(1));
    assertThat(functions.events).hasSize(1);
    provider().update(request(EVERY_FIVE), "nightly", disabled);
    provider().delete(request(EVERY_FIVE), "nightly");
    pass(Duration.ofHours(1));
    assertThat(functions.events).hasSize(1);
  }

  @Test
  void aTransformerFillsItsTemplate() {
    provider()
        .create(
            request(
                rule(
                    "rate(1 minute)",
                    Map.of(
                        "Arn",
                        "arn:aws:lambda:eu-west-1:123456789012:function:report",
                        "InputTransformer",
                        Map.of(
                            "InputPathsMap",
                            Map.of("when", "$.time", "rule", "$.resources[0]"),
                            "InputTemplate",
                            "{\"at\": <when>, \"by\": \"<rule>\"}")))));

    pass(Duration.ofMinutes(1));

    assertThat(functions.events)
        .containsExactly(
            "{\"at\": \"2026-01-31T12:01:00Z\", \"by\": \"arn:aws:events:eu-west-1:123456789012:rule/nightly\"}");
  }

  @Test
  void aFunctionThatDoesNotAllowItIsNotCalled() {
    functions.forbid("report");
    provider().create(request(EVERY_FIVE));

    pass(Duration.ofMinutes(5));

    assertThat(functions.events).isEmpty();
    assertThat(functions.sources)
        .containsExactly("arn:aws:events:eu-west-1:123456789012:rule/nightly");
  }

  @Test
  void aBadExpressionIsRefused() {
    assertThatThrownBy(() -> provider().create(request(rule("rate(1 fortnight)", Map.of()))))
        .isInstanceOf(AwsError.class);
    assertThatThrownBy(() -> provider().create(request(Map.of("Name", "empty"))))
        .hasMessage("Parameter(s) EventPattern or ScheduleExpression must be specified.");
  }
}
