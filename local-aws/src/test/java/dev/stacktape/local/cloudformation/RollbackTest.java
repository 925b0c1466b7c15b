package dev.stacktape.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class RollbackTest {
  /** A topic that needs a queue. */
  private static final String TWO =
      """
      Resources:
        Queue:
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: 30
        Topic:
          Type: AWS::SNS::Topic
          DependsOn: Queue
          Properties:
            DisplayName: first
      """;

  @TempDir Path state;
  private final TestProvider queues = new TestProvider("AWS::SQS::Queue");
  private final TestProvider topics = new TestProvider("AWS::SNS::Topic");
  private CloudFormationEndpoint aws;

  @BeforeEach
  void start() {
    aws = CloudFormationEndpoint.start(state, queues, topics);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void aFailedCreationIsUndoneAndTheStackCanOnlyBeDeleted() {
    aws.faults.failResource("Topic", "Quota exceeded", 1);

    Stack stack = aws.create("s", TWO);

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(aws.events("s"))
        .containsExactly(
            "s CREATE_IN_PROGRESS",
            "Queue CREATE_IN_PROGRESS",
            "Queue CREATE_IN_PROGRESS",
            "Queue CREATE_COMPLETE",
            "Topic CREATE_IN_PROGRESS",
            "Topic CREATE_FAILED",
            "s ROLLBACK_IN_PROGRESS",
            "Queue DELETE_IN_PROGRESS",
            "Queue DELETE_COMPLETE",
            "s ROLLBACK_COMPLETE");
    assertThat(aws.reason("s", "Topic", "CREATE_FAILED")).isEqualTo("Quota exceeded");
    assertThat(aws.reason("s", "s", "ROLLBACK_IN_PROGRESS"))
        .isEqualTo(
            "The following resource(s) failed to create: [Topic]. Rollback requested by user.");
    assertThat(queues.made).isEmpty();
    assertThatThrownBy(() -> aws.update("s", TWO))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining(
            "Stack:" + stack.stackId() + " is in ROLLBACK_COMPLETE state and can not be updated.");
    aws.client.deleteStack(r -> r.stackName("s"));
    assertThat(aws.settled(stack.stackId()).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
  }

  @Test
  void anErrorOfTheProviderIsTheReason() {
    topics.before =
        call -> {
          throw TestProvider.broken("Invalid topic");
        };
    aws.create("s", TWO);
    assertThat(aws.reason("s", "Topic", "CREATE_FAILED"))
        .matches(
            "Resource handler returned message: \"Invalid topic\" \\(RequestToken: [0-9a-f-]{36},"
                + " HandlerErrorCode: GeneralServiceException\\)");
  }

  @Test
  void withoutRollbackWhatWasMadeStaysAndCanBeRolledBackLater() {
    aws.faults.failResource("Topic", "no", 1);

    Stack stack = aws.create("s", TWO, r -> r.disableRollback(true));

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_FAILED);
    assertThat(queues.made).hasSize(1);
    aws.client.rollbackStack(r -> r.stackName("s"));
    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(queues.made).isEmpty();
  }

  @Test
  void aCreationThatFailedWithoutRollbackCanBeCompletedByAnUpdate() {
    aws.faults.failResource("Topic", "no", 1);
    aws.create("s", TWO, r -> r.disableRollback(true));

    Stack stack = aws.update("s", TWO);

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(topics.made).hasSize(1);
    assertThat(queues.made).hasSize(1);
  }

  @Test
  void onFailureDeleteTakesTheStackAway() {
    aws.faults.failResource("Topic", "no", 1);
    String id =
        aws.client
            .createStack(r -> r.stackName("s").templateBody(TWO).onFailure(OnFailure.DELETE))
            .stackId();
    assertThat(aws.settled(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
  }

  @Test
  void aFailedUpdatePutsEverythingBack() {
    aws.create("s", TWO);
    aws.faults.failResource("Topic", "Quota exceeded", 1);
    String changed =
        TWO.replace("30", "60").replace("first", "second")
            + "  Extra:\n    Type: AWS::SQS::Queue\n";

    Stack stack = aws.update("s", changed);

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(queues.made.values()).containsExactly(Map.of("VisibilityTimeout", 30));
    assertThat(topics.made.values()).containsExactly(Map.of("DisplayName", "first"));
    assertThat(aws.reason("s", "s", "UPDATE_ROLLBACK_IN_PROGRESS"))
        .isEqualTo("The following resource(s) failed to update: [Topic]. ");
    assertThat(aws.events("s"))
        .containsSubsequence(
            "s UPDATE_ROLLBACK_IN_PROGRESS",
            "Queue UPDATE_IN_PROGRESS",
            "Queue UPDATE_COMPLETE",
            "Topic UPDATE_IN_PROGRESS",
            "Topic UPDATE_COMPLETE",
            "s UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            "Extra DELETE_COMPLETE",
            "s UPDATE_ROLLBACK_COMPLETE");
    assertThat(aws.client.getTemplate(r -> r.stackName("s")).templateBody()).isEqualTo(TWO);
    assertThat(aws.client.describeStackResources(r -> r.stackName("s")).stackResources())
        .extracting(StackResource::logicalResourceId)
        .containsExactly("Queue", "Topic");
    assertThat(aws.update("s", changed).stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
  }

  @Test
  void aReplacedResourceComesBackAndTheNewOneGoes() {
    aws.create("s", TWO);
    String before = aws.physicalId("s", "Queue");
    aws.faults.failResource("Topic", "no", 1);

    aws.update(
        "s", TWO.replace("VisibilityTimeout: 30", "QueueName: other").replace("first", "second"));

    assertThat(aws.physicalId("s", "Queue")).isEqualTo(before);
    assertThat(queues.made).containsOnlyKeys(before);
    assertThat(aws.events("s"))
        .containsSubsequence(
            "s UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            "Queue DELETE_IN_PROGRESS",
            "Queue DELETE_COMPLETE",
            "s UPDATE_ROLLBACK_COMPLETE");
  }

  @Test
  void anUpdateWithoutRollbackStopsWhereItIsAndIsRolledBackOnDemand() {
    aws.create("s", TWO);
    aws.faults.failResource("Topic", "no", 1);

    Stack failed =
        aws.update(
            "s", TWO.replace("30", "60").replace("first", "second"), r -> r.disableRollback(true));

    assertThat(failed.stackStatus()).isEqualTo(StackStatus.UPDATE_FAILED);
    assertThat(queues.made.values()).containsExactly(Map.of("VisibilityTimeout", 60));
    aws.client.rollbackStack(r -> r.stackName("s"));
    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(queues.made.values()).containsExactly(Map.of("VisibilityTimeout", 30));
  }

  @Test
  void aRollbackThatFailsIsContinuedWithoutWhatHoldsItUp() {
    aws.create("s", TWO);
    aws.faults.failResource("Topic", "first", 2);

    Stack stuck = aws.update("s", TWO.replace("30", "60").replace("first", "second"));

    assertThat(stuck.stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_FAILED);
    assertThat(stuck.stackStatusReason())
        .isEqualTo("The following resource(s) failed to update: [Topic]. ");
    aws.client.continueUpdateRollback(r -> r.stackName("s").resourcesToSkip("Topic"));
    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(queues.made.values()).containsExactly(Map.of("VisibilityTimeout", 30));
  }

  @Test
  void whatCannotBeDeletedKeepsTheStack() {
    aws.create("s", TWO);
    queues.before =
        call -> {
          throw TestProvider.broken("in use");
        };

    aws.client.deleteStack(r -> r.stackName("s"));
    Stack stuck = aws.settled("s");

    assertThat(stuck.stackStatus()).isEqualTo(StackStatus.DELETE_FAILED);
    assertThat(stuck.stackStatusReason())
        .isEqualTo("The following resource(s) failed to delete: [Queue]. ");
    assertThat(topics.made).isEmpty();
    aws.client.deleteStack(r -> r.stackName("s").retainResources("Queue"));
    assertThat(aws.settled(stuck.stackId()).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(queues.made).hasSize(1);
  }

  @Test
  void aForcedDeletionLeavesBehindWhatCannotBeDeleted() {
    String id = aws.create("s", TWO).stackId();
    queues.before =
        call -> {
          throw TestProvider.broken("in use");
        };
    aws.client.deleteStack(r -> r.stackName("s"));
    aws.service.awaitIdle();

    aws.client.deleteStack(r -> r.stackName("s").deletionMode("FORCE_DELETE_STACK"));

    assertThat(aws.settled(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(aws.events(id)).contains("Queue DELETE_SKIPPED");
  }

  @Test
  void aCreationWhoseRollbackFailsCanStillBeDeleted() {
    aws.faults.failResource("Topic", "no", 1);
    queues.before =
        call -> {
          if (call.startsWith("delete")) {
            throw TestProvider.broken("in use");
          }
        };
    Stack stack = aws.create("s", TWO);
    assertThat(stack.stackStatus()).isEqualTo(StackStatus.ROLLBACK_FAILED);
    queues.before = call -> {};
    aws.client.deleteStack(r -> r.stackName("s"));
    assertThat(aws.settled(stack.stackId()).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(queues.made).isEmpty();
  }

  @Test
  void whatIsUnderWayWhenAnotherFailsIsCancelledAndDeleted() throws Exception {
    CountDownLatch queueRuns = new CountDownLatch(1);
    CountDownLatch topicFailed = new CountDownLatch(1);
    queues.before =
        call -> {
          if (call.startsWith("create")) {
            queueRuns.countDown();
            await(topicFailed);
          }
        };
    topics.before =
        call -> {
          await(queueRuns);
          throw TestProvider.broken("no");
        };
    aws.client.createStack(
        r -> r.stackName("s").templateBody(TWO.replace("    DependsOn: Queue\n", "")));
    while (!aws.events("s").contains("Topic CREATE_FAILED")) {
      Thread.onSpinWait();
    }
    topicFailed.countDown();

    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(aws.reason("s", "Queue", "CREATE_FAILED")).isEqualTo("Resource creation cancelled");
    assertThat(aws.reason("s", "s", "ROLLBACK_IN_PROGRESS")).contains("[Queue, Topic]");
    assertThat(queues.made).isEmpty();
  }

  @Test
  void branchesThatDoNotNeedEachOtherRunAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    queues.before = call -> meet(both);
    topics.before = call -> meet(both);

    Stack stack = aws.create("s", TWO.replace("    DependsOn: Queue\n", ""));

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
  }

  @Test
  void anUpdateCanBeCancelled() throws Exception {
    aws.create("s", TWO);
    CountDownLatch queueRuns = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    queues.before =
        call -> {
          queueRuns.countDown();
          await(cancelled);
        };
    aws.client.updateStack(
        r -> r.stackName("s").templateBody(TWO.replace("30", "60").replace("first", "second")));
    await(queueRuns);
    aws.client.cancelUpdateStack(r -> r.stackName("s"));
    cancelled.countDown();

    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(topics.calls).hasSize(1);
    assertThat(queues.made.values()).containsExactly(Map.of("VisibilityTimeout", 30));
  }

  @Test
  void aStackCanBeDeletedWhileItIsMade() throws Exception {
    CountDownLatch queueRuns = new CountDownLatch(1);
    CountDownLatch deleted = new CountDownLatch(1);
    queues.before =
        call -> {
          queueRuns.countDown();
          await(deleted);
        };
    String id = aws.client.createStack(r -> r.stackName("s").templateBody(TWO)).stackId();
    await(queueRuns);
    aws.client.deleteStack(r -> r.stackName("s"));
    deleted.countDown();

    assertThat(aws.settled(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(queues.made).isEmpty();
    assertThat(topics.calls).isEmpty();
  }

  @Test
  void retainKeepsWhatAFailedCreationMadeUnlessItSaysExceptOnCreate() {
    String retained =
        TWO.replace("Type: AWS::SQS::Queue", "Type: AWS::SQS::Queue\n    DeletionPolicy: Retain");
    aws.faults.failResource("Topic", "no", 2);

    aws.create("keeps", retained);
    assertThat(queues.made).hasSize(1);
    aws.create("drops", retained.replace("Policy: Retain", "Policy: RetainExceptOnCreate"));
    assertThat(queues.made).hasSize(1);
    assertThat(aws.events("keeps")).contains("Queue DELETE_SKIPPED");
    assertThat(aws.client.describeStackResources(r -> r.stackName("drops")).stackResources().get(0))
        .satisfies(r -> assertThat(r.resourceStatus()).isEqualTo(ResourceStatus.DELETE_COMPLETE));
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    await(both);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
