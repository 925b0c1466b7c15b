package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.aws.Polling;
import dev.stacktape.aws.VirtualTime;
import dev.stacktape.deploy.FakeCloudFormation.FakeStack;
import dev.stacktape.deploy.FakeCloudFormation.Step;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.DeploymentMode;
import dev.stacktape.plan.Plan;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentConfigMode;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

class ChangeSetDeploymentTest {
  private static final Target TARGET = new Target("orders", "dev", "eu-west-1", "123456789012");
  private static final String STACK = TARGET.stackName();
  private static final Location PLACE = new Location("stacktape.yml", 12, 3, "  orders:");
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String ROLE = "AWS::IAM::Role";
  private static final DeploymentMode EXPRESS =
      DeploymentMode.express("the stage `dev` is not protected");
  private static final DeploymentMode STANDARD =
      DeploymentMode.standard("the stage `production` is protected");

  private final VirtualTime time = new VirtualTime();
  private final FakeCloudFormation cloudFormation = new FakeCloudFormation(time);
  private final CancellationToken cancellation = new CancellationToken();
  private final List<Event> events = new ArrayList<>();
  private final ChangeSetDeployment deployment =
      new ChangeSetDeployment(cloudFormation, events::add, new Polling(time, time, cancellation));

  // ---- creating ----

  @Test
  void aFirstDeploymentIsOneChangeSetThatLeavesNothingWhenItFails() {
    cloudFormation.plays(
        Step.of("Orders", TABLE, "CREATE_IN_PROGRESS"),
        Step.of("Role", ROLE, "CREATE_COMPLETE"),
        Step.of("Orders", TABLE, "CREATE_COMPLETE"),
        Step.stack("CREATE_COMPLETE"));
    ChangeSetDeployment.Outcome outcome = execute(nothingDeployed());
    assertThat(outcome.status()).isEqualTo("CREATE_COMPLETE");
    assertThat(outcome.changed()).isTrue();
    CreateChangeSetRequest request = cloudFormation.created.get(0);
    assertThat(request.changeSetTypeAsString()).isEqualTo("CREATE");
    assertThat(request.onStackFailureAsString()).isEqualTo("DELETE");
    assertThat(request.templateURL())
        .isEqualTo("https://bucket.s3.eu-west-1.amazonaws.com/templates/1.json");
    assertThat(request.capabilitiesAsStrings()).contains("CAPABILITY_NAMED_IAM");
    assertThat(request.tags()).extracting(tag -> tag.key()).containsExactly("stp:stack-name");
    assertThat(resourceEvents())
        .containsExactly(
            "orders Orders CREATE_IN_PROGRESS",
            "null Role CREATE_COMPLETE",
            "orders Orders CREATE_COMPLETE");
  }

  @Test
  void aFailedFirstDeploymentSaysThatNothingIsLeft() {
    cloudFormation.plays(
        Step.failed("Orders", TABLE, "CREATE_FAILED", "Table already exists: orders"),
        Step.stack("CREATE_FAILED", "The following resource(s) failed to create: [Orders]."),
        Step.stack("DELETE_IN_PROGRESS"),
        Step.stack("DELETE_COMPLETE"));
    Problem problem = problemOf(nothingDeployed());
    assertThat(problem.code()).isEqualTo("DEPLOYMENT_FAILED");
    assertThat(problem.message())
        .isEqualTo(
            "`orders` (AWS::DynamoDB::Table Orders) could not be created: Table already exists:"
                + " orders. The new stack was removed again; nothing of it is left.");
    assertThat(problem.location()).isEqualTo(PLACE);
    assertThat(problem.hint()).contains("exists outside of the stack");
  }

  @Test
  void whatAnEarlierFailedCreationLeftIsRemovedFirst() {
    for (String status : List.of("ROLLBACK_COMPLETE", "CREATE_FAILED", "REVIEW_IN_PROGRESS")) {
      cloudFormation.stacks.clear();
      cloudFormation.calls.clear();
      FakeStack old = cloudFormation.stack(STACK, status);
      cloudFormation.plays(Step.stack("CREATE_COMPLETE"));
      ChangeSetDeployment.Outcome outcome = execute(deployed(old));
      assertThat(outcome.stackId()).isNotEqualTo(old.id);
      assertThat(cloudFormation.calls)
          .as(status)
          .startsWith("DeleteStack", "CreateChangeSet CREATE", "ExecuteChangeSet");
    }
  }

  /**
   * ECS starts a task again that did not come up the first time. The reference gives up at the
   * first, and deletes the artifacts of a deployment that goes on to succeed.
   */
  @Test
  void aTaskThatDidNotStartDecidesNothing() {
    List<String> looked = new ArrayList<>();
    Evidence aStoppedTask =
        new Evidence() {
          @Override
          public void heard(StackEvent event) {}

          @Override
          public void look() {
            looked.add("a task stopped");
          }

          @Override
          public void lookAtLast(String logicalId) {}

          @Override
          public Optional<String> of(String logicalId) {
            return Optional.of("a task stopped: exited with code 1");
          }
        };
    cloudFormation.plays(
        Step.of("Web", "AWS::ECS::Service", "CREATE_IN_PROGRESS"),
        Step.of("Web", "AWS::ECS::Service", "CREATE_COMPLETE"),
        Step.stack("CREATE_COMPLETE"));

    ChangeSetDeployment.Outcome outcome =
        new ChangeSetDeployment(
                cloudFormation,
                events::add,
                new Polling(time, time, cancellation),
                () -> aStoppedTask)
            .execute(request(plan(), nothingDeployed(), DeploymentSettings.DEFAULT), () -> {});

    assertThat(looked).isNotEmpty();
    assertThat(outcome.status()).isEqualTo("CREATE_COMPLETE");
    assertThat(cloudFormation.calls).doesNotContain("DeleteStack");
  }

  // ---- updating ----

  @Test
  void anUpdateThatFailsNamesTheFirstRealCauseAndNotTheCascade() {
    FakeStack stack = cloudFormation.stack(STACK, "UPDATE_COMPLETE");
    cloudFormation.plays(
        Step.of("Orders", TABLE, "UPDATE_IN_PROGRESS"),
        Step.failed("Role", ROLE, "UPDATE_FAILED", "Resource update cancelled"),
        Step.failed(
            "Orders",
            TABLE,
            "UPDATE_FAILED",
            "Resource handler returned message: \"Cannot perform more than one GSI creation or"
                + " deletion in a single update (Service: DynamoDb, Status Code: 400, Request ID:"
                + " AB12) (SDK Attempt Count: 1)\" (RequestToken: 1-2, HandlerErrorCode:"
                + " InvalidRequest)"),
        Step.stack(
            "UPDATE_ROLLBACK_IN_PROGRESS", "The following resource(s) failed to update: [Orders]."),
        Step.failed("Late", ROLE, "UPDATE_FAILED", "something during the rollback"),
        Step.stack("UPDATE_ROLLBACK_COMPLETE"));
    Problem problem = problemOf(deployed(stack));
    assertThat(problem.message())
        .isEqualTo(
            "`orders` (AWS::DynamoDB::Table Orders) could not be updated: Cannot perform more than"
                + " one GSI creation or deletion in a single update. The stack was rolled back to"
                + " the last working state.");
    assertThat(problem.hint()).contains("one by one");
    assertThat(problem.location()).isEqualTo(PLACE);
    assertThat(cloudFormation.calls).doesNotContain("DeleteStack");
  }

  @Test
  void manyEventsBetweenTwoLooksAreAllSeenOnce() {
    FakeStack stack = cloudFormation.stack(STACK, "UPDATE_COMPLETE");
    Step[] steps = new Step[12];
    for (int i = 0; i < 11; i++) {
      steps[i] = Step.of("R" + i, ROLE, "UPDATE_COMPLETE");
    }
    steps[11] = Step.stack("UPDATE_COMPLETE");
    cloudFormation.plays(steps);
    execute(deployed(stack));
    assertThat(resourceEvents()).hasSize(11).doesNotHaveDuplicates();
  }

  @Test
  void whenNothingDiffersNothingIsExecutedAndTheChangeSetGoes() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation.refuses("The submitted information didn't contain changes. Submit different");
    ChangeSetDeployment.Outcome outcome = execute(deployed(stack));
    assertThat(outcome.changed()).isFalse();
    assertThat(outcome.status()).isEqualTo("CREATE_COMPLETE");
    assertThat(cloudFormation.calls).containsExactly("CreateChangeSet UPDATE", "DeleteChangeSet");
    assertThat(cloudFormation.changeSetsLeft()).isZero();
  }

  @Test
  void aRefusedTemplateLeavesNoEmptyStack() {
    cloudFormation.refuses("Template error: Unresolved resource dependencies [X]");
    Problem problem = problemOf(nothingDeployed());
    assertThat(problem.code()).isEqualTo("CHANGE_SET_REFUSED");
    assertThat(problem.message()).contains("Unresolved resource dependencies [X]");
    assertThat(cloudFormation.named(STACK)).isEmpty();
    assertThat(cloudFormation.changeSetsLeft()).isZero();
  }

  /** What it does stands on its second page, which the reference never reads. */
  @Test
  void anUpdateThatDoesMoreThanThePlanIsRefused() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation.worksOut(
        FakeCloudFormation.change("A", ChangeAction.MODIFY, Replacement.CONDITIONAL),
        FakeCloudFormation.change("B", ChangeAction.ADD, null),
        FakeCloudFormation.change("C", ChangeAction.MODIFY, Replacement.FALSE),
        FakeCloudFormation.change("Orders", ChangeAction.MODIFY, Replacement.TRUE),
        FakeCloudFormation.change("Gone", ChangeAction.REMOVE, null));
    Problem problem = problemOf(deployed(stack));
    assertThat(problem.code()).isEqualTo("PLAN_STALE");
    assertThat(problem.message()).contains("replace Orders, delete Gone");
    assertThat(cloudFormation.calls).doesNotContain("ExecuteChangeSet");
    assertThat(cloudFormation.changeSetsLeft()).isZero();
  }

  @Test
  void whatThePlanShowedIsExecuted() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation
        .worksOut(
            FakeCloudFormation.change("Orders", ChangeAction.MODIFY, Replacement.TRUE),
            FakeCloudFormation.change("Gone", ChangeAction.REMOVE, null))
        .plays(Step.stack("UPDATE_COMPLETE"));
    Plan plan =
        plan(change("Orders", Change.Action.MAY_REPLACE), change("Gone", Change.Action.DELETE));
    deployment.execute(request(plan, deployed(stack), DeploymentSettings.DEFAULT), () -> {});
    assertThat(cloudFormation.calls).contains("ExecuteChangeSet");
  }

  @Test
  void aPlanForAnotherStateIsRefused() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    DeployedStack before = deployed(stack);
    stack.updated = time.instant().plusSeconds(5);
    assertThat(problemOf(before).code()).isEqualTo("PLAN_STALE");
    assertThat(problemOf(nothingDeployed()).code()).isEqualTo("PLAN_STALE");
    assertThat(cloudFormation.calls).isEmpty();
  }

  @Test
  void theLastCheckStopsEverything() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    StacktapeException thrown =
        catchThrowableOfType(
            StacktapeException.class,
            () ->
                deployment.execute(
                    request(plan(), deployed(stack), DeploymentSettings.DEFAULT),
                    () -> {
                      throw new StacktapeException(Problem.error("STACK_LOCK_LOST", "lost"));
                    }));
    assertThat(thrown.problems().get(0).code()).isEqualTo("STACK_LOCK_LOST");
    assertThat(cloudFormation.calls).doesNotContain("ExecuteChangeSet");
    assertThat(cloudFormation.changeSetsLeft()).isZero();
  }

  @Test
  void changeSetsThatAKilledRunLeftAreRemoved() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation.createChangeSet(
        r -> r.stackName(STACK).changeSetName("stacktape-old").changeSetType("UPDATE"));
    cloudFormation.createChangeSet(
        r -> r.stackName(STACK).changeSetName("by-hand").changeSetType("UPDATE"));
    cloudFormation.plays(Step.stack("UPDATE_COMPLETE"));
    execute(deployed(stack));
    assertThat(cloudFormation.changeSetsLeft()).isEqualTo(2);
    assertThat(cloudFormation.listChangeSets(r -> r.stackName(STACK)).summaries())
        .extracting(one -> one.changeSetName())
        .contains("by-hand")
        .doesNotContain("stacktape-old");
  }

  @Test
  void settingsReachCloudFormation() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation.plays(Step.stack("UPDATE_COMPLETE"));
    DeploymentSettings settings =
        new DeploymentSettings(
            true, "arn:role", List.of("arn:alarm"), 5, List.of("arn:topic"), false, 25, STANDARD);
    deployment.execute(request(plan(), deployed(stack), settings), () -> {});
    CreateChangeSetRequest request = cloudFormation.created.get(0);
    assertThat(request.roleARN()).isEqualTo("arn:role");
    assertThat(request.notificationARNs()).containsExactly("arn:topic");
    assertThat(request.rollbackConfiguration().monitoringTimeInMinutes()).isEqualTo(5);
    assertThat(request.rollbackConfiguration().rollbackTriggers().get(0).arn())
        .isEqualTo("arn:alarm");
    assertThat(request.onStackFailure()).isNull();
    assertThat(stack.isProtected).isTrue();
    cloudFormation.calls.clear();
    deployment.protect(stack.id, settings);
    assertThat(cloudFormation.calls).isEmpty();
  }

  @Test
  void expressModeIsNeverAskedForWithoutAWordOnRollback() {
    cloudFormation.plays(Step.stack("CREATE_COMPLETE"));
    deployment.execute(
        request(plan(), nothingDeployed(), DeploymentSettings.DEFAULT.in(EXPRESS)), () -> {});
    CreateChangeSetRequest request = cloudFormation.created.get(0);
    assertThat(request.deploymentConfig().mode()).isEqualTo(DeploymentConfigMode.EXPRESS);
    assertThat(request.deploymentConfig().disableRollback()).isFalse();
    assertThat(request.onStackFailure()).as("AWS takes one word on failures").isNull();
  }

  @Test
  void standardModeNeedsNoSaying() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation.plays(Step.stack("UPDATE_COMPLETE"));
    execute(deployed(stack));
    assertThat(cloudFormation.created.get(0).deploymentConfig()).isNull();
  }

  @Test
  void aNewStackThatFailedInExpressModeIsRemovedToo() {
    cloudFormation.plays(
        Step.failed("Orders", TABLE, "CREATE_FAILED", "No more tables"),
        Step.stack("ROLLBACK_COMPLETE"));
    Problem problem =
        catchThrowableOfType(
                StacktapeException.class,
                () ->
                    deployment.execute(
                        request(plan(), nothingDeployed(), DeploymentSettings.DEFAULT.in(EXPRESS)),
                        () -> {}))
            .problems()
            .get(0);
    assertThat(problem.code()).isEqualTo("DEPLOYMENT_FAILED");
    assertThat(problem.message()).contains("No more tables", "nothing of it is left");
    assertThat(cloudFormation.calls).contains("DeleteStack");
  }

  @Test
  void whatCouldNotBeClearedAwayAfterAnUpdateIsAWarning() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation.plays(
        Step.stack("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"),
        Step.failed("Old", TABLE, "DELETE_FAILED", "still in use"),
        Step.stack("UPDATE_COMPLETE"));
    execute(deployed(stack));
    assertThat(events)
        .filteredOn(event -> event instanceof Event.Warned)
        .extracting(event -> ((Event.Warned) event).problem().code())
        .containsExactly("RESOURCE_LEFT_BEHIND");
  }

  // ---- states in which nothing can be done ----

  @Test
  void aFailedRollbackNamesWhatToSkip() {
    FakeStack stack = cloudFormation.stack(STACK, "UPDATE_ROLLBACK_FAILED");
    stack.resources.put("Orders", resource("Orders", "UPDATE_FAILED"));
    stack.resources.put("Role", resource("Role", "UPDATE_COMPLETE"));
    Problem problem = problemOf(deployed(stack));
    assertThat(problem.code()).isEqualTo("STACK_ROLLBACK_FAILED");
    assertThat(problem.hint()).contains("-Dstacktape.resourcesToSkip=Orders");
  }

  @Test
  void aFailedDeletionMustBeFinishedFirst() {
    FakeStack stack = cloudFormation.stack(STACK, "DELETE_FAILED");
    assertThat(problemOf(deployed(stack)).code()).isEqualTo("STACK_DELETE_FAILED");
  }

  // ---- when the way to AWS is bad ----

  @Test
  void lostConnectionsAndThrottlingDoNotEndTheWatch() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation.plays(
        Step.of("Orders", TABLE, "UPDATE_COMPLETE"), Step.stack("UPDATE_COMPLETE"));
    Runnable fine = () -> {};
    cloudFormation.faults.add(fine);
    cloudFormation.faults.add(
        () -> {
          throw SdkClientException.create("Unable to execute HTTP request: reset");
        });
    cloudFormation.faults.add(
        () -> {
          throw FakeCloudFormation.error(400, "Throttling", "Rate exceeded");
        });
    assertThat(execute(deployed(stack)).status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(events).filteredOn(event -> event instanceof Event.Retrying).hasSize(2);
  }

  @Test
  void aRefusalEndsTheWatch() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation.plays(Step.stack("UPDATE_COMPLETE"));
    Runnable fine = () -> {};
    cloudFormation.faults.add(fine);
    cloudFormation.faults.add(
        () -> {
          throw FakeCloudFormation.error(403, "ExpiredToken", "expired");
        });
    DeployedStack deployed = deployed(stack);
    assertThat(
            catchThrowableOfType(
                software.amazon.awssdk.services.cloudformation.model.CloudFormationException.class,
                () -> execute(deployed)))
        .hasMessageContaining("expired");
    assertThat(cloudFormation.calls).doesNotContain("DeleteStack", "DeleteChangeSet");
  }

  @Test
  void lostAnswersAreRecognisedWhenTheCallsAreMadeAgain() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation.losesAnswers().plays(Step.stack("UPDATE_COMPLETE"));
    assertThat(execute(deployed(stack)).status()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void cancellingLeavesTheUpdateToCloudFormation() {
    FakeStack stack = cloudFormation.stack(STACK, "CREATE_COMPLETE");
    cloudFormation.plays(
        Step.of("Orders", TABLE, "UPDATE_IN_PROGRESS"), Step.stack("UPDATE_COMPLETE"));
    cloudFormation.faults.add(() -> {});
    cloudFormation.faults.add(cancellation::cancel);
    Problem problem = problemOf(deployed(stack));
    assertThat(problem.code()).isEqualTo("CANCELLED");
    assertThat(problem.message()).contains("what CloudFormation has begun goes on there");
    assertThat(cloudFormation.calls).doesNotContain("DeleteStack", "DeleteChangeSet");
    assertThat(stack.status).isEqualTo("UPDATE_IN_PROGRESS");
  }

  // ---- settling ----

  @Test
  void settlingWaitsForWhatAKilledRunBegan() {
    FakeStack stack = cloudFormation.stack(STACK, "UPDATE_IN_PROGRESS");
    stack.coming.add(Step.of("Orders", TABLE, "UPDATE_COMPLETE"));
    stack.coming.add(Step.of("Role", ROLE, "UPDATE_COMPLETE"));
    stack.coming.add(Step.stack("UPDATE_COMPLETE"));
    new StackSettling(cloudFormation, events::add, new Polling(time, time, cancellation))
        .settle(STACK);
    assertThat(stack.status).isEqualTo("UPDATE_COMPLETE");
    assertThat(events.get(0)).isInstanceOf(Event.Noted.class);
    assertThat(cloudFormation.calls).isEmpty();
  }

  @Test
  void settlingHasAnEnd() {
    cloudFormation.stack(STACK, "UPDATE_IN_PROGRESS");
    StackSettling settling =
        new StackSettling(cloudFormation, events::add, new Polling(time, time, cancellation));
    StacktapeException thrown =
        catchThrowableOfType(StacktapeException.class, () -> settling.settle(STACK));
    assertThat(thrown.problems().get(0).code()).isEqualTo("STACK_BUSY");
  }

  // ---- in short ----

  private ChangeSetDeployment.Outcome execute(DeployedStack deployed) {
    return deployment.execute(request(plan(), deployed, DeploymentSettings.DEFAULT), () -> {});
  }

  private Problem problemOf(DeployedStack deployed) {
    StacktapeException thrown =
        catchThrowableOfType(StacktapeException.class, () -> execute(deployed));
    return thrown.problems().get(0);
  }

  private List<String> resourceEvents() {
    return events.stream()
        .filter(event -> event instanceof Event.ResourceChanged)
        .map(event -> (Event.ResourceChanged) event)
        .map(one -> one.resourceName() + " " + one.logicalId() + " " + one.status())
        .toList();
  }

  private static DeployedStack nothingDeployed() {
    return DeployedStack.none();
  }

  private static DeployedStack deployed(FakeStack stack) {
    return new DeployedStack(
        stack.id,
        stack.status,
        (stack.updated == null ? stack.created : stack.updated).toString(),
        Template.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        false);
  }

  private static Plan plan(Change... changes) {
    return new Plan(
        "p1", TARGET, List.of(changes), List.of(), Plan.Route.CHANGE_SET, List.of(), List.of());
  }

  private static Change change(String logicalId, Change.Action action) {
    return new Change(
        logicalId,
        TABLE,
        action,
        List.of(),
        Change.Data.UNTOUCHED,
        Change.Severity.SAFE,
        ResourceOrigin.STACK);
  }

  private static ChangeSetRequest request(
      Plan plan, DeployedStack deployed, DeploymentSettings settings) {
    return new ChangeSetRequest(
        plan,
        deployed,
        new Uploads.StoredTemplate(
            "templates/1.json", "https://bucket.s3.eu-west-1.amazonaws.com/templates/1.json", "{}"),
        Map.of("Orders", new ResourceOrigin("orders", PLACE)),
        Map.of("stp:stack-name", STACK),
        settings);
  }

  private static StackResourceSummary resource(String logicalId, String status) {
    return StackResourceSummary.builder()
        .logicalResourceId(logicalId)
        .resourceStatus(status)
        .build();
  }
}
