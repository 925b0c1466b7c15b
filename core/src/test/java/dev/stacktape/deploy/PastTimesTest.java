package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.event.Event;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import dev.stacktape.template.ResourceOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

class PastTimesTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final List<StackEvent> events = new ArrayList<>();

  @Test
  void theLastTimeThatSomethingWasDoneCounts() {
    event("Db", "CREATE_IN_PROGRESS", 0);
    event("Db", "CREATE_IN_PROGRESS", 2);
    event("Db", "CREATE_COMPLETE", 600);
    event("Db", "UPDATE_IN_PROGRESS", 700);
    event("Db", "UPDATE_COMPLETE", 790);
    event("Db", "UPDATE_IN_PROGRESS", 1000);
    event("Db", "UPDATE_COMPLETE", 1120);
    assertThat(expected("Db").resources()).containsExactly(Map.entry("Db", seconds(120)));
    assertThat(expected("Db").whole()).isEqualTo(seconds(120));
  }

  @Test
  void whatFailedSaysNothing() {
    event("Db", "UPDATE_IN_PROGRESS", 0);
    event("Db", "UPDATE_FAILED", 10);
    event("Db", "UPDATE_COMPLETE", 30);
    assertThat(expected("Db").resources()).isEmpty();
    assertThat(expected("Db").whole()).isNull();
  }

  @Test
  void whereAChangeIsNewTheWholeIsAsLongAsTheLastUpdate() {
    event("stack", "UPDATE_IN_PROGRESS", 0);
    event("Db", "UPDATE_IN_PROGRESS", 1);
    event("Db", "UPDATE_COMPLETE", 90);
    event("stack", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 95);
    event("stack", "UPDATE_COMPLETE", 100);
    Event.TimesExpected expected = expected("Db", "Queue");
    assertThat(expected.resources()).containsOnlyKeys("Db");
    assertThat(expected.whole()).isEqualTo(seconds(100));
  }

  private Event.TimesExpected expected(String... changed) {
    List<Change> changes = new ArrayList<>();
    for (String id : changed) {
      changes.add(
          new Change(
              id,
              "AWS::X::Y",
              Change.Action.UPDATE,
              List.of(),
              Change.Data.UNTOUCHED,
              Change.Severity.SAFE,
              ResourceOrigin.STACK));
    }
    Plan plan =
        new Plan(
            "id",
            new Target("orders", "dev", "eu-west-1", "123456789012"),
            changes,
            List.of(),
            Plan.Route.CHANGE_SET,
            List.of(),
            List.of());
    return PastTimes.of(events).expected(plan, ChangeSetType.UPDATE);
  }

  private void event(String id, String status, int second) {
    events.add(
        StackEvent.builder()
            .stackId("stack")
            .logicalResourceId(id)
            .physicalResourceId(id)
            .resourceStatus(status)
            .timestamp(START.plusSeconds(second))
            .build());
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
