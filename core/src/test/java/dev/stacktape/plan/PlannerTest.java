package dev.stacktape.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stacktape.name.Target;
import dev.stacktape.plan.Change.Action;
import dev.stacktape.plan.Change.Data;
import dev.stacktape.plan.Change.Severity;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final Target TARGET = new Target("orders", "dev", "eu-west-1", "123456789012");

  private static Template template(String resources) {
    return TemplateText.parse("Resources:\n" + resources.indent(2));
  }

  private static DeployedStack deployed(Template template) {
    return deployed(template, Map.of());
  }

  private static DeployedStack deployed(Template template, Map<String, String> liveCode) {
    return new DeployedStack(
        "arn:stack", "UPDATE_COMPLETE", "t1", template, Map.of(), Map.of(), liveCode, false);
  }

  private static Map<String, ResourceOrigin> origins(Template... templates) {
    Map<String, ResourceOrigin> origins = new LinkedHashMap<>();
    for (Template template : templates) {
      for (String id : template.resources().keySet()) {
        String name = Character.toLowerCase(id.charAt(0)) + id.substring(1);
        origins.put(id, new ResourceOrigin(name, null));
      }
    }
    return origins;
  }

  private static Plan plan(String deployed, String wanted) {
    Template old = template(deployed);
    Template next = template(wanted);
    return new Planner().plan(TARGET, deployed(old), next, origins(old, next), Map.of(), false);
  }

  private static Change only(Plan plan) {
    assertThat(plan.changes()).hasSize(1);
    return plan.changes().get(0);
  }

  @Test
  void nothingThatDiffersIsNothingToDo() {
    String queue = "A: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 5}}";
    Plan plan = plan(queue, queue.replace("5", "'5'"));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.route()).isEqualTo(Route.NOTHING);
  }

  @Test
  void otherTagsOfTheStackTakeADeployment() {
    Template queue = template("A: {Type: AWS::SQS::Queue}");
    DeployedStack blue = deployed(queue, "UPDATE_COMPLETE", Map.of("team", "blue"));

    Plan same = withTags(blue, queue, Map.of("team", "blue"), false);
    Plan other = withTags(blue, queue, Map.of("team", "red"), false);
    Plan swap = withTags(blue, queue, Map.of("team", "red"), true);

    assertThat(same.route()).isEqualTo(Route.NOTHING);
    assertThat(other.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(other.id()).isNotEqualTo(withTags(blue, queue, Map.of(), false).id());
    assertThat(swap.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(swap.rejections())
        .extracting(SwapRejection::reason)
        .containsExactly("Tags changed, which takes a deployment.");
  }

  @Test
  void anUpdateThatStoppedHalfWayIsDeployedAgainThoughTheTemplateIsTheSame() {
    Template queue = template("A: {Type: AWS::SQS::Queue}");
    DeployedStack stopped = deployed(queue, "UPDATE_FAILED", Map.of());

    Plan swap = withTags(stopped, queue, Map.of(), true);

    assertThat(withTags(stopped, queue, Map.of(), false).route()).isEqualTo(Route.CHANGE_SET);
    assertThat(swap.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(swap.rejections())
        .singleElement()
        .extracting(SwapRejection::reason)
        .asString()
        .contains("UPDATE_FAILED");
  }

  private static DeployedStack deployed(
      Template template, String status, Map<String, String> tags) {
    return new DeployedStack("arn:stack", status, "t1", template, Map.of(), tags, Map.of(), false);
  }

  private static Plan withTags(
      DeployedStack deployed, Template wanted, Map<String, String> tags, boolean hotSwap) {
    return new Planner().plan(TARGET, deployed, wanted, tags, Map.of(), Map.of(), hotSwap);
  }

  @Test
  void aFirstDeploymentCreatesEverything() {
    Template wanted = template("A: {Type: AWS::SQS::Queue}\nB: {Type: AWS::SNS::Topic}");
    Plan plan =
        new Planner().plan(TARGET, DeployedStack.none(), wanted, origins(wanted), Map.of(), false);

    assertThat(plan.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(plan.changes())
        .extracting(Change::logicalId, Change::action, Change::severity)
        .containsExactly(
            tuple("A", Action.CREATE, Severity.SAFE), tuple("B", Action.CREATE, Severity.SAFE));
  }

  @Test
  void aChangeInPlaceIsAnUpdate() {
    Change change =
        only(
            plan(
                "A: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 5}}",
                "A: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 6}, Metadata: {a: b}}"));

    assertThat(change.action()).isEqualTo(Action.UPDATE);
    assertThat(change.properties()).containsExactly("DelaySeconds", "Metadata");
    assertThat(change.data()).isEqualTo(Data.UNTOUCHED);
    assertThat(change.origin().resourceName()).isEqualTo("a");
  }

  @Test
  void aCreateOnlyPropertyReplacesAndLosesTheData() {
    Change change =
        only(
            plan(
                "A: {Type: AWS::SQS::Queue, Properties: {QueueName: a}}",
                "A: {Type: AWS::SQS::Queue, Properties: {QueueName: b}}"));

    assertThat(change.action()).isEqualTo(Action.REPLACE);
    assertThat(change.data()).isEqualTo(Data.LOST);
    assertThat(change.severity()).isEqualTo(Severity.DATA_LOSS);
  }

  @Test
  void aCreateOnlyPropertyInsideOfWhatAppearsReplacesToo() {
    Change change =
        only(
            plan(
                "A: {Type: AWS::EFS::AccessPoint, Properties: {FileSystemId: f}}",
                "A: {Type: AWS::EFS::AccessPoint, Properties: {FileSystemId: f, PosixUser: {Uid: 1,"
                    + " Gid: 1}}}"));

    assertThat(change.properties()).containsExactly("PosixUser");
    assertThat(change.action()).isEqualTo(Action.REPLACE);
  }

  @Test
  void aLiteralThatBecomesAFunctionMayBeTheSameValue() {
    Change change =
        only(
            plan(
                "A: {Type: AWS::SQS::Queue, Properties: {QueueName: orders-dev-a}}",
                "A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${AWS::StackName}-a'}}"));

    assertThat(change.action()).isEqualTo(Action.MAY_REPLACE);
    assertThat(change.data()).isEqualTo(Data.LOST);
  }

  @Test
  void whatTheSchemaLeavesOpenMayReplace() {
    Change change =
        only(
            plan(
                "A: {Type: AWS::RDS::DBCluster, UpdateReplacePolicy: Snapshot, Properties: {Engine:"
                    + " a}}",
                "A: {Type: AWS::RDS::DBCluster, UpdateReplacePolicy: Snapshot, Properties: {Engine:"
                    + " b}}"));

    assertThat(change.action()).isEqualTo(Action.MAY_REPLACE);
    assertThat(change.data()).isEqualTo(Data.SNAPSHOT);
    assertThat(change.severity()).isEqualTo(Severity.DOWNTIME);
  }

  @Test
  void whatNoSchemaDescribesMayBeReplaced() {
    assertThat(
            only(plan(
                    "A: {Type: Mongo::Atlas::Cluster, Properties: {X: a}}",
                    "A: {Type: Mongo::Atlas::Cluster, Properties: {X: b}}"))
                .action())
        .isEqualTo(Action.MAY_REPLACE);
  }

  @Test
  void anotherTypeUnderTheSameIdIsAReplacement() {
    Change change = only(plan("A: {Type: AWS::S3::Bucket}", "A: {Type: AWS::SNS::Topic}"));

    assertThat(change.action()).isEqualTo(Action.REPLACE);
    assertThat(change.properties()).containsExactly("Type");
    assertThat(change.data()).isEqualTo(Data.LOST);
  }

  @Test
  void aReplacementSpreadsThroughCreateOnlyReferences() {
    String chain =
        """
        Role: {Type: AWS::IAM::Role, Properties: {RoleName: a, AssumeRolePolicyDocument: {}}}
        Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: x, ProtocolType: HTTP}}
        Route: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: k, Target: !Sub 'integrations/${Integration}'}}
        Integration: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, CredentialsArn: !GetAtt Role.Arn}}
        Function: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn, Code: {ZipFile: x}}}
        """;
    Plan plan =
        plan(chain, chain.replace("HTTP", "WEBSOCKET").replace("RoleName: a", "RoleName: b"));

    assertThat(plan.changes())
        .extracting(Change::logicalId, Change::action, Change::properties)
        .containsExactlyInAnyOrder(
            tuple("Role", Action.REPLACE, List.of("RoleName")),
            tuple("Api", Action.REPLACE, List.of("ProtocolType")),
            tuple("Route", Action.REPLACE, List.of("ApiId", "Target")),
            tuple("Integration", Action.REPLACE, List.of("ApiId", "CredentialsArn")),
            tuple("Function", Action.UPDATE, List.of("Role")));
  }

  @Test
  void whatMayBeReplacedSpreadsAsAMaybe() {
    String both =
        """
        A: {Type: AWS::SNS::Topic, Properties: {TopicName: t}}
        B: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref A, Protocol: sqs}}
        """;
    Plan plan = plan(both, both.replace("TopicName: t", "TopicName: !Sub '${AWS::StackName}'"));

    assertThat(plan.changes())
        .extracting(Change::logicalId, Change::action)
        .containsExactly(tuple("A", Action.MAY_REPLACE), tuple("B", Action.MAY_REPLACE));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          AWS::S3::Bucket,             ,                     LOST,      DATA_LOSS
          AWS::S3::Bucket,             Retain,               KEPT,      DOWNTIME
          AWS::S3::Bucket,             RetainExceptOnCreate, KEPT,      DOWNTIME
          AWS::DynamoDB::Table,        Delete,               LOST,      DATA_LOSS
          AWS::DynamoDB::Table,        Snapshot,             LOST,      DATA_LOSS
          AWS::RDS::DBCluster,         ,                     SNAPSHOT,  DOWNTIME
          AWS::RDS::DBCluster,         Delete,               LOST,      DATA_LOSS
          AWS::RDS::DBInstance,        ,                     SNAPSHOT,  DOWNTIME
          AWS::EC2::Volume,            ,                     LOST,      DATA_LOSS
          AWS::EC2::Volume,            Snapshot,             SNAPSHOT,  DOWNTIME
          AWS::ElastiCache::ReplicationGroup, ,              LOST,      DATA_LOSS
          AWS::Logs::LogGroup,         ,                     UNTOUCHED, SAFE
          AWS::Cognito::UserPool,      ,                     LOST,      DATA_LOSS
          AWS::ECR::Repository,        ,                     LOST,      DATA_LOSS
          AWS::Kinesis::Stream,        ,                     LOST,      DATA_LOSS
          AWS::SecretsManager::Secret, ,                     LOST,      DATA_LOSS
          AWS::KMS::Key,               ,                     LOST,      DATA_LOSS
          AWS::EFS::FileSystem,        ,                     LOST,      DATA_LOSS
          AWS::Neptune::DBInstance,    ,                     UNTOUCHED, DOWNTIME
          AWS::IAM::Policy,            ,                     UNTOUCHED, SAFE
          AWS::IAM::Policy,            Retain,               KEPT,      SAFE
          AWS::Lambda::Function,       ,                     UNTOUCHED, DOWNTIME
          AWS::EC2::NatGateway,        ,                     UNTOUCHED, DOWNTIME
          """)
  void whatBecomesOfTheDataOfWhatIsDeleted(
      String type, String policy, Data data, Severity severity) {
    String attribute = policy == null ? "" : ", DeletionPolicy: " + policy;
    String kept = "Kept: {Type: AWS::SNS::Topic}\n";
    Change change = only(plan(kept + "A: {Type: " + type + attribute + "}", kept));

    assertThat(change.action()).isEqualTo(Action.DELETE);
    assertThat(change.data()).isEqualTo(data);
    assertThat(change.severity()).isEqualTo(severity);
  }

  @Test
  void aMemberOfAClusterHoldsNoDataOfItsOwn() {
    String kept = "Kept: {Type: AWS::SNS::Topic}\n";
    Change change =
        only(
            plan(
                kept + "A: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: c}}",
                kept));

    assertThat(change.data()).isEqualTo(Data.UNTOUCHED);
  }

  @Test
  void aReplacementIsJudgedByThePolicyThatSavesLess() {
    String before = "A: {Type: AWS::SQS::Queue, Properties: {QueueName: a}}";
    String after =
        "A: {Type: AWS::SQS::Queue, UpdateReplacePolicy: Retain, Properties: {QueueName: b}}";

    assertThat(only(plan(before, after)).data()).isEqualTo(Data.LOST);
    assertThat(only(plan(after, before)).data()).isEqualTo(Data.LOST);
    assertThat(only(plan(after, after.replace(": b", ": c"))).data()).isEqualTo(Data.KEPT);
  }

  @Test
  void theWorstComesFirstThenTheOrderOfTheTemplate() {
    Plan plan =
        plan(
            "Old: {Type: AWS::S3::Bucket}",
            """
            Safe: {Type: AWS::SNS::Topic}
            Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: s}}
            Safe2: {Type: AWS::SNS::Topic}
            Url: {Type: AWS::Lambda::Url, Properties: {AuthType: NONE, TargetFunctionArn: a}}
            """);

    assertThat(plan.changes())
        .extracting(Change::logicalId)
        .containsExactly("Old", "Url", "Nat", "Safe", "Safe2");
    assertThat(plan.losses()).extracting(Change::logicalId).containsExactly("Old");
  }

  @Test
  void aChangeThatCloudFormationTakesNoNoteOfIsNone() {
    Plan plan =
        plan(
            "A: {Type: AWS::SNS::Topic}\nB: {Type: AWS::SNS::Topic}",
            "A: {Type: AWS::SNS::Topic, DependsOn: B}\nB: {Type: AWS::SNS::Topic}");

    assertThat(plan.route()).isEqualTo(Route.NOTHING);
    assertThat(plan.changes()).isEmpty();
  }

  @Test
  void capacityCosts() {
    assertThat(
            only(plan(
                    "A: {Type: AWS::RDS::DBInstance, Properties: {DBInstanceClass: a}}",
                    "A: {Type: AWS::RDS::DBInstance, Properties: {DBInstanceClass: b}}"))
                .severity())
        .isEqualTo(Severity.COST);
  }

  @Test
  void thePlanIsNamedByWhatItStandsFor() {
    Template a = template("A: {Type: AWS::SNS::Topic, Properties: {DisplayName: a}}");
    Template b = template("A: {Type: AWS::SNS::Topic, Properties: {DisplayName: b}}");
    Template c = template("A: {Type: AWS::SNS::Topic, Properties: {DisplayName: c}}");
    String id = id(deployed(a), b);

    assertThat(id).matches("[0-9a-f]{64}");
    assertThat(id(deployed(a), b)).isEqualTo(id);
    assertThat(id(deployed(a), c)).isNotEqualTo(id);
    DeployedStack later =
        new DeployedStack(
            "arn:stack", "UPDATE_COMPLETE", "t2", a, Map.of(), Map.of(), Map.of(), false);
    assertThat(id(later, b)).isNotEqualTo(id);
  }

  private static String id(DeployedStack deployed, Template wanted) {
    return new Planner().plan(TARGET, deployed, wanted, Map.of(), Map.of(), false).id();
  }

  @Test
  void aParameterWithAnotherValueShowsWhereItIsUsed() {
    Template template =
        TemplateText.parse(
            """
            Parameters: {StpVpc: {Type: 'AWS::EC2::VPC::Id'}}
            Resources:
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties: {GroupDescription: Database, VpcId: !Ref StpVpc}
              Topic: {Type: 'AWS::SNS::Topic'}
            """);
    DeployedStack before =
        new DeployedStack(
            "arn:stack",
            "CREATE_COMPLETE",
            "t1",
            template,
            Map.of("StpVpc", "vpc-1"),
            Map.of(),
            Map.of(),
            Map.of(),
            false);

    Plan same = plan(before, template, "vpc-1");
    Plan other = plan(before, template, "vpc-2");

    assertThat(same.route()).isEqualTo(Plan.Route.NOTHING);
    assertThat(same.parameters()).containsOnly(Map.entry("StpVpc", "vpc-1"));
    assertThat(other.route()).isEqualTo(Plan.Route.CHANGE_SET);
    assertThat(other.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.logicalId()).isEqualTo("Group");
              assertThat(change.action()).isEqualTo(Change.Action.REPLACE);
              assertThat(change.properties()).containsExactly("VpcId");
            });
    assertThat(other.id()).isNotEqualTo(same.id());
    assertThat(PlanText.of(other)).contains("StpVpc = vpc-2");
    assertThat(PlanMarkdown.of(other)).contains("`StpVpc` = `vpc-2`");
  }

  private static Plan plan(DeployedStack before, Template wanted, String vpc) {
    return new Planner()
        .plan(
            TARGET,
            before,
            wanted,
            Map.of("StpVpc", vpc),
            Map.of(),
            Map.of(),
            Map.of(),
            Swapping.NOT_ASKED);
  }
}
