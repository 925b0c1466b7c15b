package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Polling;
import dev.stacktape.aws.VirtualTime;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** What CloudFormation has called complete is waited for; services are in a test beside ECS. */
class ReadinessTest {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final Location PLACE = new Location("stacktape.yml", 3, 3, "  save:");
  private static final String WAY_BACK = "To go back: stacktape:rollback.";

  private final VirtualTime time = new VirtualTime();
  private final FakeLambda lambda = new FakeLambda();
  private final List<Event> events = new ArrayList<>();
  private final CancellationToken cancellation = new CancellationToken();
  private final SeenTasks seen = new SeenTasks();
  private final Readiness readiness =
      new Readiness(
          new ReadinessChecks(
              lambda,
              () -> {
                throw new AssertionError("there is no service to look at");
              },
              null,
              events::add),
          seen,
          new AwsErrors(AwsSettings.embedded(URI.create("http://127.0.0.1:1"), "eu-west-1")),
          events::add,
          new Polling(time, time, cancellation));

  @Test
  void aFunctionIsWaitedForUntilLambdaIsDoneWithIt() {
    lambda.function("orders-save", "new").busy = 3;
    await(made("SaveFunction", FUNCTION, "UPDATE_COMPLETE", "orders-save"));
    assertThat(notes()).containsExactly("  ready: save");
    assertThat(time.pauses()).hasSize(3);
  }

  @Test
  void aFunctionThatStillRunsOtherCodeIsNotReady() {
    FakeLambda.FakeFunction function = lambda.function("orders-save", "old");
    seen.onLook(
        () -> {
          if (time.pauses().size() == 2) {
            function.code = "new";
          }
        });
    await(made("SaveFunction", FUNCTION, "UPDATE_COMPLETE", "orders-save"));
    assertThat(time.pauses()).hasSize(2);
  }

  @Test
  void aVersionIsLookedAtByItsNumber() {
    lambda.function("arn:aws:lambda:eu-west-1:123456789012:function:orders-save", "any").busy = 1;
    await(
        made(
            "SaveVersion",
            "AWS::Lambda::Version",
            "CREATE_COMPLETE",
            "arn:aws:lambda:eu-west-1:123456789012:function:orders-save:7"));
    assertThat(notes()).containsExactly("  ready: SaveVersion");
  }

  @Test
  void whatIsNotOfTheOperationOrGoesIsNotWaitedFor() {
    assertThat(
            readiness.due(
                List.of(
                    made("Gone", FUNCTION, "DELETE_COMPLETE", "orders-gone"),
                    made("Role", "AWS::IAM::Role", "CREATE_COMPLETE", "role")),
                Map.of(),
                Map.of()))
        .isEmpty();
  }

  @Test
  void whatFailsIsSaidWithItsReasonItsPlaceAndTheWayBack() {
    FakeLambda.FakeFunction function = lambda.function("orders-save", "new");
    function.status = "Failed";
    function.reason = "The image is gone";
    seen.text = "the function's last log lines: boom";
    lambda.function("orders-mail", "any");
    Problem problem =
        problem(
            made("SaveFunction", FUNCTION, "UPDATE_COMPLETE", "orders-save"),
            made("MailFunction", FUNCTION, "CREATE_COMPLETE", "orders-mail"));
    assertThat(problem.code()).isEqualTo("NOT_READY");
    assertThat(problem.message())
        .isEqualTo(
            "`save` (AWS::Lambda::Function SaveFunction) is deployed but not ready: Lambda could not"
                + " take the change: The image is gone. Seen meanwhile: the function's last log"
                + " lines: boom");
    assertThat(problem.location()).isEqualTo(PLACE);
    assertThat(problem.hint()).isEqualTo(WAY_BACK);
    assertThat(notes())
        .as("the rest is looked at to its end")
        .containsExactly("  ready: MailFunction");
  }

  @Test
  void theWaitHasAnEnd() {
    lambda.function("orders-save", "new").busy = Integer.MAX_VALUE;
    Problem problem = problem(made("SaveFunction", FUNCTION, "UPDATE_COMPLETE", "orders-save"));
    assertThat(problem.code()).isEqualTo("NOT_READY");
    assertThat(problem.message())
        .endsWith("is deployed but not ready: it was not after 5 minutes.");
    assertThat(time.elapsed()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
  }

  @Test
  void throttlingAndAFunctionThatIsNotSeenYetAreWaitedFor() {
    lambda.unseen.add(failure(429, "TooManyRequestsException"));
    lambda.unseen.add(failure(503, "ServiceUnavailable"));
    seen.onLook(
        () -> {
          if (time.pauses().size() == 4) {
            lambda.function("orders-save", "new");
          }
        });
    await(made("SaveFunction", FUNCTION, "CREATE_COMPLETE", "orders-save"));
    assertThat(notes()).containsExactly("  ready: save");
    assertThat(time.pauses()).hasSize(4);
  }

  @Test
  void whatNobodyMayLookAtIsWarnedOf() {
    lambda.unseen.add(failure(403, "AccessDeniedException"));
    await(made("SaveFunction", FUNCTION, "CREATE_COMPLETE", "orders-save"));
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Warned.class,
            warned -> assertThat(warned.problem().code()).isEqualTo("READINESS_UNKNOWN"));
  }

  @Test
  void whoeverAsksToStopIsNotKept() {
    lambda.function("orders-save", "new").busy = Integer.MAX_VALUE;
    seen.onLook(
        () -> {
          if (time.pauses().size() == 2) {
            cancellation.cancel();
          }
        });
    assertThat(problem(made("SaveFunction", FUNCTION, "CREATE_COMPLETE", "orders-save")).code())
        .isEqualTo("CANCELLED");
  }

  private void await(StackEvent... happened) {
    readiness.await(
        readiness.due(
            List.of(happened),
            Map.of("SaveFunction", new ResourceOrigin("save", PLACE)),
            Map.of("SaveFunction", "new")),
        WAY_BACK);
  }

  private Problem problem(StackEvent... happened) {
    return catchThrowableOfType(StacktapeException.class, () -> await(happened)).problems().get(0);
  }

  private List<String> notes() {
    return events.stream()
        .filter(Event.Noted.class::isInstance)
        .map(event -> ((Event.Noted) event).message())
        .toList();
  }

  private static LambdaException failure(int status, String code) {
    return (LambdaException)
        LambdaException.builder()
            .statusCode(status)
            .message(code)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
            .build();
  }

  private static StackEvent made(String logicalId, String type, String status, String physicalId) {
    return StackEvent.builder()
        .stackId("arn:stack")
        .logicalResourceId(logicalId)
        .resourceType(type)
        .resourceStatus(status)
        .physicalResourceId(physicalId)
        .timestamp(Instant.parse("2026-11-23T12:00:00Z"))
        .build();
  }

  /** What is seen of workloads, and what happens while somebody looks. */
  private static final class SeenTasks implements Evidence {
    private Runnable looking = () -> {};
    private String text = "";

    void onLook(Runnable work) {
      looking = work;
    }

    @Override
    public void heard(StackEvent event) {}

    @Override
    public void look() {
      looking.run();
    }

    @Override
    public void lookAtLast(String logicalId) {}

    @Override
    public Optional<String> of(String logicalId) {
      return logicalId.equals("SaveFunction") && !text.isEmpty()
          ? Optional.of(text)
          : Optional.empty();
    }
  }
}
