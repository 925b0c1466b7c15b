package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.aws.Polling;
import dev.stacktape.aws.VirtualTime;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.Task;

class WorkloadEvidenceTest {
  private static final String SERVICE =
      "arn:aws:ecs:eu-west-1:123456789012:service/orders-cluster/orders-web";
  private static final String TASK =
      "arn:aws:ecs:eu-west-1:123456789012:task/orders-cluster/0123456789abcdef";

  private final VirtualTime time = new VirtualTime();
  private final FakeEcs ecs = new FakeEcs();
  private final FakeLogs logs = new FakeLogs();
  private final List<Event> events = new ArrayList<>();
  private final LastLogLines lines = new LastLogLines(() -> logs);
  private final WorkloadEvidence evidence =
      new WorkloadEvidence(
          new StoppedTasks(() -> ecs, lines),
          lines,
          events::add,
          new Polling(time, time, new CancellationToken()));

  @Test
  void aTaskThatStoppedIsShownOnceWithItsExitCodeAndItsLastLines() {
    heard("AWS::ECS::Service", "CREATE_IN_PROGRESS", SERVICE);
    ecs.tasks.add(task("EssentialContainerExited", "Essential container in task exited"));
    evidence.look();
    time.sleep(Duration.ofSeconds(11));
    evidence.look();
    assertThat(notes())
        .containsExactly(
            "  Web: a task stopped: Essential container in task exited; container `web` exited with"
                + " code 137 (OutOfMemoryError: Container killed); its last log lines:\n"
                + "      java.lang.OutOfMemoryError: heap");
    assertThat(logs.asked).containsExactly("/ecs/orders web/web/0123456789abcdef");
    assertThat(evidence.of("Web")).isPresent();
  }

  @Test
  void aTaskThatWasStoppedOnPurposeIsNone() {
    heard("AWS::ECS::Service", "UPDATE_IN_PROGRESS", SERVICE);
    ecs.tasks.add(task("ServiceSchedulerInitiated", "Scaling activity initiated by deployment"));
    ecs.tasks.add(task("SpotInterruption", "Your Spot Task was interrupted."));
    evidence.look();
    assertThat(events).isEmpty();
  }

  @Test
  void aFailedHealthCheckIsOne() {
    heard("AWS::ECS::Service", "UPDATE_IN_PROGRESS", SERVICE);
    ecs.tasks.add(
        task("ServiceSchedulerInitiated", "Task failed container health checks in target-group"));
    evidence.look();
    assertThat(notes()).hasSize(1);
  }

  @Test
  void aTaskFromBeforeTheDeploymentIsNone() {
    heard("AWS::ECS::Service", "UPDATE_IN_PROGRESS", SERVICE);
    ecs.tasks.add(
        task("EssentialContainerExited", "Long ago").toBuilder()
            .createdAt(time.instant().minusSeconds(60))
            .build());
    evidence.look();
    assertThat(events).isEmpty();
  }

  @Test
  void whatIsStableIsLookedAtNoMore() {
    heard("AWS::ECS::Service", "CREATE_IN_PROGRESS", SERVICE);
    heard("AWS::ECS::Service", "CREATE_COMPLETE", SERVICE);
    evidence.look();
    assertThat(ecs.calls).isZero();
  }

  @Test
  void aServiceThatFailsIsLookedAtBeforeItsTasksAreRolledBack() {
    heard("AWS::ECS::Service", "CREATE_IN_PROGRESS", SERVICE);
    evidence.look();
    ecs.tasks.add(task("TaskFailedToStart", "CannotPullContainerError: no such image"));
    heard("AWS::ECS::Service", "CREATE_FAILED", SERVICE);
    assertThat(evidence.of("Web").orElseThrow()).contains("CannotPullContainerError");
  }

  @Test
  void whoMayNotLookSeesNothingAndFailsNothing() {
    heard("AWS::ECS::Service", "CREATE_IN_PROGRESS", SERVICE);
    ecs.refuses = true;
    evidence.look();
    time.sleep(Duration.ofSeconds(11));
    evidence.look();
    assertThat(ecs.calls).isEqualTo(1);
    assertThat(events).isEmpty();
  }

  @Test
  void theLogOfAFunctionThatDoesNotGetReadyIsShown() {
    heard(
        "AWS::Lambda::Alias",
        "CREATE_FAILED",
        "arn:aws:lambda:eu-west-1:123456789012:function:orders-dev-save:stp-live");
    assertThat(evidence.of("Web").orElseThrow())
        .isEqualTo("the function's last log lines:\n      java.lang.OutOfMemoryError: heap");
    assertThat(logs.asked).containsExactly("/aws/lambda/orders-dev-save newest");
  }

  private void heard(String type, String status, String physicalId) {
    evidence.heard(
        StackEvent.builder()
            .stackId("stack")
            .logicalResourceId("Web")
            .physicalResourceId(physicalId)
            .resourceType(type)
            .resourceStatus(status)
            .timestamp(time.instant())
            .build());
  }

  private Task task(String stopCode, String reason) {
    return Task.builder()
        .taskArn(TASK)
        .taskDefinitionArn("orders:1")
        .lastStatus("STOPPED")
        .createdAt(time.instant())
        .stopCode(stopCode)
        .stoppedReason(reason)
        .containers(
            Container.builder()
                .name("web")
                .exitCode(137)
                .reason("OutOfMemoryError: Container killed")
                .build(),
            Container.builder().name("side").exitCode(0).build())
        .build();
  }

  private List<String> notes() {
    return events.stream().map(event -> ((Event.Noted) event).message()).toList();
  }

  private static final class FakeEcs implements EcsClient {
    private final List<Task> tasks = new ArrayList<>();
    private boolean refuses;
    private int calls;

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
      calls++;
      if (refuses) {
        throw EcsException.builder().statusCode(403).message("denied").build();
      }
      assertThat(request.cluster()).isEqualTo("orders-cluster");
      assertThat(request.serviceName()).isEqualTo("orders-web");
      return ListTasksResponse.builder()
          .taskArns(tasks.stream().map(Task::taskArn).toList())
          .build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
      return DescribeTasksResponse.builder().tasks(tasks).build();
    }

    @Override
    public DescribeTaskDefinitionResponse describeTaskDefinition(
        DescribeTaskDefinitionRequest request) {
      return DescribeTaskDefinitionResponse.builder()
          .taskDefinition(
              definition ->
                  definition.containerDefinitions(
                      ContainerDefinition.builder()
                          .name("web")
                          .logConfiguration(
                              LogConfiguration.builder()
                                  .logDriver("awslogs")
                                  .options(
                                      Map.of(
                                          "awslogs-group", "/ecs/orders",
                                          "awslogs-stream-prefix", "web"))
                                  .build())
                          .build()))
          .build();
    }

    @Override
    public String serviceName() {
      return "ecs";
    }

    @Override
    public void close() {}
  }

  private static final class FakeLogs implements CloudWatchLogsClient {
    private final List<String> asked = new ArrayList<>();

    @Override
    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
      return DescribeLogStreamsResponse.builder()
          .logStreams(LogStream.builder().logStreamName("newest").build())
          .build();
    }

    @Override
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
      asked.add(request.logGroupName() + " " + request.logStreamName());
      return GetLogEventsResponse.builder()
          .events(
              OutputLogEvent.builder()
                  .timestamp(Instant.EPOCH.toEpochMilli())
                  .message("java.lang.OutOfMemoryError: heap\n")
                  .build())
          .build();
    }

    @Override
    public String serviceName() {
      return "logs";
    }

    @Override
    public void close() {}
  }
}
