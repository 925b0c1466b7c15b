package dev.stacktape.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.DeploymentResult;
import dev.stacktape.event.Event;
import dev.stacktape.local.Faults.Kind;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.model.Bucket;

/** A day in the life of an application. */
@Timeout(120)
class DeploymentTest {
  @TempDir Path work;
  private App app;
  private Session session;

  @BeforeEach
  void open() throws IOException {
    app = App.in(work.resolve("app"));
    session = Session.open(work.resolve("aws"), app);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void theSecondDeploymentOfTheSameThingChangesNothing() throws Exception {
    assertThat(session.deploy().route()).isEqualTo(Route.CHANGE_SET);
    assertThat(greeting()).isEqualTo("Hello");
    session.events.clear();
    refuseWrites();

    DeploymentResult again = session.deploy();

    assertThat(again.route()).isEqualTo(Route.NOTHING);
    assertThat(session.events(Event.ArtifactUploaded.class)).isEmpty();
    assertThat(session.events(Event.ResourceChanged.class)).isEmpty();
    assertThat(session.events(Event.Noted.class))
        .extracting(Event.Noted::message)
        .contains("Nothing differs from what is deployed; nothing to do.");
  }

  /** Whatever would change something is answered with an error more often than it is retried. */
  private void refuseWrites() {
    for (String write : List.of("PutObject", "CreateBucket", "CreateMultipartUpload")) {
      session.aws.faults().failCalls("s3", write, Kind.SERVER_ERROR, 100);
    }
    for (String write : List.of("CreateChangeSet", "ExecuteChangeSet", "CreateStack")) {
      session.aws.faults().failCalls("cloudformation", write, Kind.SERVER_ERROR, 100);
    }
    session.aws.faults().failCalls("lambda", "UpdateFunctionCode", Kind.SERVER_ERROR, 100);
  }

  @Test
  void aFailingResourceIsRolledBackAndTheApiStillAnswers() throws Exception {
    session.deploy();
    app.edit("visibilityTimeoutSeconds: 60", "visibilityTimeoutSeconds: 90");
    app.edit("memory: 256", "memory: 512");
    app.answer("Broken");
    session.aws.faults().failResource("JobsQueue", "No queue today", 1);

    List<Problem> problems = problemsOf(session::deploy);

    assertThat(problems).hasSize(1);
    Problem problem = problems.get(0);
    assertThat(problem.code()).isEqualTo("DEPLOYMENT_FAILED");
    assertThat(problem.message())
        .contains("`jobs`", "No queue today", "rolled back")
        .doesNotContain("cancelled");
    assertThat(String.valueOf(problem.location())).startsWith("stacktape.yml:7:3");
    assertThat(session.describe().status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(greeting()).isEqualTo("Hello");

    session.deploy();
    assertThat(greeting()).isEqualTo("Broken");
  }

  @Test
  void swappedCodeAnswersAtOnceAndADeploymentOfTheOldCodePutsItBack() throws Exception {
    session.deploy();
    app.answer("Swapped");

    assertThat(session.hotswap().route()).isEqualTo(Route.HOT_SWAP);
    assertThat(greeting()).isEqualTo("Swapped");

    app.answer("Hello");
    session.deploy();
    assertThat(greeting()).isEqualTo("Hello");
  }

  @Test
  void aHotSwapSwapsWhatItCanAndNamesTheRest() throws Exception {
    session.deploy();
    app.answer("Swapped");
    app.edit("visibilityTimeoutSeconds: 60", "visibilityTimeoutSeconds: 90");

    assertThat(session.hotswap().route()).isEqualTo(Route.HOT_SWAP);
    assertThat(greeting()).isEqualTo("Swapped");
    assertThat(session.events(Event.SwapRejected.class))
        .extracting(Event.SwapRejected::resourceName)
        .containsExactly("jobs");
    assertThat(session.events(Event.Warned.class))
        .extracting(warned -> warned.problem().code())
        .contains("HOTSWAP_INCOMPLETE");
  }

  @Test
  void aHotSwapOfNothingThatCanBeSwappedIsRefused() throws Exception {
    session.deploy();
    app.edit("visibilityTimeoutSeconds: 60", "visibilityTimeoutSeconds: 90");

    assertThat(problemsOf(session::hotswap))
        .extracting(Problem::code)
        .containsExactly("HOTSWAP_REFUSED");
  }

  @Test
  void ofTwoDeploymentsAtOnceOneWinsAndTheOtherLearnsWhoHoldsTheLock() throws Exception {
    CountDownLatch firstIsDeploying = new CountDownLatch(1);
    CountDownLatch secondIsDone = new CountDownLatch(1);
    CompletableFuture<DeploymentResult> first =
        CompletableFuture.supplyAsync(
            () ->
                session.deploy(
                    event -> {
                      if (event instanceof Event.ArtifactUploaded) {
                        firstIsDeploying.countDown();
                        await(secondIsDone);
                      }
                    }));
    await(firstIsDeploying);
    List<Event> events = new ArrayList<>();
    try {
      List<Problem> problems = problemsOf(() -> session.deploy(events::add));

      assertThat(problems).extracting(Problem::code).containsExactly("STACK_LOCKED");
      assertThat(problems.get(0).message())
          .contains(System.getProperty("user.name"), String.valueOf(ProcessHandle.current().pid()));
    } finally {
      secondIsDone.countDown();
    }
    assertThat(first.get(60, TimeUnit.SECONDS).report().status()).isEqualTo("CREATE_COMPLETE");
    assertThat(session.deploy().route()).isEqualTo(Route.NOTHING);
  }

  @Test
  void nothingIsDeletedUntilTheDataIsNamedAndThenNothingIsLeft() {
    session.deploy();

    assertThat(problemsOf(session::delete))
        .extracting(Problem::code)
        .contains("DATA_LOSS_NOT_ALLOWED");
    assertThat(session.describe().exists()).isTrue();

    session.delete("files", "jobs");
    assertThat(session.describe().exists()).isFalse();
    assertThat(session.clients.s3().listBuckets().buckets()).extracting(Bucket::name).isEmpty();
  }

  @Test
  void aBrokenConfigIsRefusedBeforeAnythingIsAskedOfAws() throws Exception {
    session.aws.faults().failCalls("sts", "*", Kind.SERVER_ERROR, 100);
    app.edit("type: sqs-queue", "type: sqs-que");

    assertThatThrownBy(session::deploy)
        .isInstanceOfSatisfying(
            StacktapeException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::code)
                    .containsExactly("CONFIG_UNKNOWN_RESOURCE_TYPE"));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Problem> problemsOf(Runnable operation) {
    return catchThrowableOfType(StacktapeException.class, operation::run).problems();
  }

  private String greeting() throws Exception {
    HttpResponse<String> response = session.get("/greet");
    assertThat(response.statusCode()).withFailMessage(this::invoked).isEqualTo(200);
    return response.body().replace("\"", "");
  }

  /** What the function itself says, when the API does not. */
  private String invoked() {
    return session
        .clients
        .lambda()
        .invoke(
            invoke ->
                invoke.functionName(App.STACK + "-greet").payload(SdkBytes.fromUtf8String("{}")))
        .payload()
        .asUtf8String();
  }
}
