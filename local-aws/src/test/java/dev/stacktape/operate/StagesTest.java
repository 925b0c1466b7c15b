package dev.stacktape.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeletion;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.operate.stages.Stage;
import dev.stacktape.operate.stages.StagesText;
import dev.stacktape.problem.StacktapeException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages live as long as they were told to after the last deployment. */
class StagesTest {
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  @TempDir Path folder;
  private LiveProject project;

  @BeforeEach
  void deploy() {
    project = new LiveProject(folder);
    project.config("resources:\n  jobs:\n    type: sqs-queue\n");
    project.deploy();
  }

  @AfterEach
  void stop() {
    project.close();
  }

  @Test
  void aStageWithoutATimeToLiveLivesForEver() {
    assertThat(in(Duration.ofDays(1000)))
        .singleElement()
        .satisfies(
            stage -> {
              assertThat(stage.target().stage()).isEqualTo("dev");
              assertThat(stage.expires()).isNull();
              assertThat(stage.isDue()).isFalse();
            });
    assertThat(StagesText.plain(in(Duration.ZERO))).endsWith("lives for ever");
  }

  @Test
  void aStageIsDueWhenItsTimeIsOverAndIsDeletedLikeAnyOther() {
    limit();
    assertThat(in(Duration.ofHours(1))).extracting(Stage::isDue).containsExactly(false);
    assertThat(in(Duration.ofHours(3))).extracting(Stage::isDue).containsExactly(true);
    assertThat(StagesText.json(in(Duration.ofHours(3)))).contains("\"due\" : true");

    PlannedDeletion planned =
        project.stacktape.planDeletion(
            project.request(), project.events::add, project.cancellation);
    var unused =
        project.stacktape.delete(
            project.request(),
            planned,
            new Consent(Set.of("jobs")),
            project.events::add,
            project.cancellation);
    assertThat(in(Duration.ofHours(3))).isEmpty();
  }

  @Test
  void whatIsProtectedAgainstDeletionIsNeverDue() {
    limit();
    project
        .clients
        .cloudFormation()
        .updateTerminationProtection(
            protect -> protect.stackName(LiveProject.STACK).enableTerminationProtection(true));
    assertThat(in(Duration.ofHours(3)))
        .singleElement()
        .satisfies(
            stage -> {
              assertThat(stage.isExpired()).isTrue();
              assertThat(stage.isDue()).isFalse();
            });
  }

  @Test
  void aProtectedStageTakesNoTimeToLive() {
    StackRequest asked = project.request();
    StackRequest production =
        new StackRequest(
            asked.directory(),
            null,
            "shop",
            "shop",
            "production",
            "eu-west-1",
            null,
            null,
            null,
            List.of(),
            asked.outputDirectory(),
            asked.arguments(),
            asked.packageCommand());
    assertThat(
            catchThrowableOfType(
                    StacktapeException.class, () -> project.stacktape.requireMortal(production))
                .problems())
        .extracting(problem -> problem.code())
        .containsExactly("STAGE_PROTECTED");
  }

  private void limit() {
    project.stacktape.limitLifetime(
        project.request(), TWO_HOURS, project.events::add, project.cancellation);
  }

  /** The stages as they are seen after some time. */
  private List<Stage> in(Duration time) {
    Stacktape later =
        new Stacktape(
            Clock.offset(Clock.systemUTC(), time),
            pause -> {},
            Map.of("HOME", folder.resolve("home").toString()));
    return later.stages(project.request(), project.events::add, project.cancellation);
  }
}
