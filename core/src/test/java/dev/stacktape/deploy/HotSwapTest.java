package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Polling;
import dev.stacktape.aws.VirtualTime;
import dev.stacktape.deploy.FakeLambda.FakeFunction;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.plan.StoredCode;
import dev.stacktape.plan.SwapOperation;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;

class HotSwapTest {
  private static final String BUCKET = "deployment";

  private final VirtualTime time = new VirtualTime();
  private final FakeLambda lambda = new FakeLambda();
  private final SwapRecords records = new SwapRecords(s3());
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final HotSwap hotSwap =
      new HotSwap(
          lambda,
          () -> {
            throw new AssertionError("No service is swapped");
          },
          () -> {
            throw new AssertionError("No state machine is swapped");
          },
          records,
          new AwsErrors(AwsSettings.embedded(URI.create("http://127.0.0.1:1"), "eu-west-1")),
          events::add,
          new Polling(time, time, new CancellationToken()));

  @Test
  void theCodeIsReplacedAndWaitedFor() {
    FakeFunction function = lambda.function("fn-save", "old");
    List<HotSwap.Swapped> swapped = apply(List.of(swap("save")), List.of(artifact("save", "new")));
    assertThat(function.code).isEqualTo("new");
    assertThat(function.busy).isZero();
    assertThat(lambda.updates).containsExactly("fn-save deployment/artifacts/save.zip");
    assertThat(swapped).extracting(HotSwap.Swapped::changed).containsExactly(true);
    assertThat(events).hasSize(1).allMatch(event -> event instanceof Event.SwapApplied);
  }

  @Test
  void aFunctionThatHasTheCodeIsLeftAlone() {
    lambda.function("fn-save", "new");
    List<HotSwap.Swapped> swapped = apply(List.of(swap("save")), List.of(artifact("save", "new")));
    assertThat(lambda.updates).isEmpty();
    assertThat(swapped).extracting(HotSwap.Swapped::changed).containsExactly(false);
  }

  @Test
  void oneThatFailsStopsNoOtherAndAllFailuresAreTold() {
    FakeFunction good = lambda.function("fn-good", "old");
    FakeFunction bad = lambda.function("fn-bad", "old");
    bad.status = "Failed";
    bad.reason = "InvalidZipFile";
    StacktapeException failure =
        catchThrowableOfType(
            StacktapeException.class,
            () ->
                apply(
                    List.of(swap("bad"), swap("gone"), swap("good")),
                    List.of(
                        artifact("bad", "new"), artifact("gone", "new"), artifact("good", "new"))));
    assertThat(good.code).isEqualTo("new");
    assertThat(records.read(BUCKET).get("goodFunction").digest()).isEqualTo("digest-good");
    assertThat(records.read(BUCKET).get("badFunction").digest()).isNull();
    assertThat(failure.problems())
        .extracting(Problem::code)
        .containsExactly("SWAP_FAILED", "SWAP_FAILED");
    assertThat(failure.problems().get(0).message())
        .isEqualTo("`bad` was not hot-swapped: Lambda could not take the code: InvalidZipFile");
    assertThat(failure.problems().get(1).message()).startsWith("`gone` was not hot-swapped");
  }

  @Test
  void somebodyElsesChangeInBetweenIsLookedAtAgain() {
    FakeFunction function = lambda.function("fn-save", "old");
    lambda.before.put("fn-save", () -> function.revision++);
    apply(List.of(swap("save")), List.of(artifact("save", "new")));
    assertThat(function.code).isEqualTo("new");
  }

  @Test
  void anUpdateWhoseAnswerWasLostIsRecognised() {
    lambda.function("fn-save", "old");
    lambda.after.put(
        "fn-save",
        () -> {
          // The SDK's retry of an update that went through comes with the old revision.
          throw PreconditionFailedException.builder().statusCode(412).message("revision").build();
        });
    List<HotSwap.Swapped> swapped = apply(List.of(swap("save")), List.of(artifact("save", "new")));
    assertThat(lambda.updates).hasSize(1);
    assertThat(swapped).extracting(HotSwap.Swapped::changed).containsExactly(true);
  }

  @Test
  void otherCodeThanWasSentIsAFailure() {
    lambda.function("fn-save", "old");
    lambda.artifacts.put("artifacts/save.zip", "something else");
    List<StoredCode> artifacts = List.of(new StoredCode("save", "artifacts/save.zip", "wanted"));
    StacktapeException failure =
        catchThrowableOfType(
            StacktapeException.class, () -> apply(List.of(swap("save")), artifacts));
    assertThat(failure.problems().get(0).message()).contains("other code than was sent");
  }

  @Test
  void aFunctionThatStaysBusyIsGivenUp() {
    lambda.function("fn-save", "old").busy = Integer.MAX_VALUE;
    StacktapeException failure =
        catchThrowableOfType(
            StacktapeException.class,
            () -> apply(List.of(swap("save")), List.of(artifact("save", "new"))));
    assertThat(failure.problems().get(0).message()).contains("still busy");
    assertThat(lambda.updates).isEmpty();
  }

  private FakeS3 s3() {
    FakeS3 s3 = new FakeS3(time);
    s3.buckets.put(BUCKET, new FakeS3.Bucket());
    return s3;
  }

  private List<HotSwap.Swapped> apply(List<SwapOperation> swaps, List<StoredCode> code) {
    return hotSwap.apply(BUCKET, records.read(BUCKET), swaps, code, "arn:me");
  }

  private static SwapOperation swap(String name) {
    return new SwapOperation.Function(
        new SwapOperation.Subject(
            name,
            name + "Function",
            "AWS::Lambda::Function",
            "fn-" + name,
            List.of("Code"),
            "digest-" + name),
        name,
        null,
        Map.of(),
        SwapOperation.NamedValues.NONE,
        null);
  }

  private StoredCode artifact(String name, String code) {
    lambda.artifacts.put("artifacts/" + name + ".zip", code);
    return new StoredCode(name, "artifacts/" + name + ".zip", code);
  }
}
