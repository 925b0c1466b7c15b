package dev.stacktape.mcp.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.NoCall;
import dev.stacktape.mcp.tool.Refusal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that an agent says is a person's consent. */
class GateTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path home;
  private PlanStore plans;
  private Gate gate;

  @BeforeEach
  void open() {
    plans = new PlanStore(home, Clock.fixed(NOW, ZoneOffset.UTC));
    gate = new Gate(plans, "java -jar server.jar");
  }

  private StoredPlan plan(ApprovalMode mode, Instant expires) {
    StoredPlan plan =
        new StoredPlan(
            PlanStore.newId(),
            "/project",
            "deploy",
            "digest",
            Map.of(),
            "arn:aws:iam::123456789012:user/me",
            "shop-dev",
            "123456789012",
            "eu-west-1",
            "",
            "",
            List.of(),
            "the plan",
            mode,
            expires.toEpochMilli());
    plans.add(plan);
    return plan;
  }

  private static Call typing(String text) {
    return answering(() -> text);
  }

  private static Call answering(Supplier<String> person) {
    return new Call() {
      @Override
      public void progress(String message) {}

      @Override
      public boolean isCancelled() {
        return false;
      }

      @Override
      public boolean canAsk() {
        return true;
      }

      @Override
      public Optional<String> ask(String message, String field) {
        return Optional.ofNullable(person.get());
      }

      @Override
      public String client() {
        return "test";
      }
    };
  }

  private Refusal refusal(StoredPlan plan, Call call) {
    return catchThrowableOfType(Refusal.class, () -> gate.require(plan, call));
  }

  @Test
  void aPlanWithoutRiskPasses() {
    assertThatCode(
            () -> gate.require(plan(ApprovalMode.NONE, NOW.plusSeconds(60)), NoCall.INSTANCE))
        .doesNotThrowAnyException();
  }

  @Test
  void aPersonTypesTheNameOfTheStack() {
    StoredPlan plan = plan(ApprovalMode.USER, NOW.plusSeconds(60));

    assertThat(refusal(plan, typing("yes")).code()).isEqualTo("APPROVAL_DECLINED");
    assertThat(refusal(plan, typing(null)).code()).isEqualTo("APPROVAL_DECLINED");
    assertThatCode(() -> gate.require(plan, typing("shop-dev"))).doesNotThrowAnyException();
    assertThat(plans.isApproved(plan)).isTrue();
  }

  /** A form may be open for longer than a plan holds. */
  @Test
  void whoeverThinksTooLongHasApprovedNothing() {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    Clock clock = new MovingClock(now);
    plans = new PlanStore(home, clock);
    gate = new Gate(plans, "java -jar server.jar");
    StoredPlan plan = plan(ApprovalMode.USER, NOW.plusSeconds(60));
    Call slow =
        answering(
            () -> {
              now.set(NOW.plusSeconds(61));
              return "shop-dev";
            });

    assertThat(refusal(plan, slow).code()).isEqualTo("PLAN_EXPIRED");
  }

  private static final class MovingClock extends Clock {
    private final AtomicReference<Instant> now;

    MovingClock(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }

  @Test
  void aClientThatCannotAskNeverMeansYes() {
    Refusal refusal = refusal(plan(ApprovalMode.USER, NOW.plusSeconds(60)), NoCall.INSTANCE);

    assertThat(refusal.code()).isEqualTo("APPROVAL_REQUIRED");
    assertThat(refusal.nextSteps()).anySatisfy(step -> assertThat(step).contains("approve"));
  }

  @Test
  void whatNeedsATerminalIsNotApprovedByAForm() {
    StoredPlan plan = plan(ApprovalMode.OUT_OF_BAND, NOW.plusSeconds(60));

    assertThat(refusal(plan, typing("shop-dev")).code()).isEqualTo("APPROVAL_REQUIRED");
    plans.approve(plan, "terminal");
    assertThatCode(() -> gate.require(plan, NoCall.INSTANCE)).doesNotThrowAnyException();
  }

  @Test
  void anApprovalHoldsForWhatWasSeenOnly() {
    StoredPlan seen = plan(ApprovalMode.OUT_OF_BAND, NOW.plusSeconds(60));
    plans.approve(seen, "terminal");
    StoredPlan forged =
        new StoredPlan(
            seen.id(),
            seen.project(),
            "delete",
            "another digest",
            Map.of(),
            seen.caller(),
            seen.stackName(),
            seen.account(),
            seen.region(),
            "",
            "",
            List.of("ordersTable"),
            "x",
            ApprovalMode.OUT_OF_BAND,
            seen.expires());

    assertThat(refusal(forged, NoCall.INSTANCE).code()).isEqualTo("APPROVAL_REQUIRED");
  }

  @Test
  void anOldPlanIsRefusedEvenWhenItWasApproved() {
    StoredPlan plan = plan(ApprovalMode.OUT_OF_BAND, NOW.minusSeconds(1));
    plans.approve(plan, "terminal");

    assertThat(refusal(plan, NoCall.INSTANCE).code()).isEqualTo("PLAN_EXPIRED");
  }

  @Test
  void idsThatNobodyGaveOutAreUnknown() {
    for (String id : List.of("", "../plan", "0".repeat(32), "g".repeat(32), "x".repeat(10_000))) {
      assertThat(catchThrowableOfType(Refusal.class, () -> plans.get(id)).code())
          .isEqualTo("PLAN_UNKNOWN");
    }
  }

  @Test
  void plansOfAnotherProjectAreNotThere() {
    StoredPlan plan = plan(ApprovalMode.NONE, NOW.plusSeconds(60));

    assertThat(plans.of(Path.of("/project")).get(plan.id())).isEqualTo(plan);
    assertThat(plans.of(Path.of("/project")).newest(10)).containsExactly(plan);
    PlanStore others = plans.of(Path.of("/other"));
    assertThat(catchThrowableOfType(Refusal.class, () -> others.get(plan.id())).code())
        .isEqualTo("PLAN_UNKNOWN");
    assertThat(others.newest(10)).isEmpty();
  }

  @Test
  void ofManyCallsOneStartsTheOperation() {
    StoredPlan plan = plan(ApprovalMode.NONE, NOW.plusSeconds(60));
    AtomicInteger first = new AtomicInteger();
    List<CompletableFuture<Void>> calls =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          if (new PlanStore(home, Clock.fixed(NOW, ZoneOffset.UTC)).claim(plan)) {
                            first.incrementAndGet();
                          }
                        }))
            .toList();

    calls.forEach(CompletableFuture::join);
    assertThat(first).hasValue(1);
  }
}
