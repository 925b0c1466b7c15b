package dev.stacktape.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

class StackRulesTest {
  private static final String QUEUE =
      """
      Description: One queue
      Parameters:
        Delay: {Type: Number, Default: 5, Description: seconds}
        Key: {Type: String, Default: k, NoEcho: true}
      Resources:
        Queue:
          Type: AWS::SQS::Queue
          Properties: {DelaySeconds: !Ref Delay}
      """;
  private static final String ROLE =
      """
      Resources:
        Role:
          Type: AWS::IAM::Role
          Properties: {RoleName: worker, AssumeRolePolicyDocument: {Statement: []}}
      """;

  @TempDir Path state;
  private final TestProvider topics = new TestProvider("AWS::SNS::Topic");
  private CloudFormationEndpoint aws;

  @BeforeEach
  void start() {
    aws = CloudFormationEndpoint.start(state, topics);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void aNameIsTakenUntilItsStackIsDeleted() {
    aws.create("s", QUEUE);
    assertThatThrownBy(() -> aws.create("s", QUEUE))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Stack [s] already exists");
    aws.client.deleteStack(r -> r.stackName("s"));
    aws.service.awaitIdle();
    assertThat(aws.create("s", QUEUE).stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
  }

  @Test
  void anUpdateThatChangesNothingIsRefused() {
    aws.create("s", QUEUE);
    assertThatThrownBy(() -> aws.update("s", QUEUE))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("No updates are to be performed.");
    assertThatThrownBy(() -> aws.update("other", QUEUE))
        .hasMessageContaining("Stack [other] does not exist");
  }

  @Test
  void aSecondUpdateIsRefusedWhileOneRuns() throws Exception {
    String topic = "{\"Resources\":{\"T\":{\"Type\":\"AWS::SNS::Topic\"}}}";
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    topics.before =
        call -> {
          runs.countDown();
          try {
            refused.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    String id = aws.client.createStack(r -> r.stackName("s").templateBody(topic)).stackId();
    runs.await();

    assertThatThrownBy(() -> aws.client.updateStack(r -> r.stackName("s").templateBody(QUEUE)))
        .hasMessageContaining(
            "Stack:" + id + " is in CREATE_IN_PROGRESS state and can not be updated.");
    assertThat(aws.events("s")).containsExactly("s CREATE_IN_PROGRESS", "T CREATE_IN_PROGRESS");
    refused.countDown();
    assertThat(aws.settled("s").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
  }

  @Test
  void capabilitiesAreAskedFor() {
    assertThatThrownBy(() -> aws.client.createStack(r -> r.stackName("s").templateBody(ROLE)))
        .isInstanceOf(InsufficientCapabilitiesException.class)
        .hasMessageContaining("Requires capabilities : [CAPABILITY_NAMED_IAM]");
    assertThatThrownBy(
            () ->
                aws.client.createStack(
                    r -> r.stackName("s").templateBody(ROLE.replace("RoleName: worker, ", ""))))
        .hasMessageContaining("Requires capabilities : [CAPABILITY_IAM]");
    aws.client.createStack(
        r ->
            r.stackName("s")
                .templateBody(ROLE.replace("RoleName: worker, ", ""))
                .capabilities(Capability.CAPABILITY_IAM));
    assertThat(aws.settled("s").capabilities()).containsExactly(Capability.CAPABILITY_IAM);
  }

  @Test
  void aProtectedStackIsNotDeleted() {
    aws.create("s", QUEUE, r -> r.enableTerminationProtection(true));
    assertThatThrownBy(() -> aws.client.deleteStack(r -> r.stackName("s")))
        .hasMessageContaining("Stack [s] cannot be deleted while TerminationProtection is enabled");
    aws.client.updateTerminationProtection(
        r -> r.stackName("s").enableTerminationProtection(false));
    String id = aws.settled("s").stackId();
    aws.client.deleteStack(r -> r.stackName("s"));
    assertThat(aws.settled(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
  }

  @Test
  void aRepeatedCallWithItsTokenIsAnsweredTheSameAndDoesNothing() {
    String id = aws.create("s", QUEUE, r -> r.clientRequestToken("t1")).stackId();
    assertThat(
            aws.client
                .createStack(r -> r.stackName("s").templateBody(QUEUE).clientRequestToken("t1"))
                .stackId())
        .isEqualTo(id);
    assertThatThrownBy(
            () ->
                aws.update(
                    "s",
                    QUEUE,
                    r ->
                        r.clientRequestToken("t1")
                            .parameters(p -> p.parameterKey("Delay").parameterValue("7"))))
        .isInstanceOf(TokenAlreadyExistsException.class);
    assertThat(aws.client.describeStackEvents(r -> r.stackName("s")).stackEvents())
        .allSatisfy(event -> assertThat(event.clientRequestToken()).isEqualTo("t1"));
  }

  @Test
  void parametersAreCheckedShownAndKept() {
    Stack stack =
        aws.create("s", QUEUE, r -> r.parameters(p -> p.parameterKey("Delay").parameterValue("7")));
    assertThat(stack.parameters())
        .extracting(p -> p.parameterKey() + "=" + p.parameterValue())
        .containsExactlyInAnyOrder("Delay=7", "Key=****");
    assertThat(stack.description()).isEqualTo("One queue");
    assertThatThrownBy(
            () ->
                aws.update(
                    "s", QUEUE, r -> r.parameters(p -> p.parameterKey("Dely").parameterValue("7"))))
        .hasMessageContaining("Parameters: [Dely] do not exist in the template");
    assertThatThrownBy(
            () ->
                aws.update(
                    "s",
                    QUEUE,
                    r -> r.parameters(p -> p.parameterKey("Delay").parameterValue("x"))))
        .hasMessageContaining("Parameter 'Delay' must be a number");
    Stack updated =
        aws.update(
            "s",
            QUEUE + "    DeletionPolicy: Retain\n",
            r -> r.parameters(p -> p.parameterKey("Delay").usePreviousValue(true)));
    assertThat(updated.parameters().stream().map(p -> p.parameterValue())).contains("7");
  }

  @Test
  void aWrongPropertyFailsItsResource() {
    Stack stack = aws.create("s", QUEUE.replace("{DelaySeconds", "{Colour: red, DelaySeconds"));
    assertThat(stack.stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(aws.reason("s", "Queue", "CREATE_FAILED"))
        .isEqualTo(
            "Properties validation failed for resource Queue with message:\n"
                + "[#: extraneous key [Colour] is not permitted]");
  }

  @Test
  void aStackPolicyHoldsForUpdates() {
    aws.create("s", QUEUE);
    aws.client.setStackPolicy(
        r ->
            r.stackName("s")
                .stackPolicyBody(
                    "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"Update:*\","
                        + "\"Principal\":\"*\",\"Resource\":\"*\"},{\"Effect\":\"Deny\","
                        + "\"Action\":\"Update:Modify\",\"Principal\":\"*\","
                        + "\"Resource\":\"LogicalResourceId/Que*\"}]}"));

    Stack stack =
        aws.update("s", QUEUE, r -> r.parameters(p -> p.parameterKey("Delay").parameterValue("7")));

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(aws.reason("s", "Queue", "UPDATE_FAILED"))
        .isEqualTo(
            "Action denied by stack policy: Statement [#2] does not allow [Update:Modify] for"
                + " resource [LogicalResourceId/Queue]");
    assertThat(
            aws.update(
                    "s",
                    QUEUE,
                    r ->
                        r.parameters(p -> p.parameterKey("Delay").parameterValue("7"))
                            .stackPolicyDuringUpdateBody(
                                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"Update:*\","
                                    + "\"Principal\":\"*\",\"Resource\":\"*\"}}"))
                .stackStatus())
        .isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThatThrownBy(() -> aws.client.setStackPolicy(r -> r.stackName("s").stackPolicyBody("{}")))
        .hasMessageContaining("Error validating stack policy");
  }

  @Test
  void exportsAreUniqueAndStayWhileTheyAreUsed() {
    String exporting = QUEUE + "Outputs: {Q: {Value: !GetAtt Queue.Arn, Export: {Name: arn}}}\n";
    String importing =
        "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: !ImportValue arn}}}\n";
    String arn = CloudFormationEndpoint.output(aws.create("a", exporting), "Q");
    aws.create("b", importing);

    assertThat(topics.made.values().iterator().next()).containsEntry("DisplayName", arn);
    assertThat(aws.client.listImports(r -> r.exportName("arn")).imports()).containsExactly("b");
    assertThat(aws.create("c", exporting).stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(aws.reason("c", "c", "ROLLBACK_IN_PROGRESS"))
        .contains("Export with name arn is already exported by stack a");
    assertThat(aws.update("a", QUEUE).stackStatus())
        .isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(aws.reason("a", "a", "UPDATE_ROLLBACK_IN_PROGRESS"))
        .isEqualTo("Export arn cannot be deleted as it is in use by b");
    aws.client.deleteStack(r -> r.stackName("a"));
    assertThat(aws.settled("a").stackStatus()).isEqualTo(StackStatus.DELETE_FAILED);
    aws.client.deleteStack(r -> r.stackName("b"));
    aws.service.awaitIdle();
    String id = aws.settled("a").stackId();
    aws.client.deleteStack(r -> r.stackName("a"));
    assertThat(aws.settled(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(aws.create("d", importing.replace("arn", "nothing")).stackStatus())
        .isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(aws.reason("d", "T", "CREATE_FAILED")).isEqualTo("No export named nothing found.");
  }

  @Test
  void secretsAreResolvedForTheResourceAndShownNowhere() {
    aws.service.values("eu-west-1").putSecret("db", "{\"password\":\"hunter2\"}");
    aws.service.values("eu-west-1").putParameter("/name", "orders");
    String template =
        """
        Resources:
          T:
            Type: AWS::SNS::Topic
            Properties:
              DisplayName: '{{resolve:secretsmanager:db:SecretString:password}}-{{resolve:ssm:/name:1}}'
        """;
    String id = aws.create("s", template).stackId();

    assertThat(topics.made.values().iterator().next())
        .containsEntry("DisplayName", "hunter2-orders");
    assertThat(aws.client.describeStackEvents(r -> r.stackName(id)).toString())
        .doesNotContain("hunter2")
        .contains("{{resolve:secretsmanager:db:SecretString:password}}");
    assertThat(aws.create("t", template.replace(":db:", ":gone:")).stackStatus())
        .isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(aws.reason("t", "T", "CREATE_FAILED"))
        .startsWith("Secrets Manager can't find the specified secret.");
    assertThat(aws.create("u", template.replace("password}", "user}")).stackStatus())
        .isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(aws.reason("u", "T", "CREATE_FAILED"))
        .isEqualTo("Could not find a value associated with JSONKey in SecretString");
  }

  @Test
  void aSecretOfAnotherStackIsResolvedByItsArn() {
    aws.create(
        "secrets",
        """
        Resources:
          Db:
            Type: AWS::SecretsManager::Secret
            Properties:
              GenerateSecretString:
                SecretStringTemplate: '{"user":"me"}'
                GenerateStringKey: password
                PasswordLength: 20
          T:
            Type: AWS::SNS::Topic
            Properties:
              DisplayName: !Sub '{{resolve:secretsmanager:${Db}:SecretString:password}}'
        """);
    assertThat(topics.made.values().iterator().next().get("DisplayName").toString())
        .matches("[a-z0-9]{20}");
  }

  @Test
  void templatesAreValidatedAndSummarized() {
    ValidateTemplateResponse valid = aws.client.validateTemplate(r -> r.templateBody(ROLE));
    assertThat(valid.capabilitiesAsStrings()).containsExactly("CAPABILITY_NAMED_IAM");
    assertThat(valid.capabilitiesReason())
        .isEqualTo("The following resource(s) require capabilities: [AWS::IAM::Role]");
    assertThat(aws.client.validateTemplate(r -> r.templateBody(QUEUE)).parameters().get(0))
        .satisfies(
            p -> {
              assertThat(p.parameterKey()).isEqualTo("Delay");
              assertThat(p.defaultValue()).isEqualTo("5");
              assertThat(p.description()).isEqualTo("seconds");
            });
    assertThat(aws.client.getTemplateSummary(r -> r.templateBody(QUEUE)))
        .satisfies(
            s -> {
              assertThat(s.resourceTypes()).containsExactly("AWS::SQS::Queue");
              assertThat(s.resourceIdentifierSummaries().get(0).resourceIdentifiers())
                  .containsExactly("QueueUrl");
            });
  }

  @Test
  void aTemplateMayLieInABucket() throws Exception {
    Path file = Files.writeString(state.resolve("t.yml"), QUEUE);
    aws.close();
    aws =
        CloudFormationEndpoint.start(
            state.resolve("other"),
            (bucket, key, version) -> {
              assertThat(bucket).isEqualTo("templates");
              assertThat(key).isEqualTo("a/b c.yml");
              return file;
            });
    for (String url :
        new String[] {
          "https://templates.s3.eu-west-1.amazonaws.com/a/b%20c.yml",
          "https://templates.s3.amazonaws.com/a/b%20c.yml",
          "https://s3.eu-west-1.amazonaws.com/templates/a/b%20c.yml",
          "http://127.0.0.1:4566/templates/a/b%20c.yml",
          "http://templates.localhost:4566/a/b%20c.yml"
        }) {
      assertThat(aws.client.validateTemplate(r -> r.templateURL(url)).description())
          .as(url)
          .isEqualTo("One queue");
    }
    assertThatThrownBy(
            () -> aws.client.validateTemplate(r -> r.templateURL("https://example.com/t.yml")))
        .hasMessageContaining("TemplateURL must be a supported URL.");
  }

  @Test
  void aTemplateThatIsTooLongForACallIsRefused() {
    assertThatThrownBy(
            () -> aws.client.validateTemplate(r -> r.templateBody(QUEUE + "#".repeat(51_200))))
        .hasMessageContaining("Member must have length less than or equal to 51200");
  }
}
