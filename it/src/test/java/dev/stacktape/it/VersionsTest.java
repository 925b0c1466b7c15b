package dev.stacktape.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.PlannedDeployment;
import dev.stacktape.RollbackChoice;
import dev.stacktape.event.Event;
import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.Bucket;

/** Every deployment that succeeded can be brought back. */
@Timeout(120)
class VersionsTest {
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

  private void deployAnswering(String answer) throws Exception {
    app.answer(answer);
    session.deploy();
  }

  private String greeting() throws Exception {
    return session.get("/greet").body().replace("\"", "");
  }

  private List<Integer> numbers() {
    return session.versions().stream().map(Version::number).toList();
  }

  @Test
  void goingBackTwiceGoesBackTwo() throws Exception {
    deployAnswering("One");
    deployAnswering("Two");
    deployAnswering("Three");

    session.rollback(new RollbackChoice.Steps(1));
    assertThat(greeting()).isEqualTo("Two");
    session.rollback(new RollbackChoice.Steps(1));
    assertThat(greeting()).isEqualTo("One");

    assertThat(numbers()).containsExactly(5, 4, 3, 2, 1);
    assertThat(session.versions().get(0).restores()).isEqualTo(1);
    assertThatThrownBy(() -> session.rollback(new RollbackChoice.Steps(1)))
        .hasMessageContaining("No version before version 1 is kept");
  }

  @Test
  void aNumberGoesStraightThere() throws Exception {
    deployAnswering("One");
    deployAnswering("Two");
    deployAnswering("Three");

    session.rollback(new RollbackChoice.Exactly(1));

    assertThat(greeting()).isEqualTo("One");
    assertThatThrownBy(() -> session.rollback(new RollbackChoice.Exactly(9)))
        .hasMessageContaining("There is no version 9");
  }

  @Test
  void goingBackPutsHotSwappedCodeBackToo() throws Exception {
    deployAnswering("One");
    app.answer("Swapped");
    session.hotswap();

    session.rollback(new RollbackChoice.Exactly(1));

    assertThat(greeting()).isEqualTo("One");
  }

  @Test
  void infrastructureGoesBack() throws Exception {
    deployAnswering("One");
    app.edit("visibilityTimeoutSeconds: 60", "visibilityTimeoutSeconds: 90");
    session.deploy();

    session.events.clear();
    session.rollback(new RollbackChoice.Steps(1));

    assertThat(session.events(Event.ResourceChanged.class))
        .extracting(Event.ResourceChanged::logicalId)
        .contains("JobsQueue");
  }

  /** The reference asks nothing, and compares nothing, before it goes back. */
  @Test
  void goingBackBehindDataIsRefusedUntilTheDataIsNamed() throws Exception {
    deployAnswering("One");
    app.edit("  jobs:\n", "  bills:\n    type: sqs-queue\n  jobs:\n");
    session.deploy();

    PlannedDeployment planned = session.planRollback(new RollbackChoice.Steps(1));

    assertThat(planned.plan().losses()).extracting(Change::logicalId).containsExactly("BillsQueue");
    assertThat(planned.text()).contains("BillsQueue");
    assertThatThrownBy(() -> session.carryOut(planned))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(Problem::code)
                    .containsExactly("DATA_LOSS_NOT_ALLOWED"));
    session.carryOut(planned, "bills");
    assertThat(session.describe().resources())
        .extracting(StackReport.Resource::logicalId)
        .contains("JobsQueue")
        .doesNotContain("BillsQueue");
  }

  /** In the reference the check looks every artifact up in the list that it was taken from. */
  @Test
  void aVersionWhoseCodeIsGoneIsRefusedBeforeAnythingIsDone() throws Exception {
    deployAnswering("One");
    String bucket =
        session.clients.s3().listBuckets().buckets().stream()
            .map(Bucket::name)
            .filter(name -> name.startsWith("stp-deployment-bucket"))
            .findFirst()
            .orElseThrow();
    String code = session.versions().get(0).code().get(0).key();
    deployAnswering("Two");
    session.clients.s3().deleteObject(delete -> delete.bucket(bucket).key(code));

    assertThatThrownBy(() -> session.planRollback(new RollbackChoice.Steps(1)))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .satisfies(
                        problem -> {
                          assertThat(problem.code()).isEqualTo("VERSION_INCOMPLETE");
                          assertThat(problem.message()).contains(code);
                        }));
    assertThat(greeting()).isEqualTo("Two");
  }

  @Test
  void deployingTheSameAgainMakesNoVersion() throws Exception {
    deployAnswering("One");

    assertThat(session.deploy().route()).isEqualTo(Route.NOTHING);

    assertThat(numbers()).containsExactly(1);
  }
}
