package dev.stacktape.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.event.Event;
import dev.stacktape.local.Faults;
import dev.stacktape.local.Faults.Kind;
import dev.stacktape.rehearsal.Rehearsal.Run;
import dev.stacktape.rehearsal.Stage.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call that a deployment makes goes wrong once, in every way in which calls go wrong. What
 * passes is survived; what does not pass is said by its name, leaves the stack in the old or the
 * new state, and the next run carries on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class EveryCallFailsOnceTest {
  /** What the caller may try again at once. */
  private static final List<Kind> PASSING =
      List.of(Kind.THROTTLE, Kind.SERVER_ERROR, Kind.UNAVAILABLE, Kind.CUT_BEFORE, Kind.CUT_AFTER);

  /** For a call that only reads these are the same as others. */
  private static final Set<Kind> AS_ANOTHER = Set.of(Kind.UNAVAILABLE, Kind.CUT_AFTER);

  private Stage stage;

  @BeforeAll
  void deployOnce() {
    stage = new Stage();
  }

  @AfterAll
  void cleanUp() {
    stage.close();
  }

  Stream<Arguments> passingFaultsOfAnUpdate() {
    return cases(Stage.points(stage.callsOfUpdate), PASSING);
  }

  /** Only the calls that an update does not make. */
  Stream<Arguments> passingFaultsOfAFirstDeployment() {
    List<Point> points = new ArrayList<>(Stage.points(stage.callsOfFirstDeployment));
    points.removeIf(
        point ->
            stage.callsOfUpdate.contains(point.call())
                && !point.call().operation().endsWith("ChangeSet"));
    return cases(points, PASSING);
  }

  private static Stream<Arguments> cases(List<Point> points, List<Kind> kinds) {
    return points.stream()
        .flatMap(
            point ->
                kinds.stream()
                    .filter(kind -> !point.onlyReads() || !AS_ANOTHER.contains(kind))
                    .map(kind -> Arguments.of(kind, point)));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("passingFaultsOfAnUpdate")
  void anUpdateSurvivesWhatPasses(Kind kind, Point point) {
    try (Rehearsal rehearsal = stage.deployed()) {
      strike(rehearsal, kind, point, 1);
      Run run = rehearsal.deploy("laptop", stage.second);
      assertThat(run.text()).isEmpty();
      requireDeployed(rehearsal, stage.second);
      assertThat(rehearsal.isLocked()).isFalse();
    }
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("passingFaultsOfAFirstDeployment")
  void aFirstDeploymentSurvivesWhatPasses(Kind kind, Point point) {
    try (Rehearsal rehearsal = stage.empty()) {
      strike(rehearsal, kind, point, 1);
      Run run = rehearsal.deploy("laptop", stage.first);
      assertThat(run.text()).isEmpty();
      requireDeployed(rehearsal, stage.first);
      assertThat(rehearsal.isLocked()).isFalse();
    }
  }

  Stream<Arguments> refusalsOfAnUpdate() {
    return cases(
        Stage.points(stage.callsOfUpdate),
        List.of(Kind.EXPIRED_CREDENTIALS, Kind.CLOCK_SKEW, Kind.ACCESS_DENIED));
  }

  /**
   * Credentials that have expired, and a clock that is wrong, are so for every later call; a
   * permission is missing for one operation.
   */
  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("refusalsOfAnUpdate")
  void whatDoesNotPassIsNamedAndTheNextRunCarriesOn(Kind kind, Point point) {
    try (Rehearsal rehearsal = stage.deployed()) {
      if (kind != Kind.ACCESS_DENIED) {
        rehearsal
            .aws
            .faults()
            .failCalls("*", "*", kind, stage.callsOfUpdate.indexOf(point.call()), Faults.ALWAYS);
      } else {
        strike(rehearsal, kind, point, Faults.ALWAYS);
      }
      Run run = rehearsal.deploy("laptop", stage.second);
      requireCause(run, kind);
      rehearsal.aws.faults().clear();
      requireOldOrNew(rehearsal);

      Run again = rehearsal.deploy("desktop", stage.second);
      assertThat(again.text()).isEmpty();
      requireDeployed(rehearsal, stage.second);
      assertThat(rehearsal.isLocked()).isFalse();
    }
  }

  @Test
  void aCallThatKeepsFailingIsGivenUpAndNamed() {
    Map<Kind, String> causes = new LinkedHashMap<>();
    causes.put(Kind.THROTTLE, "AWS_THROTTLED");
    causes.put(Kind.SERVER_ERROR, "AWS_ERROR");
    causes.put(Kind.CUT_BEFORE, "AWS_UNREACHABLE");
    causes.put(Kind.CLOCK_SKEW, "AWS_CLOCK_SKEW");
    causes.forEach(
        (kind, code) -> {
          try (Rehearsal rehearsal = stage.deployed()) {
            rehearsal
                .aws
                .faults()
                .failCalls("cloudformation", "CreateChangeSet", kind, Faults.ALWAYS);
            Run run = rehearsal.deploy("laptop", stage.second);
            assertThat(run.codes()).containsExactly(code);
            assertThat(rehearsal.isLocked()).isFalse();
            assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(1);
          }
        });
  }

  // ---- what has to hold ----

  private static void strike(Rehearsal rehearsal, Kind kind, Point point, int times) {
    rehearsal
        .aws
        .faults()
        .failCalls(point.call().service(), point.call().operation(), kind, point.number(), times);
  }

  private static void requireCause(Run run, Kind kind) {
    if (run.isGood()) {
      // What is only for comfort, such as giving the lock back, fails nothing but is not hidden.
      assertThat(run.events(Event.Warned.class)).isNotEmpty();
      return;
    }
    switch (kind) {
      case EXPIRED_CREDENTIALS ->
          assertThat(run.codes()).containsExactly("AWS_EXPIRED_CREDENTIALS");
      case CLOCK_SKEW -> assertThat(run.codes()).containsExactly("AWS_CLOCK_SKEW");
      default -> {
        assertThat(run.codes())
            .hasSize(1)
            .containsAnyOf("AWS_ACCESS_DENIED", "DEPLOYMENT_BUCKET_TAKEN");
      }
    }
  }

  static void requireOldOrNew(Rehearsal rehearsal) {
    assertThat(rehearsal.settledStatus().orElseThrow())
        .isIn("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
    assertThat(Rehearsal.version(rehearsal.template())).isIn(1, 2);
    assertThat(rehearsal.missingArtifacts()).isEmpty();
  }

  static void requireDeployed(Rehearsal rehearsal, OrdersApp app) {
    assertThat(rehearsal.settledStatus().orElseThrow()).isIn("CREATE_COMPLETE", "UPDATE_COMPLETE");
    assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(app.version());
    assertThat(rehearsal.missingArtifacts()).isEmpty();
    assertThat(rehearsal.page()).hasValue("<h1>Version " + app.version() + "</h1>");
  }
}
