package dev.stacktape.operate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.name.Target;
import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.inventory.Inventory.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;

class TaskCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String ARN =
      "arn:aws:ecs:eu-west-1:123456789012:service/shop-cluster/shop-web";

  private final FakeEcs ecs = new FakeEcs();

  @Test
  void aServiceThatRunsWhatItShouldIsNoFinding() {
    assertThat(look()).isEmpty();
  }

  @Test
  void missingInstancesAreToldWithWhatEcsSays() {
    ecs.running = 0;
    ecs.events.add("(service shop-web) was unable to place a task");
    assertThat(look())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.TASKS_MISSING);
              assertThat(finding.urgency()).isEqualTo(Urgency.CRITICAL);
              assertThat(finding.what()).isEqualTo("`web` runs 0 of 2 instances.");
              assertThat(finding.evidence()).anyMatch(text -> text.contains("unable to place"));
            });
    assertThat(ecs.cluster).isEqualTo("shop-cluster");
  }

  @Test
  void equalEndsCountAsOneWithExitCodeAndLastLines() {
    ecs.stopped("Essential container in task exited", "main", 1);
    ecs.stopped("Essential container in task exited", "main", 1);
    assertThat(look())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.TASKS_STOP);
              assertThat(finding.evidence())
                  .containsExactly(
                      "2 times, last at 2026-11-23T11:50:00Z: Essential container in task exited;"
                          + " container main exited with 1",
                      "main | no such table");
            });
  }

  @Test
  void aKilledContainerHasTooLittleMemory() {
    ecs.stopped("Essential container in task exited", "main", 137);
    assertThat(look()).extracting(Finding::kind).containsExactly(Kind.MEMORY_RUNS_OUT);
  }

  @Test
  void whatWasScaledInOrReplacedIsNoFault() {
    ecs.stopped("Scaling activity initiated by (deployment ecs-svc/1)", "main", null);
    assertThat(look()).isEmpty();
  }

  private List<Finding> look() {
    Inventory stack =
        new Inventory(
            new Target("shop", "dev", "eu-west-1", "123456789012"),
            "arn:stack",
            "UPDATE_COMPLETE",
            null,
            NOW,
            Map.of(),
            Map.of(),
            List.of(
                new Resource("web", "WebService", "AWS::ECS::Service", ARN, "CREATE_COMPLETE")));
    return new TaskCheck(ecs, (in, name, container, from, lines) -> List.of("no such table"))
        .look(stack, NOW.minusSeconds(3600), NOW);
  }

  private static final class FakeEcs implements EcsClient {
    private final List<String> events = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private int running = 2;
    private @Nullable String cluster;

    void stopped(String reason, String container, @Nullable Integer exitCode) {
      tasks.add(
          Task.builder()
              .taskArn("task/" + tasks.size())
              .stoppedAt(NOW.minusSeconds(600))
              .stoppedReason(reason)
              .containers(Container.builder().name(container).exitCode(exitCode).build())
              .build());
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
      cluster = request.cluster();
      return DescribeServicesResponse.builder()
          .services(
              Service.builder()
                  .serviceName("shop-web")
                  .desiredCount(2)
                  .runningCount(running)
                  .deployments(List.of())
                  .events(
                      events.stream()
                          .map(text -> ServiceEvent.builder().createdAt(NOW).message(text).build())
                          .toList())
                  .build())
          .build();
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
      return ListTasksResponse.builder()
          .taskArns(tasks.stream().map(Task::taskArn).toList())
          .build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
      return DescribeTasksResponse.builder().tasks(tasks).build();
    }

    @Override
    public String serviceName() {
      return "ecs";
    }

    @Override
    public void close() {}
  }
}
