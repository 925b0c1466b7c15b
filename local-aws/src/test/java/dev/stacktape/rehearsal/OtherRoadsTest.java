package dev.stacktape.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.event.Event;
import dev.stacktape.local.CallLog.Call;
import dev.stacktape.local.Faults;
import dev.stacktape.local.Faults.Kind;
import dev.stacktape.rehearsal.Rehearsal.Run;
import dev.stacktape.rehearsal.Stage.Point;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ways beside the usual deployment: a hot-swap, an image that is pushed, a companion in
 * us-east-1, a rollback with files. Each of their calls goes wrong once, and the process dies at
 * each that changes anything. All end in the old or the new state, and the message names the cause.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class OtherRoadsTest {
  /** What is said by a run whose every call is refused from some point on. */
  private static final List<String> NAMED =
      List.of(
          "AWS_ACCESS_DENIED",
          "AWS_UNREACHABLE",
          "DEPLOYMENT_BUCKET_TAKEN",
          "IMAGE_PUSH_FAILED",
          "SWAP_FAILED");

  private static final Set<String> USUAL = Set.of("s3", "cloudformation", "sts");

  @TempDir static Path folder;

  private final AtomicInteger cases = new AtomicInteger();

  /** The calls of each way, in the order in which it makes them. */
  private final Map<Road, List<Call>> roads = new LinkedHashMap<>();

  @BeforeAll
  void goEachOnce() {
    for (Road road :
        List.of(
            new HotSwapRoad(folder),
            new ImageRoad(folder),
            new CompanionRoad(folder),
            new RollbackRoad(folder))) {
      try (Rehearsal rehearsal = Rehearsal.in(begun(road))) {
        good(road.begin(rehearsal));
      }
      try (Rehearsal rehearsal = rehearsal(road)) {
        good(road.go(rehearsal, "builder"));
        roads.put(road, rehearsal.aws.calls().all());
        road.requireNew(rehearsal);
      }
    }
  }

  Stream<Arguments> passingFaults() {
    return cases(List.of(Kind.THROTTLE, Kind.CUT_AFTER), Kind.CUT_BEFORE);
  }

  @ParameterizedTest(name = "{0}: {1} at {2}")
  @MethodSource("passingFaults")
  void whatPassesIsSurvived(Road road, Kind kind, Point point) {
    try (Rehearsal rehearsal = rehearsal(road)) {
      strike(rehearsal, kind, point, 1);
      Run run = road.go(rehearsal, "laptop");
      assertThat(run.text()).isEmpty();
      road.requireNew(rehearsal);
      assertThat(rehearsal.isLocked()).isFalse();
    }
  }

  Stream<Arguments> refusals() {
    return cases(List.of(), Kind.ACCESS_DENIED);
  }

  /** A permission is missing. */
  @ParameterizedTest(name = "{0}: {1} at {2}")
  @MethodSource("refusals")
  void whatDoesNotPassIsNamedAndTheNextRunCarriesOn(Road road, Kind kind, Point point) {
    try (Rehearsal rehearsal = rehearsal(road)) {
      strike(rehearsal, kind, point, Faults.ALWAYS);
      Run run = road.go(rehearsal, "laptop");
      rehearsal.aws.faults().clear();
      if (run.isGood()) {
        // What is only for comfort, such as giving the lock back, fails nothing but is not hidden.
        assertThat(run.events(Event.Warned.class)).isNotEmpty();
      } else {
        assertThat(run.text())
            .as("names the cause")
            .containsPattern("(?i)denied|refused|may not|does not let us in");
      }
      road.requireOldOrNew(rehearsal);

      Run again = road.go(rehearsal, "desktop");
      assertThat(again.text()).isEmpty();
      road.requireNew(rehearsal);
    }
  }

  Stream<Arguments> deaths() {
    return roads.entrySet().stream()
        .flatMap(
            road ->
                IntStream.range(0, road.getValue().size())
                    .filter(number -> !Stage.reads(road.getValue().get(number)))
                    .boxed()
                    .flatMap(
                        number ->
                            Stream.of(true, false)
                                .map(
                                    before ->
                                        Arguments.of(
                                            road.getKey(),
                                            before ? "before" : "after",
                                            road.getValue().get(number),
                                            number))));
  }

  @ParameterizedTest(name = "{0}: {1} {2} ({3})")
  @MethodSource("deaths")
  void aRunThatDiesIsFinishedByTheNext(Road road, String when, Object call, int number) {
    try (Rehearsal rehearsal = rehearsal(road)) {
      boolean before = when.equals("before");
      if (!before) {
        rehearsal.aws.faults().failCalls("*", "*", Kind.CUT_AFTER, number, 1);
      }
      // Refused rather than cut off, because clients of registries try again what is cut off.
      rehearsal.aws.faults().failCalls("*", "*", Kind.ACCESS_DENIED, number, Faults.ALWAYS);
      Run dead = road.go(rehearsal, "laptop");
      assertThat(dead.codes()).isSubsetOf(NAMED);
      rehearsal.aws.faults().clear();
      road.requireOldOrNew(rehearsal);

      Run again = road.go(rehearsal, "desktop");
      assertThat(again.text()).isEmpty();
      road.requireNew(rehearsal);
      assertThat(rehearsal.isLocked()).isFalse();
    }
  }

  // ---- in short ----

  /**
   * All kinds at calls that change something, and one at those that only read, unless they are
   * those of every deployment, of which {@link EveryCallFailsOnceTest} has all.
   */
  private Stream<Arguments> cases(List<Kind> kinds, Kind alsoAtReads) {
    return roads.entrySet().stream()
        .flatMap(
            road ->
                Stage.points(road.getValue()).stream()
                    .filter(point -> !point.onlyReads() || !USUAL.contains(point.call().service()))
                    .flatMap(
                        point ->
                            (point.onlyReads()
                                    ? Stream.of(alsoAtReads)
                                    : Stream.concat(kinds.stream(), Stream.of(alsoAtReads)))
                                .map(kind -> Arguments.of(road.getKey(), kind, point))));
  }

  private static void strike(Rehearsal rehearsal, Kind kind, Point point, int times) {
    rehearsal
        .aws
        .faults()
        .failCalls(point.call().service(), point.call().operation(), kind, point.number(), times);
  }

  private static Path begun(Road road) {
    return folder.resolve("begun-" + road);
  }

  private Rehearsal rehearsal(Road road) {
    return Rehearsal.onCopy(begun(road), folder.resolve("case-" + cases.incrementAndGet()));
  }

  private static void good(Run run) {
    if (!run.isGood()) {
      throw new AssertionError(run.text());
    }
  }
}
