package dev.stacktape.deploy;

import dev.stacktape.aws.Polling;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentConfigMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.RollbackTrigger;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Makes change sets, waits for what CloudFormation works out, and removes those left unused. */
final class ChangeSets {
  private static final String PREFIX = "stacktape-";
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** What templates of this language may need. */
  static final List<Capability> CAPABILITIES =
      List.of(
          Capability.CAPABILITY_IAM,
          Capability.CAPABILITY_NAMED_IAM,
          Capability.CAPABILITY_AUTO_EXPAND);

  private final CloudFormationClient cloudFormation;
  private final Polling polling;

  ChangeSets(CloudFormationClient cloudFormation, Polling polling) {
    this.cloudFormation = cloudFormation;
    this.polling = polling;
  }

  /**
   * Makes a change set and waits until it is worked out or refused.
   *
   * @param type whether the stack is there
   * @throws StacktapeException {@code CHANGE_SET_REFUSED} when that takes too long
   */
  ChangeSet create(ChangeSetType type, ChangeSetRequest request) {
    // Unique, so that a change set of this name is ours even when the answer to its creation is
    // lost and the call is made again.
    String name = PREFIX + UUID.randomUUID();
    CreateChangeSetRequest.Builder creation =
        configured(request.settings(), type)
            .stackName(request.stackName())
            .changeSetName(name)
            .changeSetType(type)
            .clientToken(name)
            .description("Plan " + request.plan().id())
            .parameters(parameters(request.parameters()))
            .tags(tags(request.tags()))
            .capabilities(CAPABILITIES);
    if (request.template().isSentAlong()) {
      creation.templateBody(request.template().text());
    } else {
      creation.templateURL(request.template().url());
    }
    return create(request.stackName(), name, creation.build());
  }

  private ChangeSet create(String stackName, String name, CreateChangeSetRequest creation) {
    try {
      var unused = cloudFormation.createChangeSet(creation);
    } catch (AlreadyExistsException ours) {
      // The first call went through and only its answer was lost.
    }
    DescribeChangeSetResponse described =
        polling
            .until(LONGEST, Polling.Pauses.QUICK, () -> workedOut(stackName, name))
            .orElseThrow(() -> ChangeSet.refused("CloudFormation did not work it out in time"));
    boolean usable = described.statusAsString().equals("CREATE_COMPLETE");
    return new ChangeSet(
        described.changeSetId(),
        described.stackId(),
        usable ? changes(described) : List.of(),
        usable ? null : Objects.requireNonNullElse(described.statusReason(), "no reason given"));
  }

  /** Removes what earlier runs made and never executed. */
  void deleteLeftovers(String stackName) {
    List<ChangeSetSummary> left =
        cloudFormation
            .listChangeSetsPaginator(list -> list.stackName(stackName))
            .summaries()
            .stream()
            .filter(summary -> summary.changeSetName().startsWith(PREFIX))
            .filter(summary -> !"EXECUTE_IN_PROGRESS".equals(summary.executionStatusAsString()))
            .toList();
    left.forEach(summary -> delete(summary.changeSetId()));
  }

  /** Removes a change set; nothing happens when it is not there. */
  void delete(String arn) {
    try {
      cloudFormation.deleteChangeSet(request -> request.changeSetName(arn));
    } catch (ChangeSetNotFoundException gone) {
      // What is wanted is so already.
    }
  }

  private Optional<DescribeChangeSetResponse> workedOut(String stackName, String name) {
    DescribeChangeSetResponse described =
        cloudFormation.describeChangeSet(
            request -> request.stackName(stackName).changeSetName(name));
    String status = described.statusAsString();
    return status.equals("CREATE_PENDING") || status.equals("CREATE_IN_PROGRESS")
        ? Optional.empty()
        : Optional.of(described);
  }

  private List<ResourceChange> changes(DescribeChangeSetResponse first) {
    List<Change> all = new ArrayList<>(first.changes());
    String next = first.nextToken();
    while (next != null) {
      String token = next;
      DescribeChangeSetResponse page =
          cloudFormation.describeChangeSet(
              request -> request.changeSetName(first.changeSetId()).nextToken(token));
      all.addAll(page.changes());
      next = page.nextToken();
    }
    return all.stream().map(Change::resourceChange).filter(Objects::nonNull).toList();
  }

  private static CreateChangeSetRequest.Builder configured(
      DeploymentSettings settings, ChangeSetType type) {
    CreateChangeSetRequest.Builder creation =
        CreateChangeSetRequest.builder()
            .roleARN(settings.roleArn())
            .notificationARNs(settings.notificationArns());
    if (!settings.rollbackAlarms().isEmpty()) {
      creation.rollbackConfiguration(
          rollback ->
              rollback
                  .monitoringTimeInMinutes(settings.monitoringMinutes())
                  .rollbackTriggers(
                      settings.rollbackAlarms().stream()
                          .map(
                              arn ->
                                  RollbackTrigger.builder()
                                      .arn(arn)
                                      .type("AWS::CloudWatch::Alarm")
                                      .build())
                          .toList()));
    }
    if (settings.mode().isExpress()) {
      // Left out, it would mean that nothing is rolled back. AWS takes no other word on failures
      // beside it.
      creation.deploymentConfig(
          config ->
              config
                  .mode(DeploymentConfigMode.EXPRESS)
                  .disableRollback(settings.disableRollback()));
    } else if (type == ChangeSetType.CREATE && !settings.disableRollback()) {
      // A first deployment that fails leaves nothing behind that had to be cleared away.
      creation.onStackFailure(OnStackFailure.DELETE);
    }
    return creation;
  }

  static List<Parameter> parameters(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            parameter ->
                Parameter.builder()
                    .parameterKey(parameter.getKey())
                    .parameterValue(parameter.getValue())
                    .build())
        .toList();
  }

  static List<Tag> tags(Map<String, String> values) {
    return values.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
