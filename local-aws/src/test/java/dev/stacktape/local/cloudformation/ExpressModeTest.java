package dev.stacktape.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.Faults.Step;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DeploymentConfig;
import software.amazon.awssdk.services.cloudformation.model.DeploymentConfigMode;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** What AWS keeps of the mode of an operation, and what it takes after one in express mode. */
class ExpressModeTest {
  private static final String QUEUE =
      "Resources: {Jobs: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: %d}}}";
  private static final Consumer<DeploymentConfig.Builder> EXPRESS =
      config -> config.mode(DeploymentConfigMode.EXPRESS).disableRollback(false);
  private static final Consumer<DeploymentConfig.Builder> EXPRESS_KEEPING_FAILURES =
      config -> config.mode(DeploymentConfigMode.EXPRESS).disableRollback(true);

  @TempDir Path state;
  private CloudFormationEndpoint aws;

  @BeforeEach
  void start() {
    aws = CloudFormationEndpoint.start(state);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void aChangeSetHasItsModeAndTheStackAfterIt() {
    makeChangeSet(EXPRESS);
    DeploymentConfig described =
        aws.client
            .describeChangeSet(get -> get.stackName("jobs").changeSetName("one"))
            .deploymentConfig();
    assertThat(described.mode()).isEqualTo(DeploymentConfigMode.EXPRESS);
    assertThat(described.disableRollback()).isFalse();
    aws.client.executeChangeSet(go -> go.stackName("jobs").changeSetName("one"));
    Stack stack = aws.settled("jobs");
    assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(stack.deploymentConfig()).isEqualTo(described);
    assertThat(aws.reason("jobs", "Jobs", "CREATE_COMPLETE"))
        .startsWith("Resource operation completed using Express Mode.");
  }

  @Test
  void theModeIsThatOfTheLastOperation() {
    aws.create("jobs", QUEUE.formatted(1), create -> create.deploymentConfig(EXPRESS));
    assertThat(aws.update("jobs", QUEUE.formatted(2)).deploymentConfig()).isNull();
    assertThat(aws.reason("jobs", "Jobs", "UPDATE_COMPLETE")).isEmpty();
  }

  @Test
  void whoeverDoesNotAskGetsNoRollback() {
    aws.create("jobs", QUEUE.formatted(1));
    aws.faults.failResource("Jobs", Step.UPDATE, "no", 1);
    Stack stack =
        aws.update(
            "jobs",
            QUEUE.formatted(2),
            update -> update.deploymentConfig(config -> config.mode("EXPRESS")));
    assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_FAILED");
    assertThat(stack.deploymentConfig().disableRollback()).isTrue();
  }

  @Test
  void aFailedUpdateIsRolledBackWhereThatIsAskedFor() {
    aws.create("jobs", QUEUE.formatted(1));
    aws.faults.failResource("Jobs", Step.UPDATE, "no", 1);
    assertThat(
            aws.update("jobs", QUEUE.formatted(2), update -> update.deploymentConfig(EXPRESS))
                .stackStatusAsString())
        .isEqualTo("UPDATE_ROLLBACK_COMPLETE");
  }

  @Test
  void onlyOneWordOnFailuresIsTaken() {
    assertThatThrownBy(
            () ->
                aws.create(
                    "jobs",
                    QUEUE.formatted(1),
                    create -> create.deploymentConfig(EXPRESS).onFailure("DELETE")))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("DeploymentConfig or OnFailure, but not both");
    assertThatThrownBy(
            () ->
                aws.client.createChangeSet(
                    make ->
                        make.stackName("jobs")
                            .changeSetName("one")
                            .changeSetType(ChangeSetType.CREATE)
                            .templateBody(QUEUE.formatted(1))
                            .onStackFailure(OnStackFailure.DELETE)
                            .deploymentConfig(EXPRESS)))
        .hasMessageContaining("DeploymentConfig or OnStackFailure, but not both");
    makeChangeSet(EXPRESS);
    assertThatThrownBy(
            () ->
                aws.client.executeChangeSet(
                    go -> go.stackName("jobs").changeSetName("one").disableRollback(true)))
        .hasMessageContaining("DeploymentConfig or DisableRollback, but not both");
    assertThatThrownBy(
            () ->
                aws.create(
                    "other",
                    QUEUE.formatted(1),
                    create -> create.deploymentConfig(config -> config.mode("QUICK"))))
        .hasMessageContaining("[STANDARD, EXPRESS]");
  }

  @Test
  void afterAFailureInExpressModeOnlyExpressModeIsTaken() {
    leaveUpdateFailed();
    assertThatThrownBy(() -> aws.client.rollbackStack(roll -> roll.stackName("jobs")))
        .hasMessageContaining("not supported for stacks last updated with EXPRESS mode");
    assertThatThrownBy(
            () -> aws.update("jobs", QUEUE.formatted(3), u -> u.deploymentConfig(EXPRESS)))
        .hasMessageContaining("please use the disable-rollback parameter");
    assertThatThrownBy(() -> aws.update("jobs", QUEUE.formatted(3), u -> u.disableRollback(true)))
        .hasMessageContaining("can only be updated in EXPRESS mode");
    Stack stack =
        aws.update("jobs", QUEUE.formatted(3), u -> u.deploymentConfig(EXPRESS_KEEPING_FAILURES));
    assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
    assertThat(aws.update("jobs", QUEUE.formatted(4)).stackStatusAsString())
        .as("a good end ends it")
        .isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void whatWorkedLastCanBeReplayed() {
    leaveUpdateFailed();
    Stack stack =
        aws.update("jobs", QUEUE.formatted(1), u -> u.deploymentConfig(EXPRESS_KEEPING_FAILURES));
    assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
  }

  private void leaveUpdateFailed() {
    aws.create("jobs", QUEUE.formatted(1));
    aws.faults.failResource("Jobs", Step.UPDATE, "no", 1);
    Stack stack =
        aws.update("jobs", QUEUE.formatted(2), u -> u.deploymentConfig(EXPRESS_KEEPING_FAILURES));
    assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_FAILED");
  }

  private void makeChangeSet(Consumer<DeploymentConfig.Builder> config) {
    aws.client.createChangeSet(
        make ->
            make.stackName("jobs")
                .changeSetName("one")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(QUEUE.formatted(1))
                .deploymentConfig(config));
  }
}
