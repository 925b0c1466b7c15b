package dev.stacktape.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import dev.stacktape.testing.Golden;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private static final Target TARGET = new Target("orders", "dev", "eu-west-1", "123456789012");
  private static final Map<String, ResourceOrigin> ORIGINS =
      Map.of(
          "SaveOrderFunction", origin("saveOrder", 5),
          "SaveOrderRole", origin("saveOrder", 5),
          "OrdersTable", origin("orders", 12),
          "JobsQueue", origin("jobs", 20),
          "OldBucket", origin("files", 0),
          "Database", origin("database", 30),
          "Nat", origin("network", 40));
  private static final String DEPLOYED =
      """
      Resources:
        SaveOrderRole:
          Type: AWS::IAM::Role
          Properties: {AssumeRolePolicyDocument: {}, Policies: []}
        SaveOrderFunction:
          Type: AWS::Lambda::Function
          Properties: {FunctionName: orders-dev-saveOrder, Role: r, Timeout: 5, Code: {S3Bucket: b, S3Key: a.zip}}
        OrdersTable:
          Type: AWS::DynamoDB::Table
          DeletionPolicy: Retain
          UpdateReplacePolicy: Retain
          Properties: {TableName: t, KeySchema: [{AttributeName: id, KeyType: HASH}]}
        JobsQueue: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
        OldBucket: {Type: AWS::S3::Bucket}
        Database:
          Type: AWS::RDS::DBCluster
          UpdateReplacePolicy: Snapshot
          Properties: {Engine: aurora-mysql}
      Outputs:
        Url: {Value: x}
      """;
  private static final String WANTED =
      """
      Resources:
        SaveOrderRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: 'sqs:*', Resource: '*'}]}}]
        SaveOrderFunction:
          Type: AWS::Lambda::Function
          Properties: {FunctionName: orders-dev-saveOrder, Role: r, Timeout: 6, MemorySize: 1, Handler: h, Runtime: r, Layers: [a], Description: d, Code: {S3Bucket: b, S3Key: b.zip}}
        OrdersTable:
          Type: AWS::DynamoDB::Table
          DeletionPolicy: Retain
          UpdateReplacePolicy: Retain
          Properties: {TableName: t, KeySchema: [{AttributeName: order, KeyType: HASH}]}
        JobsQueue: {Type: AWS::SQS::Queue, Properties: {QueueName: work}}
        Database:
          Type: AWS::RDS::DBCluster
          UpdateReplacePolicy: Snapshot
          Properties: {Engine: aurora-postgresql}
        Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: s}}
        StackTopic: {Type: AWS::SNS::Topic}
      Outputs:
        Url: {Value: y}
        More: {Value: z}
      """;

  private static ResourceOrigin origin(String name, int line) {
    Location place = line == 0 ? null : new Location("stacktape.yml", line, 3, null);
    return new ResourceOrigin(name, place);
  }

  private static Plan plan(
      String deployed, String wanted, Map<String, String> live, boolean hotSwap) {
    Template template = TemplateText.parse(deployed);
    DeployedStack stack =
        new DeployedStack(
            "arn:stack", "UPDATE_COMPLETE", "t", template, Map.of(), Map.of(), live, false);
    return new Planner()
        .plan(
            TARGET,
            stack,
            TemplateText.parse(wanted),
            ORIGINS,
            Map.of("SaveOrderFunction", "new"),
            hotSwap);
  }

  @Test
  void everyKindOfChangeIsSpeltOut() {
    Golden.assertMatches(
        "plan/change-set.txt", PlanText.of(plan(DEPLOYED, WANTED, Map.of(), true)));
  }

  @Test
  void reviewersGetATable() {
    Golden.assertMatches(
        "plan/change-set.md", PlanMarkdown.of(plan(DEPLOYED, WANTED, Map.of(), true)));
  }

  @Test
  void aHotSwapIsShort() {
    Plan plan =
        plan(
            DEPLOYED, DEPLOYED.replace("a.zip", "b.zip"), Map.of("SaveOrderFunction", "old"), true);

    Golden.assertMatches("plan/hot-swap.txt", PlanText.of(plan));
  }

  @Test
  void whatIsPutBackIsNamed() {
    Golden.assertMatches(
        "plan/put-back.txt",
        PlanText.of(plan(DEPLOYED, DEPLOYED, Map.of("SaveOrderFunction", "old"), false)));
  }

  @Test
  void nothingToDoIsSaid() {
    Golden.assertMatches(
        "plan/nothing.txt", PlanText.of(plan(DEPLOYED, DEPLOYED, Map.of(), false)));
  }

  @Test
  void onlyOutputs() {
    Golden.assertMatches(
        "plan/outputs.txt",
        PlanText.of(plan(DEPLOYED, DEPLOYED.replace("Value: x", "Value: y"), Map.of(), false)));
  }

  @Test
  void programsGetTheSamePlan() throws Exception {
    Plan plan = plan(DEPLOYED, WANTED, Map.of("SaveOrderFunction", "old"), true);
    String pretty =
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(PlanJson.toTree(plan));

    Golden.assertMatches(
        "plan/change-set.json", pretty.replace(System.lineSeparator(), "\n") + "\n");
    assertThat(PlanJson.write(plan)).isEqualTo(PlanJson.toTree(plan).toString());
  }
}
