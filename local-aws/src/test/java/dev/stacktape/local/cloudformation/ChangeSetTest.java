package dev.stacktape.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.ChangeSource;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.PolicyAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class ChangeSetTest {
  private static final String BASE =
      """
      Parameters:
        Delay: {Type: Number, Default: 5}
        Password: {Type: String, Default: secret, NoEcho: true}
      Resources:
        Queue:
          Type: AWS::SQS::Queue
          UpdateReplacePolicy: Retain
          Properties:
            DelaySeconds: !Ref Delay
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {Statement: []}
        Function:
          Type: AWS::Lambda::Function
          Properties:
            Code: {S3Bucket: b, S3Key: one.zip}
            Role: !GetAtt Role.Arn
            Runtime: java21
            Handler: a.B
            Environment: {Variables: {QUEUE: !Ref Queue, PASSWORD: !Ref Password}}
        Permission:
          Type: AWS::Lambda::Permission
          Properties:
            Action: lambda:InvokeFunction
            FunctionName: !GetAtt Function.Arn
            Principal: sqs.amazonaws.com
        Unrelated:
          Type: AWS::SNS::Topic
      """;

  @TempDir Path state;
  private CloudFormationEndpoint aws;

  @BeforeEach
  void start() {
    aws = CloudFormationEndpoint.start(state);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private DescribeChangeSetResponse changeSet(
      String template, Consumer<CreateChangeSetRequest.Builder> more) {
    String id =
        aws.client
            .createChangeSet(
                r -> {
                  r.stackName("s")
                      .changeSetName("c")
                      .templateBody(template)
                      .capabilities(Capability.CAPABILITY_NAMED_IAM);
                  more.accept(r);
                })
            .id();
    return aws.client.describeChangeSet(r -> r.changeSetName(id).includePropertyValues(true));
  }

  private DescribeChangeSetResponse changeSet(String template) {
    return changeSet(template, r -> {});
  }

  private static Map<String, ResourceChange> byId(DescribeChangeSetResponse changeSet) {
    return changeSet.changes().stream()
        .map(change -> change.resourceChange())
        .collect(Collectors.toMap(ResourceChange::logicalResourceId, change -> change));
  }

  @Test
  void aNewStackWaitsInReviewAndIsMadeByItsChangeSet() {
    DescribeChangeSetResponse changeSet =
        changeSet(BASE, r -> r.changeSetType(ChangeSetType.CREATE).description("first"));

    assertThat(changeSet.status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
    assertThat(changeSet.executionStatus()).isEqualTo(ExecutionStatus.AVAILABLE);
    assertThat(changeSet.changeSetId())
        .matches("arn:aws:cloudformation:eu-west-1:123456789012:changeSet/c/[0-9a-f-]{36}");
    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.REVIEW_IN_PROGRESS);
    assertThat(byId(changeSet).values())
        .hasSize(5)
        .allSatisfy(change -> assertThat(change.action()).isEqualTo(ChangeAction.ADD));
    assertThat(byId(changeSet).get("Function").afterContext())
        .contains("\"QUEUE\":\"{{changeSet:KNOWN_AFTER_APPLY}}\"")
        .contains("\"PASSWORD\":\"****\"");

    aws.client.executeChangeSet(r -> r.changeSetName(changeSet.changeSetId()));

    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(aws.settled("s").changeSetId()).isEqualTo(changeSet.changeSetId());
    assertThat(
            aws.client
                .describeChangeSet(r -> r.changeSetName(changeSet.changeSetId()))
                .executionStatus())
        .isEqualTo(ExecutionStatus.EXECUTE_COMPLETE);
    assertThatThrownBy(
            () -> aws.client.executeChangeSet(r -> r.changeSetName(changeSet.changeSetId())))
        .isInstanceOf(InvalidChangeSetStatusException.class)
        .hasMessageContaining("cannot be executed in its current status of [EXECUTE_COMPLETE]");
  }

  @Test
  void aChangeInPlaceIsShownWithItsPathAndValues() {
    aws.create("s", BASE);

    ResourceChange change = byId(changeSet(BASE.replace("one.zip", "two.zip"))).get("Function");

    assertThat(change.action()).isEqualTo(ChangeAction.MODIFY);
    assertThat(change.replacement()).isEqualTo(Replacement.FALSE);
    assertThat(change.policyAction()).isNull();
    assertThat(change.scope()).containsExactly(ResourceAttribute.PROPERTIES);
    assertThat(change.details())
        .singleElement()
        .satisfies(
            detail -> {
              assertThat(detail.target().name()).isEqualTo("Code");
              assertThat(detail.target().path()).isEqualTo("/Properties/Code/S3Key");
              assertThat(detail.target().beforeValue()).isEqualTo("one.zip");
              assertThat(detail.target().afterValue()).isEqualTo("two.zip");
              assertThat(detail.target().requiresRecreation()).isEqualTo(RequiresRecreation.NEVER);
              assertThat(detail.evaluation()).isEqualTo(EvaluationType.STATIC);
              assertThat(detail.changeSource()).isEqualTo(ChangeSource.DIRECT_MODIFICATION);
            });
    assertThat(change.beforeContext()).contains("one.zip").contains("****");
    assertThat(change.afterContext()).contains("two.zip").doesNotContain("secret\"");
  }

  @Test
  void whatTakesAnAttributeOfAChangedResourceMayChange() {
    aws.create("s", BASE);

    Map<String, ResourceChange> changes = byId(changeSet(BASE.replace("one.zip", "two.zip")));

    assertThat(changes).containsOnlyKeys("Function", "Permission");
    assertThat(changes.get("Permission").replacement()).isEqualTo(Replacement.CONDITIONAL);
    assertThat(changes.get("Permission").details())
        .singleElement()
        .satisfies(
            detail -> {
              assertThat(detail.evaluation()).isEqualTo(EvaluationType.DYNAMIC);
              assertThat(detail.changeSource()).isEqualTo(ChangeSource.RESOURCE_ATTRIBUTE);
              assertThat(detail.causingEntity()).isEqualTo("Function.Arn");
            });
    aws.client.executeChangeSet(r -> r.stackName("s").changeSetName("c"));
    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(aws.events("s")).contains("Function UPDATE_COMPLETE");
    assertThat(aws.events("s")).doesNotContain("Permission UPDATE_IN_PROGRESS");
  }

  @Test
  void aReplacementIsCertainAndWhatRefersToItChangesToo() {
    aws.create("s", BASE);

    Map<String, ResourceChange> changes =
        byId(
            changeSet(
                BASE.replace(
                    "DelaySeconds: !Ref Delay", "DelaySeconds: !Ref Delay\n      QueueName: q")));

    ResourceChange queue = changes.get("Queue");
    assertThat(queue.replacement()).isEqualTo(Replacement.TRUE);
    assertThat(queue.policyAction()).isEqualTo(PolicyAction.REPLACE_AND_RETAIN);
    assertThat(queue.physicalResourceId()).isEqualTo(aws.physicalId("s", "Queue"));
    ResourceChange function = changes.get("Function");
    assertThat(function.replacement()).isEqualTo(Replacement.FALSE);
    assertThat(function.details())
        .singleElement()
        .satisfies(
            detail -> {
              assertThat(detail.evaluation()).isEqualTo(EvaluationType.DYNAMIC);
              assertThat(detail.changeSource()).isEqualTo(ChangeSource.RESOURCE_REFERENCE);
              assertThat(detail.causingEntity()).isEqualTo("Queue");
              assertThat(detail.target().afterValue()).isEqualTo("{{changeSet:KNOWN_AFTER_APPLY}}");
            });
    assertThat(changes).doesNotContainKeys("Unrelated", "Role");
  }

  @Test
  void aParameterIsNamedAsTheCause() {
    aws.create("s", BASE);

    ResourceChange queue =
        byId(changeSet(BASE, r -> r.parameters(p -> p.parameterKey("Delay").parameterValue("9"))))
            .get("Queue");

    assertThat(queue.details())
        .singleElement()
        .satisfies(
            detail -> {
              assertThat(detail.changeSource()).isEqualTo(ChangeSource.PARAMETER_REFERENCE);
              assertThat(detail.causingEntity()).isEqualTo("Delay");
              assertThat(detail.target().beforeValue()).isEqualTo("5");
              assertThat(detail.target().afterValue()).isEqualTo("9");
            });
  }

  @Test
  void whatIsTakenOutIsRemovedAccordingToItsPolicy() {
    aws.create("s", BASE);
    String without = BASE.substring(0, BASE.indexOf("  Unrelated:"));
    ResourceChange removed = byId(changeSet(without)).get("Unrelated");
    assertThat(removed.action()).isEqualTo(ChangeAction.REMOVE);
    assertThat(removed.policyAction()).isEqualTo(PolicyAction.DELETE);
    assertThat(removed.replacement()).isNull();
  }

  @Test
  void tagsOfTheStackChangeWhatTakesTags() {
    aws.create("s", BASE);

    Map<String, ResourceChange> changes =
        byId(changeSet(BASE, r -> r.tags(t -> t.key("team").value("a"))));

    assertThat(changes).containsKeys("Queue", "Role", "Function", "Unrelated");
    assertThat(changes.get("Queue").scope()).containsExactly(ResourceAttribute.TAGS);
    assertThat(changes.get("Queue").replacement()).isEqualTo(Replacement.FALSE);
    assertThat(changes.get("Queue").details().get(0).target().attribute())
        .isEqualTo(ResourceAttribute.TAGS);
  }

  @Test
  void aDeletionPolicyIsAChangeOfItsOwn() {
    aws.create("s", BASE);
    ResourceChange topic =
        byId(changeSet(
                BASE.replace("AWS::SNS::Topic", "AWS::SNS::Topic\n    DeletionPolicy: Retain")))
            .get("Unrelated");
    assertThat(topic.scope()).containsExactly(ResourceAttribute.DELETION_POLICY);
  }

  @Test
  void withoutValuesALineStandsForAProperty() {
    aws.create("s", BASE);
    changeSet(BASE.replace("one.zip", "two.zip").replace("S3Bucket: b", "S3Bucket: c"));

    ResourceChange function =
        aws.client
            .describeChangeSet(r -> r.stackName("s").changeSetName("c"))
            .changes()
            .get(0)
            .resourceChange();

    assertThat(function.details()).hasSize(1);
    ResourceChangeDetail detail = function.details().get(0);
    assertThat(detail.target().path()).isNull();
    assertThat(function.afterContext()).isNull();
  }

  @Test
  void nothingToChangeIsAFailedChangeSetWithAwssWords() {
    aws.create("s", BASE);

    DescribeChangeSetResponse changeSet = changeSet(BASE);

    assertThat(changeSet.status()).isEqualTo(ChangeSetStatus.FAILED);
    assertThat(changeSet.executionStatus()).isEqualTo(ExecutionStatus.UNAVAILABLE);
    assertThat(changeSet.statusReason())
        .isEqualTo(
            "The submitted information didn't contain changes. Submit different information to"
                + " create a change set.");
    assertThatThrownBy(() -> aws.client.executeChangeSet(r -> r.stackName("s").changeSetName("c")))
        .isInstanceOf(InvalidChangeSetStatusException.class)
        .hasMessageContaining("current status of [FAILED]");
    aws.client.deleteChangeSet(r -> r.stackName("s").changeSetName("c"));
    assertThatThrownBy(() -> aws.client.describeChangeSet(r -> r.stackName("s").changeSetName("c")))
        .isInstanceOf(ChangeSetNotFoundException.class)
        .hasMessageContaining("ChangeSet [c] does not exist");
  }

  @Test
  void aChangeOfOutputsAloneIsSomethingToExecute() {
    aws.create("s", BASE);
    DescribeChangeSetResponse changeSet = changeSet(BASE + "Outputs: {Q: {Value: !Ref Queue}}\n");
    assertThat(changeSet.status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
    assertThat(changeSet.changes()).isEmpty();
    aws.client.executeChangeSet(r -> r.stackName("s").changeSetName("c"));
    assertThat(aws.settled("s").outputs()).hasSize(1);
  }

  @Test
  void wrongPropertiesFailTheChangeSetAndDescribeEventsSaysWhich() {
    aws.create("s", BASE);

    DescribeChangeSetResponse changeSet =
        changeSet(
            BASE.replace("DelaySeconds: !Ref Delay", "DelaySecond: 5\n      FifoQueue: maybe"));

    assertThat(changeSet.status()).isEqualTo(ChangeSetStatus.FAILED);
    assertThat(changeSet.statusReason()).contains("AWS::EarlyValidation::PropertyValidation");
    assertThat(
            aws.client
                .describeEvents(r -> r.changeSetName(changeSet.changeSetId()))
                .operationEvents())
        .extracting(OperationEvent::validationPath, OperationEvent::validationStatusReason)
        .containsExactlyInAnyOrder(
            tuple(
                "/Resources/Queue/Properties/DelaySecond",
                "#: extraneous key [DelaySecond] is not permitted"),
            tuple(
                "/Resources/Queue/Properties/FifoQueue",
                "#/FifoQueue: expected type: Boolean, found: String"));
  }

  @Test
  void executingOneTakesTheOthersAwayAndADirectUpdateMakesThemObsolete() {
    aws.create("s", BASE);
    changeSet(BASE.replace("one.zip", "two.zip"));
    changeSet(BASE.replace("one.zip", "three.zip"), r -> r.changeSetName("d"));
    aws.client.executeChangeSet(r -> r.stackName("s").changeSetName("c"));
    aws.service.awaitIdle();
    assertThat(aws.client.listChangeSets(r -> r.stackName("s")).summaries())
        .extracting(summary -> summary.changeSetName())
        .containsExactly("c");

    changeSet(BASE.replace("one.zip", "four.zip"), r -> r.changeSetName("e"));
    aws.update("s", BASE.replace("one.zip", "five.zip"));

    assertThat(
            aws.client
                .describeChangeSet(r -> r.stackName("s").changeSetName("e"))
                .executionStatus())
        .isEqualTo(ExecutionStatus.OBSOLETE);
  }

  @Test
  void aRepeatedCallWithTheSameTokenGivesTheSameChangeSet() {
    aws.create("s", BASE);
    String changed = BASE.replace("one.zip", "two.zip");
    String first = changeSet(changed, r -> r.clientToken("t")).changeSetId();
    assertThat(changeSet(changed, r -> r.clientToken("t")).changeSetId()).isEqualTo(first);
    assertThatThrownBy(() -> changeSet(changed, r -> r.clientToken("u")))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void onStackFailureDeletesWhatAFailedCreationLeft() {
    aws.faults.failResource("Queue", "no", 1);
    DescribeChangeSetResponse changeSet =
        changeSet(
            BASE, r -> r.changeSetType(ChangeSetType.CREATE).onStackFailure(OnStackFailure.DELETE));
    aws.client.executeChangeSet(r -> r.changeSetName(changeSet.changeSetId()));
    assertThat(aws.settled(changeSet.stackId()).stackStatus())
        .isEqualTo(StackStatus.DELETE_COMPLETE);
  }

  @Test
  void aTypeCannotChange() {
    aws.create("s", BASE);
    assertThat(changeSet(BASE.replace("AWS::SNS::Topic", "AWS::SQS::Queue")).statusReason())
        .isEqualTo(
            "Update of resource type is not permitted. The new template modifies resource type of"
                + " the following resources: [Unrelated]");
  }

  @Test
  void aStackThatIsThereCannotBeCreatedAgain() {
    aws.create("s", BASE);
    assertThatThrownBy(() -> changeSet(BASE, r -> r.changeSetType(ChangeSetType.CREATE)))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining(
            "Stack [s] already exists and cannot be created again with the changeSet [c].");
    assertThatThrownBy(
            () ->
                aws.client.createChangeSet(
                    r -> r.stackName("none").changeSetName("c").templateBody(BASE)))
        .hasMessageContaining("Stack [none] does not exist");
  }
}
