package dev.stacktape.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** The endpoint ends in the middle of something, and another one is started on its folder. */
class CrashTest {
  private static final String TWO =
      """
      Resources:
        Queue:
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: 30
        Topic:
          Type: AWS::SNS::Topic
          Properties:
            DisplayName: !Ref Queue
      """;

  @TempDir Path state;
  private final TestProvider queues = new TestProvider("AWS::SQS::Queue");
  private final TestProvider topics = new TestProvider("AWS::SNS::Topic");
  private CloudFormationEndpoint aws;

  @AfterEach
  void stop() {
    aws.close();
  }

  private void start() {
    aws = CloudFormationEndpoint.start(state, queues, topics);
  }

  /** Does something and ends the endpoint while a call to a provider is under way. */
  private void crashIn(TestProvider provider, String call, Runnable action) throws Exception {
    CountDownLatch there = new CountDownLatch(1);
    CountDownLatch dead = new CountDownLatch(1);
    provider.before =
        each -> {
          if (each.equals(call)) {
            there.countDown();
            waitUninterrupted(dead);
          }
        };
    action.run();
    there.await();
    aws.close();
    provider.before = each -> {};
    dead.countDown();
    start();
    aws.service.carryOn();
  }

  /** The call that was under way is carried out in full, as at a provider of its own. */
  private static void waitUninterrupted(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aCreationIsCarriedOnAndNothingIsMadeTwice() throws Exception {
    start();
    crashIn(
        topics,
        "create Topic",
        () -> aws.client.createStack(r -> r.stackName("s").templateBody(TWO)));

    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(queues.made).hasSize(1);
    assertThat(topics.made).hasSize(1);
    assertThat(queues.calls).hasSize(1);
    assertThat(topics.calls).hasSizeBetween(1, 2);
    assertThat(Map.copyOf(countByCall(topics.calls))).hasSize(1);
  }

  private static Map<String, Long> countByCall(List<String> calls) {
    return calls.stream().collect(Collectors.groupingBy(call -> call, Collectors.counting()));
  }

  @Test
  void anUpdateIsCarriedOn() throws Exception {
    start();
    aws.create("s", TWO);
    crashIn(
        queues,
        "update Queue",
        () -> aws.client.updateStack(r -> r.stackName("s").templateBody(TWO.replace("30", "60"))));

    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(queues.made.values()).containsExactly(Map.of("VisibilityTimeout", 60));
  }

  @Test
  void aReplacementIsCarriedOnWithTheSameNewResource() throws Exception {
    start();
    aws.create("s", TWO);
    String before = aws.physicalId("s", "Queue");
    crashIn(
        queues,
        "create Queue",
        () ->
            aws.client.updateStack(
                r ->
                    r.stackName("s")
                        .templateBody(TWO.replace("VisibilityTimeout: 30", "QueueName: other"))));

    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(queues.made).hasSize(1).doesNotContainKey(before);
    assertThat(topics.made.values())
        .containsExactly(Map.of("DisplayName", aws.physicalId("s", "Queue")));
  }

  @Test
  void aRollbackIsCarriedOn() throws Exception {
    start();
    aws.create("s", TWO);
    String changed = TWO.replace("30", "60").replace("DisplayName: !Ref Queue", "DisplayName: x");
    aws.faults.failResource("Topic", "no", 1);
    CountDownLatch updates = new CountDownLatch(2);
    CountDownLatch dead = new CountDownLatch(1);
    queues.before =
        call -> {
          updates.countDown();
          if (updates.getCount() == 0) {
            waitUninterrupted(dead);
          }
        };
    aws.client.updateStack(r -> r.stackName("s").templateBody(changed));
    updates.await();
    aws.close();
    queues.before = call -> {};
    dead.countDown();
    start();

    assertThat(
            aws.client.describeStacks(r -> r.stackName("s")).stacks().get(0).stackStatusAsString())
        .startsWith("UPDATE_ROLLBACK");
    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(queues.made.values()).containsExactly(Map.of("VisibilityTimeout", 30));
  }

  @Test
  void aDeletionIsCarriedOn() throws Exception {
    start();
    String id = aws.create("s", TWO).stackId();
    crashIn(queues, "delete Queue", () -> aws.client.deleteStack(r -> r.stackName("s")));

    assertThat(aws.settled(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(queues.made).isEmpty();
    assertThat(topics.made).isEmpty();
  }

  @Test
  void everythingIsFoundAgain() {
    start();
    String template = TWO + "Outputs: {Q: {Value: !Ref Queue, Export: {Name: queue}}}\n";
    aws.create("s", template, r -> r.enableTerminationProtection(true));
    List<String> events = aws.events("s");
    aws.client.createChangeSet(
        r ->
            r.stackName("s")
                .changeSetName("later")
                .changeSetType(ChangeSetType.UPDATE)
                .templateBody(template.replace("30", "60")));
    aws.close();
    start();

    assertThat(aws.events("s")).isEqualTo(events);
    assertThat(aws.client.listExports().exports()).hasSize(1);
    assertThat(aws.settled("s").enableTerminationProtection()).isTrue();
    assertThat(aws.client.describeChangeSet(r -> r.stackName("s").changeSetName("later")).changes())
        .hasSize(1);
    aws.client.executeChangeSet(r -> r.stackName("s").changeSetName("later"));
    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
  }

  @Test
  void anEventThatWasHalfWrittenIsDropped() throws Exception {
    start();
    aws.create("s", TWO);
    List<String> events = aws.events("s");
    aws.close();
    try (var files = Files.walk(state)) {
      Path log = files.filter(file -> file.endsWith("events.jsonl")).findFirst().orElseThrow();
      Files.writeString(log, "{\"id\":\"half", StandardOpenOption.APPEND);
    }
    start();

    assertThat(aws.events("s")).isEqualTo(events);
    aws.client.deleteStack(r -> r.stackName("s"));
    aws.service.awaitIdle();
    assertThat(topics.made).isEmpty();
  }
}
