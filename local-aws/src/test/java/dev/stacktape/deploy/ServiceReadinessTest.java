package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Polling;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.local.Faults.Step;
import dev.stacktape.local.Pace;
import dev.stacktape.local.SharedTime;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.DeploymentConfigMode;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Services are ready when ECS says so, whatever CloudFormation has said in express mode. */
class ServiceReadinessTest {
  private static final String REGION = "eu-west-1";
  private static final String TEMPLATE =
      """
      Resources:
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            Family: web
            ContainerDefinitions:
              - { Name: app, Image: "shop/web:%d", Essential: true, Memory: 256 }
        Web:
          Type: AWS::ECS::Service
          Properties: { Cluster: shop, TaskDefinition: { Ref: Task }, DesiredCount: 1 }
      """;

  @TempDir Path state;
  private final SharedTime time = new SharedTime();
  private final List<Event> events = new ArrayList<>();
  private LocalAws aws;
  private AwsClients clients;

  @BeforeEach
  void start() {
    Pace pace =
        new Pace(
            Duration.ZERO,
            Map.of(),
            Map.of("AWS::ECS::Service", Duration.ofSeconds(40)),
            Map.of("AWS::ECS::Service", Duration.ofSeconds(40)),
            Duration.ZERO);
    aws = LocalAws.start(LocalAwsOptions.in(state).clock(time).pace(pace));
    clients =
        new AwsClients(AwsSettings.embedded(URI.create(aws.endpoint()), REGION), events::add, time);
  }

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  @Test
  void aServiceIsWaitedForUntilItsDeploymentIsCompleted() {
    Instant begun = time.instant();
    await(deploy(1));
    assertThat(notes()).containsExactly("  ready: web");
    assertThat(Duration.between(begun, time.instant())).isGreaterThan(Duration.ofSeconds(39));
    events.clear();
    await(deploy(2));
    assertThat(notes()).containsExactly("  ready: web");
  }

  @Test
  void aServiceWhoseTasksDoNotStartSaysWhatTheySaidLast() {
    await(deploy(1));
    aws.faults().failResource("Web", Step.SETTLE, "cannot find libfoo", 1);
    Problem problem = problem(deploy(2));
    assertThat(problem.code()).isEqualTo("NOT_READY");
    assertThat(problem.message())
        .startsWith(
            "`web` (AWS::ECS::Service Web) is deployed but not ready: ECS deployment circuit breaker:"
                + " tasks failed to start.")
        .contains("exited with code 1", "cannot find libfoo");
    assertThat(problem.hint()).isEqualTo("Go back.");
    events.clear();
    await(deploy(3));
    assertThat(notes()).as("what failed before says nothing").containsExactly("  ready: web");
  }

  @Test
  void aDeploymentThatFailedBeforeAnybodyLookedIsFound() {
    await(deploy(1));
    aws.faults().failResource("Web", Step.SETTLE, "cannot find libfoo", 1);
    List<StackEvent> happened = deploy(2);
    String service =
        happened.stream()
            .filter(event -> event.logicalResourceId().equals("Web"))
            .findFirst()
            .orElseThrow()
            .physicalResourceId();
    for (int look = 0; look < 3; look++) {
      time.sleep(Duration.ofMinutes(1));
      var unused = clients.ecs().describeServices(get -> get.cluster("shop").services(service));
    }
    assertThat(problem(happened).message()).contains("tasks failed to start");
  }

  @Test
  void aNewServiceThatDoesNotStartIsSaidToo() {
    aws.faults().failResource("Web", Step.SETTLE, "cannot find libfoo", 1);
    assertThat(problem(deploy(1)).message()).contains("deployed but not ready");
  }

  @Test
  void aServiceThatIsGoneIsNotReady() {
    List<StackEvent> happened = deploy(1);
    clients
        .cloudFormation()
        .deleteStack(
            delete ->
                delete
                    .stackName("shop")
                    .deploymentConfig(config -> config.mode(DeploymentConfigMode.EXPRESS)));
    settled();
    assertThat(problem(happened).message()).contains("ECS has no such service any more");
  }

  private void await(List<StackEvent> happened) {
    Polling polling = new Polling(time, time, new CancellationToken());
    LastLogLines logs = new LastLogLines(clients::logs);
    Readiness readiness =
        new Readiness(
            new ReadinessChecks(clients.lambda(), clients::ecsDocuments, null, events::add),
            new WorkloadEvidence(new StoppedTasks(clients::ecs, logs), logs, events::add, polling),
            clients.errors(),
            events::add,
            polling);
    readiness.await(
        readiness.due(happened, Map.of("Web", new ResourceOrigin("web", null)), Map.of()),
        "Go back.");
  }

  private Problem problem(List<StackEvent> happened) {
    return catchThrowableOfType(StacktapeException.class, () -> await(happened)).problems().get(0);
  }

  /** The events of an operation in express mode, which is over at once. */
  private List<StackEvent> deploy(int version) {
    int before = version == 1 ? 0 : stackEvents().size();
    String template = TEMPLATE.formatted(version);
    if (version == 1) {
      clients
          .cloudFormation()
          .createStack(
              create ->
                  create
                      .stackName("shop")
                      .templateBody(template)
                      .deploymentConfig(config -> config.mode(DeploymentConfigMode.EXPRESS)));
    } else {
      clients
          .cloudFormation()
          .updateStack(
              update ->
                  update
                      .stackName("shop")
                      .templateBody(template)
                      .deploymentConfig(config -> config.mode(DeploymentConfigMode.EXPRESS)));
    }
    settled();
    List<StackEvent> all = stackEvents();
    return all.subList(before, all.size());
  }

  private void settled() {
    while (clients.cloudFormation().describeStacks().stacks().stream()
        .map(Stack::stackStatusAsString)
        .anyMatch(status -> status.endsWith("_IN_PROGRESS"))) {
      Thread.onSpinWait();
    }
  }

  private List<StackEvent> stackEvents() {
    List<StackEvent> all =
        new ArrayList<>(
            clients
                .cloudFormation()
                .describeStackEvents(get -> get.stackName("shop"))
                .stackEvents());
    Collections.reverse(all);
    return all;
  }

  private List<String> notes() {
    return events.stream()
        .filter(Event.Noted.class::isInstance)
        .map(event -> ((Event.Noted) event).message())
        .toList();
  }
}
