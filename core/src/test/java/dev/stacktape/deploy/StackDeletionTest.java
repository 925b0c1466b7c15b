package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Polling;
import dev.stacktape.aws.VirtualTime;
import dev.stacktape.deploy.FakeCloudFormation.FakeStack;
import dev.stacktape.deploy.FakeCloudFormation.Step;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

class StackDeletionTest {
  private static final Target TARGET = new Target("orders", "dev", "eu-west-1", "123456789012");
  private static final String STACK = TARGET.stackName();
  private static final String DEPLOYMENT = TARGET.deploymentBucket();
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String TABLE = "AWS::DynamoDB::Table";

  private final VirtualTime time = new VirtualTime();
  private final FakeCloudFormation cloudFormation = new FakeCloudFormation(time);
  private final FakeS3 s3 = new FakeS3(time);
  private final Polling polling = new Polling(time, time, new CancellationToken());
  private final List<Event> events = new ArrayList<>();
  private final DeploymentBucket deploymentBucket =
      new DeploymentBucket(s3, new AwsSettings("eu-west-1", null, null, false, Map.of()), polling);
  private final StackDeletion deletion =
      new StackDeletion(
          cloudFormation,
          s3,
          deploymentBucket,
          new ImageRepository(new NoImages()),
          new Uploads(s3, events::add, new CancellationToken()),
          events::add,
          polling);

  private final Map<String, CfnResource> template = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private FakeStack stack;

  @BeforeEach
  void aStackWithABucketOfFilesAndATable() {
    stack = cloudFormation.stack(STACK, "UPDATE_COMPLETE");
    resource("Files", BUCKET, "files", null, Change.Data.LOST);
    resource("Orders", TABLE, "orders", "Retain", Change.Data.KEPT);
    resource("Role", "AWS::IAM::Role", null, null, Change.Data.UNTOUCHED);
    deploymentBucket.ensure(TARGET, Map.of());
    put(DEPLOYMENT, "artifacts/1.zip");
    s3.createBucket(create -> create.bucket("Files-physical"));
    put("Files-physical", "a");
    put("Files-physical", "b");
    put("Files-physical", "c");
  }

  @Test
  void nothingIsDoneWhileDataWouldBeLostWithoutConsent() {
    List<Problem> problems = problemsOf(Set.of());
    assertThat(problems).extracting(Problem::code).containsExactly("DATA_LOSS_NOT_ALLOWED");
    assertThat(problems.get(0).message()).contains("`files`");
    assertThat(problems.get(0).hint()).contains("-Dstacktape.allowDataLoss=files");
    assertThat(cloudFormation.calls).isEmpty();
    assertThat(s3.bucket("Files-physical").objects).hasSize(3);
  }

  @Test
  void aConsentedBucketIsRetainedFirstAndEmptiedOnlyAfterTheStackIsGone() {
    cloudFormation.plays(Step.stack("UPDATE_COMPLETE"));
    s3.before.put(
        "DeleteObjects Files-physical",
        () -> assertThat(stack.status).isEqualTo("DELETE_COMPLETE"));
    StackDeletion.Outcome outcome = delete(Set.of("files"));
    assertThat(cloudFormation.calls)
        .containsExactly("CreateChangeSet UPDATE", "ExecuteChangeSet", "DeleteStack");
    assertThat(policies()).containsEntry("Files", "Retain").containsEntry("Orders", "Retain");
    assertThat(s3.buckets).isEmpty();
    assertThat(outcome.kept())
        .containsExactly(new StackDeletion.Kept("Orders", TABLE, "Orders-physical"));
  }

  @Test
  void aConsentedTableIsDeletedWithItsStack() {
    cloudFormation.plays(Step.stack("UPDATE_COMPLETE"));
    StackDeletion.Outcome outcome = delete(Set.of("files", "Orders"));
    assertThat(policies()).containsEntry("Orders", "Delete");
    assertThat(outcome.kept()).isEmpty();
  }

  @Test
  void anUpdateOfPoliciesAloneCarriesAChangeThatCloudFormationTakes() {
    cloudFormation.plays(Step.stack("UPDATE_COMPLETE"));
    delete(Set.of("files"));
    assertThat(sent().resources().get("Files").attributes().get("Metadata"))
        .isEqualTo(Map.of("stacktape:deletion", "Retain"));
    assertThat(sent().resources().get("Role").attributes()).isEmpty();
  }

  @Test
  void whenThePoliciesCannotBeSetNothingIsLost() {
    cloudFormation.plays(
        Step.failed("Files", BUCKET, "UPDATE_FAILED", "no"),
        Step.stack("UPDATE_ROLLBACK_COMPLETE"));
    assertThat(problemsOf(Set.of("files")).get(0).code()).isEqualTo("DEPLOYMENT_FAILED");
    assertThat(cloudFormation.calls).doesNotContain("DeleteStack");
    assertThat(s3.bucket("Files-physical").objects).hasSize(3);
  }

  @Test
  void whenTheStackCannotBeDeletedNothingIsEmptied() {
    cloudFormation
        .plays(Step.stack("UPDATE_COMPLETE"))
        .deletes(
            Step.failed("Role", "AWS::IAM::Role", "DELETE_FAILED", "Role is still in use"),
            Step.stack("DELETE_FAILED"));
    Problem problem = problemsOf(Set.of("files")).get(0);
    assertThat(problem.code()).isEqualTo("DELETION_FAILED");
    assertThat(problem.message()).contains("Role is still in use");
    assertThat(s3.bucket("Files-physical").objects).hasSize(3);
    assertThat(s3.buckets).containsKey(DEPLOYMENT);
  }

  @Test
  void aFailedDeletionIsFinishedByTheNext() {
    stack.status = "DELETE_FAILED";
    stack.resources.put("Files", summary("Files", BUCKET, "DELETE_FAILED"));
    delete(Set.of("files"));
    assertThat(cloudFormation.calls).containsExactly("DeleteStack");
    assertThat(cloudFormation.retained).containsExactly("Files");
    assertThat(s3.buckets).isEmpty();
  }

  @Test
  void aRunThatWasKilledAfterTheStackWentIsFinishedByTheNext() {
    cloudFormation.plays(Step.stack("UPDATE_COMPLETE"));
    s3.before.put(
        "DeleteObjects Files-physical",
        () -> {
          throw new IllegalStateException("killed");
        });
    assertThatThrownBy(() -> delete(Set.of("files"))).hasMessage("killed");
    StackDeletion.Outcome outcome =
        deletion.delete(
            new DeletionRequest(plan(List.of()), DeployedStack.none(), Set.of()), () -> {});
    assertThat(outcome.existed()).isFalse();
    assertThat(s3.buckets).isEmpty();
    assertThat(notes()).anyMatch(note -> note.contains("what an earlier deletion left"));
  }

  @Test
  void aBucketThatAnotherStackHasTakenOverIsLeftAlone() {
    new PendingDeletion("arn:gone", List.of("Files-physical")).write(s3, DEPLOYMENT);
    s3.bucket("Files-physical").tags.put("aws:cloudformation:stack-id", "arn:of-another");
    cloudFormation.stacks.clear();
    deletion.delete(new DeletionRequest(plan(List.of()), DeployedStack.none(), Set.of()), () -> {});
    assertThat(s3.buckets).containsOnlyKeys("Files-physical");
    assertThat(s3.bucket("Files-physical").objects).hasSize(3);
  }

  @Test
  void aNoteOfAnEarlierStackIsNothingForThePresentOne() {
    new PendingDeletion("arn:earlier", List.of("Files-physical")).write(s3, DEPLOYMENT);
    changes.removeIf(change -> change.logicalId().equals("Files"));
    template.remove("Files");
    delete(Set.of());
    assertThat(s3.bucket("Files-physical").objects).hasSize(3);
  }

  @Test
  void noStackIsSuccess() {
    cloudFormation.stacks.clear();
    s3.buckets.clear();
    StackDeletion.Outcome outcome =
        deletion.delete(
            new DeletionRequest(plan(List.of()), DeployedStack.none(), Set.of()), () -> {});
    assertThat(outcome).isEqualTo(new StackDeletion.Outcome(false, List.of()));
    assertThat(notes()).containsExactly("There is no stack orders-dev; nothing to delete.");
  }

  @Test
  void aProtectedStackSaysHowToUnprotectIt() {
    stack.isProtected = true;
    Problem problem = problemsOf(Set.of("files")).get(0);
    assertThat(problem.code()).isEqualTo("STACK_PROTECTED");
    assertThat(problem.hint()).contains("terminationProtection");
    assertThat(cloudFormation.calls).isEmpty();
  }

  @Test
  void aPlanForAnotherStateIsRefused() {
    DeletionRequest request = request(Set.of("files"));
    stack.updated = time.instant().plusSeconds(9);
    StacktapeException stale =
        catchThrowableOfType(StacktapeException.class, () -> deletion.delete(request, () -> {}));
    assertThat(stale.problems().get(0).code()).isEqualTo("PLAN_STALE");
  }

  // ---- in short ----

  private StackDeletion.Outcome delete(Set<String> consent) {
    return deletion.delete(request(consent), () -> {});
  }

  private List<Problem> problemsOf(Set<String> consent) {
    return catchThrowableOfType(StacktapeException.class, () -> delete(consent)).problems();
  }

  private DeletionRequest request(Set<String> consent) {
    DeployedStack deployed =
        new DeployedStack(
            stack.id,
            stack.status,
            (stack.updated == null ? stack.created : stack.updated).toString(),
            new Template(null, template, Map.of(), Map.of()),
            Map.of(),
            Map.of(),
            Map.of(),
            false);
    return new DeletionRequest(plan(changes), deployed, consent);
  }

  private static Plan plan(List<Change> changes) {
    return new Plan("p1", TARGET, changes, List.of(), Plan.Route.CHANGE_SET, List.of(), List.of());
  }

  private Template sent() {
    return TemplateText.parse(s3.templates.get(0));
  }

  private Map<String, String> policies() {
    Map<String, String> policies = new LinkedHashMap<>();
    sent()
        .resources()
        .forEach((id, resource) -> policies.put(id, String.valueOf(resource.deletionPolicy())));
    return policies;
  }

  private List<String> notes() {
    return events.stream()
        .filter(event -> event instanceof Event.Noted)
        .map(event -> ((Event.Noted) event).message())
        .toList();
  }

  private void resource(
      String logicalId, String type, String name, String policy, Change.Data data) {
    CfnResource resource = CfnResource.of(type, Map.of());
    template.put(
        logicalId, policy == null ? resource : resource.withAttribute("DeletionPolicy", policy));
    changes.add(
        new Change(
            logicalId,
            type,
            Change.Action.DELETE,
            List.of(),
            data,
            Change.Severity.SAFE,
            new ResourceOrigin(name, null)));
    stack.resources.put(logicalId, summary(logicalId, type, "CREATE_COMPLETE"));
  }

  private static StackResourceSummary summary(String logicalId, String type, String status) {
    return StackResourceSummary.builder()
        .logicalResourceId(logicalId)
        .physicalResourceId(logicalId + "-physical")
        .resourceType(type)
        .resourceStatus(status)
        .build();
  }

  private void put(String bucket, String key) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("x"));
  }
}
