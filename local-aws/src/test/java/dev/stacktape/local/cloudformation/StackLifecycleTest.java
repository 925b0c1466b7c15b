package dev.stacktape.local.cloudformation;

import static dev.stacktape.local.cloudformation.CloudFormationEndpoint.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

class StackLifecycleTest {
  private static final String QUEUE_AND_TOPIC =
      """
      Resources:
        Queue:
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: 30
        Topic:
          Type: AWS::SNS::Topic
          Properties:
            DisplayName: !GetAtt Queue.QueueName
      Outputs:
        QueueArn:
          Description: Where orders wait
          Value: !GetAtt Queue.Arn
        Topic:
          Value: !Ref Topic
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

  @Test
  void aStackIsMadeInTheOrderOfItsReferencesAndTellsEveryStep() {
    Stack stack = aws.create("orders", QUEUE_AND_TOPIC);

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(stack.stackId())
        .startsWith("arn:aws:cloudformation:eu-west-1:123456789012:stack/orders/");
    assertThat(aws.events("orders"))
        .containsExactly(
            "orders CREATE_IN_PROGRESS",
            "Queue CREATE_IN_PROGRESS",
            "Queue CREATE_IN_PROGRESS",
            "Queue CREATE_COMPLETE",
            "Topic CREATE_IN_PROGRESS",
            "Topic CREATE_IN_PROGRESS",
            "Topic CREATE_COMPLETE",
            "orders CREATE_COMPLETE");
    assertThat(output(stack, "QueueArn"))
        .matches("arn:aws:sqs:eu-west-1:123456789012:orders-Queue-[A-Z0-9]{12}");
    assertThat(output(stack, "Topic")).isEqualTo(aws.physicalId("orders", "Topic"));
    assertThat(stack.outputs().get(0).description()).isEqualTo("Where orders wait");
  }

  @Test
  void eventsHaveUniqueIdsAscendingTimesAndTheInitiatedStep() {
    aws.create("orders", QUEUE_AND_TOPIC);

    List<StackEvent> events =
        aws.client.describeStackEvents(r -> r.stackName("orders")).stackEvents();
    assertThat(events).extracting(StackEvent::eventId).doesNotHaveDuplicates();
    for (int i = 1; i < events.size(); i++) {
      assertThat(events.get(i).timestamp()).isBefore(events.get(i - 1).timestamp());
    }
    assertThat(events)
        .anySatisfy(
            event -> {
              assertThat(event.resourceStatusReason()).isEqualTo("Resource creation Initiated");
              assertThat(event.physicalResourceId()).contains("orders-Queue-");
              assertThat(event.resourceProperties()).isEqualTo("{\"VisibilityTimeout\":30}");
            });
    assertThat(events.get(0).physicalResourceId()).isEqualTo(events.get(0).stackId());
    assertThat(events.get(events.size() - 1).resourceStatusReason()).isEqualTo("User Initiated");
  }

  @Test
  void aChangeInPlaceKeepsThePhysicalId() {
    aws.create("orders", QUEUE_AND_TOPIC);
    String before = aws.physicalId("orders", "Queue");

    Stack stack = aws.update("orders", QUEUE_AND_TOPIC.replace("30", "60"));

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(stack.lastUpdatedTime()).isNotNull();
    assertThat(aws.physicalId("orders", "Queue")).isEqualTo(before);
    assertThat(aws.events("orders").subList(8, 13))
        .containsExactly(
            "orders UPDATE_IN_PROGRESS",
            "Queue UPDATE_IN_PROGRESS",
            "Queue UPDATE_COMPLETE",
            "orders UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "orders UPDATE_COMPLETE");
  }

  @Test
  void aReplacementMakesTheNewOneFirstAndWhatRefersToItFollows() {
    aws.create("orders", QUEUE_AND_TOPIC);
    String before = aws.physicalId("orders", "Queue");

    Stack stack =
        aws.update(
            "orders", QUEUE_AND_TOPIC.replace("VisibilityTimeout: 30", "QueueName: incoming"));

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(aws.physicalId("orders", "Queue")).endsWith("/incoming").isNotEqualTo(before);
    assertThat(aws.events("orders").subList(8, 18))
        .containsExactly(
            "orders UPDATE_IN_PROGRESS",
            "Queue UPDATE_IN_PROGRESS",
            "Queue UPDATE_IN_PROGRESS",
            "Queue UPDATE_COMPLETE",
            "Topic UPDATE_IN_PROGRESS",
            "Topic UPDATE_COMPLETE",
            "orders UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "Queue DELETE_IN_PROGRESS",
            "Queue DELETE_COMPLETE",
            "orders UPDATE_COMPLETE");
    assertThat(aws.reason("orders", "Queue", "DELETE_COMPLETE")).isEmpty();
    StackEvent deleted =
        aws.client.describeStackEvents(r -> r.stackName("orders")).stackEvents().stream()
            .filter(event -> event.resourceStatus() == ResourceStatus.DELETE_COMPLETE)
            .findFirst()
            .orElseThrow();
    assertThat(deleted.physicalResourceId()).isEqualTo(before);
  }

  @Test
  void aCustomNamedResourceCannotBeReplacedUnderTheSameName() {
    String table =
        """
        Resources:
          Table:
            Type: AWS::DynamoDB::Table
            Properties:
              TableName: orders
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
              KeySchema: [{AttributeName: id, KeyType: HASH}]
        """;
    aws.create("shop", table);

    Stack stack = aws.update("shop", table.replace("AttributeName: id", "AttributeName: number"));

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(aws.reason("shop", "Table", "UPDATE_FAILED"))
        .isEqualTo(
            "CloudFormation cannot update a stack when a custom-named resource requires replacing."
                + " Rename orders and update the stack again.");
  }

  @Test
  void aNameThatAnotherStackHasIsTaken() {
    String named =
        "{\"Resources\":{\"B\":{\"Type\":\"AWS::SSM::Parameter\",\"Properties\":"
            + "{\"Name\":\"/taken\",\"Type\":\"String\",\"Value\":\"x\"}}}}";
    String first = aws.create("first", named).stackId();

    Stack second = aws.create("second", named);

    assertThat(second.stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(aws.reason("second", "B", "CREATE_FAILED"))
        .contains("/taken already exists in stack " + first);
  }

  @Test
  void deletingGoesBackwardsAndTheStackIsFoundByItsIdAfterwards() {
    String id = aws.create("orders", QUEUE_AND_TOPIC).stackId();

    aws.client.deleteStack(r -> r.stackName("orders"));
    aws.service.awaitIdle();

    assertThat(aws.events(id).subList(8, 14))
        .containsExactly(
            "orders DELETE_IN_PROGRESS",
            "Topic DELETE_IN_PROGRESS",
            "Topic DELETE_COMPLETE",
            "Queue DELETE_IN_PROGRESS",
            "Queue DELETE_COMPLETE",
            "orders DELETE_COMPLETE");
    assertThatThrownBy(() -> aws.client.describeStacks(r -> r.stackName("orders")))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("Stack with id orders does not exist");
    Stack deleted = aws.client.describeStacks(r -> r.stackName(id)).stacks().get(0);
    assertThat(deleted.stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(deleted.deletionTime()).isNotNull();
    assertThat(aws.client.describeStacks().stacks()).isEmpty();
    assertThat(aws.client.listStacks().stackSummaries())
        .extracting(StackSummary::stackStatus)
        .containsExactly(StackStatus.DELETE_COMPLETE);
    assertThat(aws.client.describeStackResources(r -> r.stackName(id)).stackResources())
        .extracting(StackResource::resourceStatus)
        .containsOnly(ResourceStatus.DELETE_COMPLETE);
  }

  @Test
  void aRetainedResourceOutlivesItsStackAndItsNameStaysTaken() {
    String retained =
        """
        Resources:
          Bucket:
            Type: AWS::S3::Bucket
            DeletionPolicy: Retain
            Properties: {BucketName: kept-bucket}
        """;
    String id = aws.create("store", retained).stackId();

    aws.client.deleteStack(r -> r.stackName("store"));
    aws.service.awaitIdle();

    assertThat(aws.events(id))
        .contains("Bucket DELETE_SKIPPED")
        .doesNotContain("Bucket DELETE_COMPLETE");
    assertThat(aws.create("again", retained).stackStatus())
        .isEqualTo(StackStatus.ROLLBACK_COMPLETE);
  }

  @Test
  void whatIsTakenOutOfTheTemplateIsDeletedAtTheEnd() {
    aws.create("orders", QUEUE_AND_TOPIC);
    String queueOnly =
        "{\"Resources\":{\"Queue\":{\"Type\":\"AWS::SQS::Queue\",\"Properties\":"
            + "{\"VisibilityTimeout\":\"30\"}}}}";

    Stack stack = aws.update("orders", queueOnly);

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(stack.outputs()).isEmpty();
    assertThat(aws.events("orders").subList(8, 13))
        .containsExactly(
            "orders UPDATE_IN_PROGRESS",
            "orders UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "Topic DELETE_IN_PROGRESS",
            "Topic DELETE_COMPLETE",
            "orders UPDATE_COMPLETE");
    assertThat(aws.client.listStackResources(r -> r.stackName("orders")).stackResourceSummaries())
        .hasSize(1);
  }

  @Test
  void theTemplateIsGivenBackAsItWasSent() {
    aws.create("orders", QUEUE_AND_TOPIC);
    assertThat(aws.client.getTemplate(r -> r.stackName("orders")).templateBody())
        .isEqualTo(QUEUE_AND_TOPIC);
  }

  @Test
  void stackTagsReachWhatTakesTags() {
    aws.create("orders", QUEUE_AND_TOPIC);

    Stack stack =
        aws.update("orders", QUEUE_AND_TOPIC, r -> r.tags(t -> t.key("team").value("shop")));

    assertThat(stack.tags())
        .singleElement()
        .satisfies(tag -> assertThat(tag.key()).isEqualTo("team"));
    assertThat(aws.events("orders")).contains("Queue UPDATE_COMPLETE", "Topic UPDATE_COMPLETE");
  }

  @Test
  void aLongListOfEventsComesInPages() {
    StringBuilder many = new StringBuilder("{\"Resources\":{");
    for (int i = 0; i < 60; i++) {
      many.append(i == 0 ? "" : ",").append("\"W").append(i);
      many.append("\":{\"Type\":\"AWS::CloudFormation::WaitConditionHandle\"}");
    }
    aws.create("many", many.append("}}").toString());

    assertThat(aws.client.describeStackEvents(r -> r.stackName("many")).stackEvents()).hasSize(100);
    assertThat(aws.events("many")).hasSize(182);
  }
}
