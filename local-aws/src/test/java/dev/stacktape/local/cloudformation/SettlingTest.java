package dev.stacktape.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.Faults.Step;
import dev.stacktape.local.Pace;
import dev.stacktape.local.TestClients;
import dev.stacktape.local.TestClock;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DeploymentConfigMode;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;

/** In express mode resources are complete before they are ready, for as long as the pace says. */
class SettlingTest {
  private static final String FUNCTION =
      """
      Resources:
        Save:
          Type: AWS::Lambda::Function
          Properties:
            FunctionName: save
            Role: arn:aws:iam::123456789012:role/save
            Runtime: nodejs22.x
            Handler: index.handler
            Timeout: %d
            Code: { ZipFile: "exports.handler = async () => 1" }
      """;
  private static final String VERSION =
      """
        One: { Type: AWS::Lambda::Version, Properties: { FunctionName: { Ref: Save } } }
      """;
  private static final String SERVICE =
      """
      Resources:
        Web:
          Type: AWS::ECS::Service
          Properties: { ServiceName: web, Cluster: shop, TaskDefinition: "%s", DesiredCount: 1 }
      """;

  @TempDir Path state;
  private final TestClock clock = new TestClock();
  private LocalAws aws;
  private CloudFormationClient stacks;
  private LambdaClient lambda;
  private EcsClient ecs;

  @BeforeEach
  void start() {
    Pace pace =
        new Pace(
            Duration.ZERO,
            Map.of(),
            Map.of(
                "AWS::Lambda::Function", Duration.ofSeconds(8),
                "AWS::ECS::Service", Duration.ofMinutes(1)),
            Map.of("AWS::Lambda::Function", Duration.ofSeconds(6)),
            Duration.ZERO);
    aws = LocalAws.start(LocalAwsOptions.in(state).clock(clock).pace(pace));
    stacks = TestClients.configure(CloudFormationClient.builder(), aws).build();
    lambda = TestClients.configure(LambdaClient.builder(), aws).build();
    ecs = TestClients.configure(EcsClient.builder(), aws).build();
  }

  @AfterEach
  void stop() {
    stacks.close();
    lambda.close();
    ecs.close();
    aws.close();
  }

  @Test
  void aFunctionIsCompleteBeforeItIsReady() {
    create(FUNCTION.formatted(3));
    assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(function().stateAsString()).isEqualTo("Pending");
    assertThatThrownBy(() -> lambda.publishVersion(publish -> publish.functionName("save")))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("The operation cannot be performed at this time");
    clock.advance(Duration.ofSeconds(9));
    assertThat(function().stateAsString()).isEqualTo("Active");
    update(FUNCTION.formatted(4));
    assertThat(settled().stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
    assertThat(function().stateAsString()).isEqualTo("Active");
    assertThat(function().lastUpdateStatusAsString()).isEqualTo("InProgress");
    clock.advance(Duration.ofSeconds(7));
    assertThat(function().lastUpdateStatusAsString()).isEqualTo("Successful");
  }

  @Test
  void whatNeedsItIsTriedAgainUntilItIsReady() {
    create(FUNCTION.formatted(3) + VERSION);
    awaitEvent("One CREATE_IN_PROGRESS");
    assertThat(stack().stackStatusAsString()).isEqualTo("CREATE_IN_PROGRESS");
    clock.advance(Duration.ofSeconds(9));
    assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(lambda.listVersionsByFunction(list -> list.functionName("save")).versions())
        .hasSize(2);
  }

  @Test
  void aFunctionThatNeverGetsReadySaysWhy() {
    aws.faults().failResource("Save", Step.SETTLE, "The image is gone", 1);
    create(FUNCTION.formatted(3));
    assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    clock.advance(Duration.ofSeconds(9));
    assertThat(function().stateAsString()).isEqualTo("Failed");
    assertThat(function().stateReason()).isEqualTo("The image is gone");
  }

  @Test
  void inStandardModeItFailsTheStack() {
    aws.faults().failResource("Save", Step.SETTLE, "The image is gone", 1);
    stacks.createStack(create -> create.stackName("shop").templateBody(FUNCTION.formatted(3)));
    assertThat(settled().stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
  }

  @Test
  void aServiceIsCompleteBeforeItsTasksRun() {
    create(SERVICE.formatted("web:1"));
    assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(deployments().get(0).rolloutStateAsString()).isEqualTo("IN_PROGRESS");
    assertThat(deployments().get(0).rolloutStateAsString()).isEqualTo("IN_PROGRESS");
    clock.advance(Duration.ofMinutes(2));
    assertThat(deployments().get(0).rolloutStateAsString()).isEqualTo("COMPLETED");
  }

  @Test
  void aNewServiceThatDoesNotStartHasNothingToGoBackTo() {
    aws.faults().failResource("Web", Step.SETTLE, "cannot find libfoo", 1);
    create(SERVICE.formatted("web:1"));
    settled();
    var unused = deployments();
    clock.advance(Duration.ofMinutes(2));
    assertThat(deployments())
        .singleElement()
        .satisfies(one -> assertThat(one.rolloutStateAsString()).isEqualTo("FAILED"));
  }

  private void create(String template) {
    stacks.createStack(
        create ->
            create
                .stackName("shop")
                .templateBody(template)
                .deploymentConfig(
                    c -> c.mode(DeploymentConfigMode.EXPRESS).disableRollback(false)));
  }

  private void update(String template) {
    stacks.updateStack(
        update ->
            update
                .stackName("shop")
                .templateBody(template)
                .deploymentConfig(
                    c -> c.mode(DeploymentConfigMode.EXPRESS).disableRollback(false)));
  }

  private Stack settled() {
    Stack stack = stack();
    while (stack.stackStatusAsString().endsWith("_IN_PROGRESS")) {
      Thread.onSpinWait();
      stack = stack();
    }
    return stack;
  }

  private Stack stack() {
    return stacks.describeStacks(get -> get.stackName("shop")).stacks().get(0);
  }

  private void awaitEvent(String event) {
    while (stacks.describeStackEvents(get -> get.stackName("shop")).stackEvents().stream()
        .noneMatch(
            one -> (one.logicalResourceId() + " " + one.resourceStatusAsString()).equals(event))) {
      Thread.onSpinWait();
    }
  }

  private FunctionConfiguration function() {
    return lambda.getFunction(get -> get.functionName("save")).configuration();
  }

  private List<Deployment> deployments() {
    return ecs.describeServices(get -> get.cluster("shop").services("web"))
        .services()
        .get(0)
        .deployments();
  }
}
