package dev.stacktape.deploy;

import dev.stacktape.aws.VirtualTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.*;

/**
 * A CloudFormation that plays what it is told to. It keeps stacks, change sets and events as the
 * real one does (a stack in review, pages newest first, ids for the deleted), but works nothing
 * out: the changes of a change set and the steps of an operation are scripted. Each look at the
 * events plays one step.
 */
final class FakeCloudFormation implements CloudFormationClient {
  private static final int PAGE = 3;

  /** One event of a scripted operation; {@code null} as id means the stack itself. */
  record Step(@Nullable String logicalId, String type, String status, @Nullable String reason) {
    static Step of(String logicalId, String type, String status) {
      return new Step(logicalId, type, status, null);
    }

    static Step failed(String logicalId, String type, String status, String reason) {
      return new Step(logicalId, type, status, reason);
    }

    static Step stack(String status) {
      return new Step(null, "AWS::CloudFormation::Stack", status, null);
    }

    static Step stack(String status, String reason) {
      return new Step(null, "AWS::CloudFormation::Stack", status, reason);
    }
  }

  static final class FakeStack {
    final String id;
    final String name;
    final Instant created;
    final List<StackEvent> events = new ArrayList<>();
    final Map<String, StackResourceSummary> resources = new LinkedHashMap<>();
    final Deque<Step> coming = new ArrayDeque<>();
    @Nullable Instant updated;
    String status;
    String template = "{\"Resources\":{}}";
    boolean isProtected;

    FakeStack(String id, String name, String status, Instant created) {
      this.id = id;
      this.name = name;
      this.status = status;
      this.created = created;
    }
  }

  private record FakeChangeSet(
      String arn,
      String name,
      FakeStack stack,
      CreateChangeSetRequest request,
      List<ResourceChange> changes,
      @Nullable String failure) {}

  final List<String> calls = new ArrayList<>();
  final List<CreateChangeSetRequest> created = new ArrayList<>();
  final Map<String, FakeStack> stacks = new LinkedHashMap<>();
  final Deque<Runnable> faults = new ArrayDeque<>();
  List<String> retained = List.of();
  private final Map<String, FakeChangeSet> changeSets = new LinkedHashMap<>();
  private final Map<String, String> executions = new HashMap<>();
  private final VirtualTime time;
  private List<ResourceChange> nextChanges = List.of();
  private @Nullable String nextFailure;
  private List<Step> script = List.of();
  private List<Step> deletion = List.of(Step.stack("DELETE_COMPLETE"));
  private int ids;
  private boolean answersLost;

  FakeCloudFormation(VirtualTime time) {
    this.time = time;
  }

  // ---- what tests tell it ----

  FakeStack stack(String name, String status) {
    String id = "arn:aws:cloudformation:eu-west-1:123456789012:stack/" + name + "/" + ++ids;
    FakeStack stack = new FakeStack(id, name, status, time.instant());
    stacks.put(id, stack);
    happen(stack, Step.stack(status));
    return stack;
  }

  FakeCloudFormation worksOut(ResourceChange... changes) {
    nextChanges = List.of(changes);
    nextFailure = null;
    return this;
  }

  FakeCloudFormation refuses(String reason) {
    nextFailure = reason;
    return this;
  }

  FakeCloudFormation plays(Step... steps) {
    script = List.of(steps);
    return this;
  }

  FakeCloudFormation deletes(Step... steps) {
    deletion = List.of(steps);
    return this;
  }

  /** The next calls are carried out, and then answered as the retry of a lost answer would be. */
  FakeCloudFormation losesAnswers() {
    answersLost = true;
    return this;
  }

  Optional<FakeStack> named(String name) {
    return stacks.values().stream()
        .filter(stack -> stack.name.equals(name) && !stack.status.equals("DELETE_COMPLETE"))
        .findFirst();
  }

  int changeSetsLeft() {
    return changeSets.size();
  }

  static ResourceChange change(String logicalId, ChangeAction action, Replacement replacement) {
    return ResourceChange.builder()
        .logicalResourceId(logicalId)
        .action(action)
        .replacement(replacement)
        .build();
  }

  static CloudFormationException error(int status, String code, String message) {
    return (CloudFormationException)
        CloudFormationException.builder()
            .statusCode(status)
            .message(message)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode(code)
                    .errorMessage(message)
                    .serviceName("CloudFormation")
                    .build())
            .build();
  }

  // ---- the API ----

  @Override
  public String serviceName() {
    return "cloudformation";
  }

  @Override
  public void close() {}

  @Override
  public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
    FakeStack stack = require(request.stackName());
    return DescribeStacksResponse.builder()
        .stacks(
            Stack.builder()
                .stackId(stack.id)
                .stackName(stack.name)
                .stackStatus(stack.status)
                .creationTime(stack.created)
                .lastUpdatedTime(stack.updated)
                .enableTerminationProtection(stack.isProtected)
                .build())
        .build();
  }

  @Override
  public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
    if (!faults.isEmpty()) {
      faults.pop().run();
    }
    FakeStack stack = require(request.stackName());
    if (request.nextToken() == null) {
      Step step = stack.coming.poll();
      if (step != null) {
        happen(stack, step);
      }
    }
    List<StackEvent> newestFirst = new ArrayList<>(stack.events);
    Collections.reverse(newestFirst);
    int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    int to = Math.min(newestFirst.size(), from + PAGE);
    return DescribeStackEventsResponse.builder()
        .stackEvents(newestFirst.subList(from, to))
        .nextToken(to < newestFirst.size() ? String.valueOf(to) : null)
        .build();
  }

  @Override
  public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
    return ListStackResourcesResponse.builder()
        .stackResourceSummaries(require(request.stackName()).resources.values())
        .build();
  }

  @Override
  public GetTemplateResponse getTemplate(GetTemplateRequest request) {
    return GetTemplateResponse.builder()
        .templateBody(require(request.stackName()).template)
        .build();
  }

  @Override
  public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
    calls.add("CreateChangeSet " + request.changeSetTypeAsString());
    created.add(request);
    Optional<FakeStack> existing = named(request.stackName());
    if (request.changeSetType() == ChangeSetType.CREATE && existing.isPresent()) {
      throw error(400, "ValidationError", "Stack [" + request.stackName() + "] already exists");
    }
    FakeStack stack = existing.orElseGet(() -> stack(request.stackName(), "REVIEW_IN_PROGRESS"));
    String arn = "arn:aws:cloudformation:eu-west-1:123456789012:changeSet/" + ++ids;
    changeSets.put(
        arn,
        new FakeChangeSet(arn, request.changeSetName(), stack, request, nextChanges, nextFailure));
    executions.put(arn, "AVAILABLE");
    if (answersLost) {
      throw AlreadyExistsException.builder().message("exists").statusCode(400).build();
    }
    return CreateChangeSetResponse.builder().id(arn).stackId(stack.id).build();
  }

  @Override
  public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
    FakeChangeSet found = changeSet(request.changeSetName());
    int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    int to = Math.min(found.changes().size(), from + PAGE);
    return DescribeChangeSetResponse.builder()
        .changeSetId(found.arn())
        .stackId(found.stack().id)
        .status(found.failure() == null ? "CREATE_COMPLETE" : "FAILED")
        .statusReason(found.failure())
        .executionStatus(executions.get(found.arn()))
        .changes(
            found.changes().subList(from, to).stream()
                .map(change -> Change.builder().resourceChange(change).build())
                .toList())
        .nextToken(to < found.changes().size() ? String.valueOf(to) : null)
        .build();
  }

  @Override
  public ListChangeSetsResponse listChangeSets(ListChangeSetsRequest request) {
    FakeStack stack = require(request.stackName());
    return ListChangeSetsResponse.builder()
        .summaries(
            changeSets.values().stream()
                .filter(one -> one.stack() == stack)
                .map(
                    one ->
                        ChangeSetSummary.builder()
                            .changeSetId(one.arn())
                            .changeSetName(one.name())
                            .executionStatus(executions.get(one.arn()))
                            .build())
                .toList())
        .build();
  }

  @Override
  public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
    calls.add("DeleteChangeSet");
    changeSets.remove(changeSet(request.changeSetName()).arn());
    return DeleteChangeSetResponse.builder().build();
  }

  @Override
  public ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
    calls.add("ExecuteChangeSet");
    FakeChangeSet found = changeSet(request.changeSetName());
    executions.put(found.arn(), "EXECUTE_IN_PROGRESS");
    boolean creation = found.stack().status.equals("REVIEW_IN_PROGRESS");
    time.sleep(java.time.Duration.ofSeconds(1));
    found.stack().updated = time.instant();
    happen(found.stack(), Step.stack(creation ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS"));
    found.stack().coming.addAll(script);
    if (answersLost) {
      throw InvalidChangeSetStatusException.builder()
          .message("executing")
          .statusCode(400)
          .awsErrorDetails(AwsErrorDetails.builder().errorCode("InvalidChangeSetStatus").build())
          .build();
    }
    return ExecuteChangeSetResponse.builder().build();
  }

  @Override
  public DeleteStackResponse deleteStack(DeleteStackRequest request) {
    calls.add("DeleteStack");
    retained = request.retainResources();
    FakeStack stack = require(request.stackName());
    happen(stack, Step.stack("DELETE_IN_PROGRESS"));
    stack.coming.addAll(deletion);
    return DeleteStackResponse.builder().build();
  }

  @Override
  public UpdateTerminationProtectionResponse updateTerminationProtection(
      UpdateTerminationProtectionRequest request) {
    calls.add("UpdateTerminationProtection");
    require(request.stackName()).isProtected = request.enableTerminationProtection();
    return UpdateTerminationProtectionResponse.builder().build();
  }

  private void happen(FakeStack stack, Step step) {
    boolean ofStack = step.logicalId() == null;
    if (ofStack) {
      stack.status = step.status();
    }
    stack.events.add(
        StackEvent.builder()
            .eventId("event-" + ++ids)
            .stackId(stack.id)
            .stackName(stack.name)
            .logicalResourceId(ofStack ? stack.name : step.logicalId())
            .physicalResourceId(ofStack ? stack.id : step.logicalId() + "-1")
            .resourceType(step.type())
            .resourceStatus(step.status())
            .resourceStatusReason(step.reason())
            .timestamp(time.instant().plusMillis(ids))
            .build());
  }

  private FakeChangeSet changeSet(String nameOrArn) {
    return changeSets.values().stream()
        .filter(one -> one.arn().equals(nameOrArn) || one.name().equals(nameOrArn))
        .findFirst()
        .orElseThrow(
            () -> ChangeSetNotFoundException.builder().message("none").statusCode(404).build());
  }

  private FakeStack require(String nameOrId) {
    FakeStack byId = stacks.get(nameOrId);
    return byId != null
        ? byId
        : named(nameOrId)
            .orElseThrow(
                () ->
                    error(400, "ValidationError", "Stack with id " + nameOrId + " does not exist"));
  }
}
