package dev.stacktape.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.name.Target;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.plan.SwapOperation.AliasMove;
import dev.stacktape.plan.SwapOperation.ContainerChange;
import dev.stacktape.plan.SwapOperation.NamedValues;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.TemplateText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be hot-swapped of each kind of resource, and what of that has to be put back. */
class SwapRulesTest {
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "123456789012");
  private static final Map<String, ResourceOrigin> ORIGINS =
      Map.of(
          "SaveFunction", new ResourceOrigin("save", null),
          "SaveVersionA", new ResourceOrigin("save", null),
          "SaveVersionB", new ResourceOrigin("save", null),
          "SaveAlias", new ResourceOrigin("save", null),
          "WebTaskDefinition", new ResourceOrigin("web", null),
          "WebService", new ResourceOrigin("web", null),
          "CheckoutStateMachine", new ResourceOrigin("checkout", null));
  private static final String TASK_DEFINITION =
      "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-web:7";
  private static final String SERVICE = "arn:aws:ecs:eu-west-1:123456789012:service/shop/web";
  private static final String MACHINE =
      "arn:aws:states:eu-west-1:123456789012:stateMachine:shop-dev-checkout";
  private static final Map<String, String> IDS =
      Map.of(
          "SaveFunction", "shop-dev-save",
          "SaveVersionA", "arn:aws:lambda:eu-west-1:123456789012:function:shop-dev-save:4",
          "WebTaskDefinition", TASK_DEFINITION,
          "WebService", SERVICE,
          "Cluster", "shop",
          "CheckoutStateMachine", MACHINE,
          "OrdersTable", "orders");
  private static final String DEPLOYED =
      """
      Resources:
        OrdersTable: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
        SaveFunction:
          Type: AWS::Lambda::Function
          Properties:
            FunctionName: shop-dev-save
            MemorySize: 512
            Code: {S3Bucket: b, S3Key: a.zip}
            Environment: {Variables: {MODE: slow, TABLE: !Ref OrdersTable, HOST: !GetAtt Db.Host}}
        WebTaskDefinition:
          Type: AWS::ECS::TaskDefinition
          Properties:
            Cpu: "256"
            ContainerDefinitions:
              - Name: app
                Image: repo@sha256:a
                Command: [serve]
                Environment:
                  - {Name: MODE, Value: slow}
                  - {Name: PASSWORD, Value: "{{resolve:secretsmanager:db:SecretString:password}}"}
                Secrets: [{Name: KEY, ValueFrom: "arn:secret:a"}]
        Cluster: {Type: AWS::ECS::Cluster}
        WebService:
          Type: AWS::ECS::Service
          Properties: {Cluster: !Ref Cluster, TaskDefinition: !Ref WebTaskDefinition}
        CheckoutStateMachine:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            StateMachineName: shop-dev-checkout
            RoleArn: r
            Definition:
              StartAt: Save
              States: {Save: {Type: Task, Resource: !GetAtt SaveFunction.Arn, TimeoutSeconds: 5, End: true}}
      """;
  private static final String ALIASED =
      DEPLOYED
          + """
            SaveVersionA:
              Type: AWS::Lambda::Version
              Metadata: {"Stacktape::PublishedFunction": SaveFunction}
              DeletionPolicy: Retain
              Properties: {FunctionName: !Ref SaveFunction}
            SaveAlias:
              Type: AWS::Lambda::Alias
              Properties:
                Name: stp-live
                FunctionName: !Ref SaveFunction
                FunctionVersion: !GetAtt SaveVersionA.Version
          """;

  private final Map<String, String> live = new java.util.HashMap<>(Map.of("SaveFunction", "a"));
  private final Map<String, SwapRecord> records = new java.util.HashMap<>();
  private String deployed = DEPLOYED;
  private String code = "a";

  private Plan plan(String wanted, Swapping swapping) {
    DeployedStack stack =
        new DeployedStack(
            "arn:stack",
            "UPDATE_COMPLETE",
            "t",
            TemplateText.parse(deployed),
            Map.of(),
            Map.of(),
            Map.of(),
            live,
            false,
            IDS,
            records,
            false);
    return new Planner()
        .plan(
            TARGET,
            stack,
            TemplateText.parse(wanted),
            Map.of(),
            Map.of(),
            ORIGINS,
            Map.of("SaveFunction", code),
            swapping);
  }

  private Plan swap(String wanted) {
    return plan(wanted, Swapping.ALL_OR_NOTHING);
  }

  private <T extends SwapOperation> T only(Class<T> kind, Plan plan) {
    assertThat(plan.rejections()).isEmpty();
    assertThat(plan.swaps()).hasSize(1);
    return kind.cast(plan.swaps().get(0));
  }

  private String reason(String wanted) {
    Plan plan = swap(wanted);
    assertThat(plan.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(plan.rejections()).hasSize(1);
    return plan.rejections().get(0).reason();
  }

  private void recorded(String id, String type, List<String> differing, String liveId) {
    records.put(id, new SwapRecord(id, "r", type, differing, "other", liveId, "t", "me"));
  }

  // ---- functions ----

  @Test
  void theConfigurationOfAFunctionIsSwapped() {
    Plan plan =
        swap(
            DEPLOYED
                .replace("MemorySize: 512", "Timeout: 9\n      Handler: a.B")
                .replace("{MODE: slow,", "{NEW: !Sub 'x-${OrdersTable}',"));

    SwapOperation.Function swap = only(SwapOperation.Function.class, plan);
    assertThat(plan.route()).isEqualTo(Route.HOT_SWAP);
    assertThat(swap.artifact()).isNull();
    assertThat(swap.configuration())
        .isEqualTo(Map.of("MemorySize", 128, "Timeout", 9, "Handler", "a.B"));
    assertThat(swap.variables())
        .isEqualTo(new NamedValues(Map.of("NEW", "x-orders"), Set.of("MODE")));
    assertThat(swap.subject().differing())
        .containsExactly(
            "Environment.Variables.MODE",
            "Environment.Variables.NEW",
            "Handler",
            "MemorySize",
            "Timeout");
  }

  @Test
  void aVariableThatCouldNotBePutBackIsNotSwapped() {
    assertThat(reason(DEPLOYED.replace("HOST: !GetAtt Db.Host", "HOST: localhost")))
        .isEqualTo(
            "Environment.Variables.HOST of save changed, and its value is known to CloudFormation"
                + " only.");
  }

  @Test
  void aSecretIsNotLookedUp() {
    assertThat(reason(DEPLOYED.replace("MODE: slow, TABLE", "MODE: '{{resolve:ssm:m}}', TABLE")))
        .contains("known to CloudFormation only");
  }

  @Test
  void whatAnEarlierSwapSetIsPutRightByTheNext() {
    recorded(
        "SaveFunction",
        FunctionRule.TYPE,
        List.of("Environment.Variables.MODE", "Environment.Variables.GONE", "MemorySize"),
        null);

    SwapOperation.Function swap =
        only(
            SwapOperation.Function.class,
            swap(DEPLOYED.replace("MemorySize: 512", "MemorySize: 512\n      Timeout: 9")));
    assertThat(swap.configuration()).isEqualTo(Map.of("MemorySize", 512, "Timeout", 9));
    assertThat(swap.variables()).isEqualTo(new NamedValues(Map.of("MODE", "slow"), Set.of("GONE")));
    assertThat(swap.subject().differing()).containsExactly("Timeout");
  }

  @Test
  void whatWasSwappedIsPutBackBesideAChangeSetUnlessThatSetsIt() {
    recorded(
        "SaveFunction",
        FunctionRule.TYPE,
        List.of("Environment.Variables.MODE", "MemorySize"),
        null);

    Plan plan = plan(DEPLOYED.replace("MODE: slow, T", "MODE: fast, T"), Swapping.NOT_ASKED);
    SwapOperation.Function swap = only(SwapOperation.Function.class, plan);
    assertThat(plan.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(swap.configuration()).isEqualTo(Map.of("MemorySize", 512));
    assertThat(swap.variables().isEmpty()).isTrue();
    assertThat(swap.isRestoration()).isTrue();
  }

  @Test
  void whatWasSwappedInIsNotSwappedAgain() {
    String wanted = DEPLOYED.replace("MODE: slow, T", "MODE: fast, T");
    SwapOperation.Subject subject = swap(wanted).swaps().get(0).subject();
    records.put(
        "SaveFunction",
        new SwapRecord(
            "SaveFunction",
            "save",
            FunctionRule.TYPE,
            subject.differing(),
            subject.digest(),
            null,
            "t",
            "me"));

    assertThat(swap(wanted).route()).isEqualTo(Route.NOTHING);
  }

  // ---- aliases ----

  private String aliasedWithOtherCode() {
    code = "b";
    return ALIASED.replace("a.zip", "b.zip").replace("SaveVersionA", "SaveVersionB");
  }

  @Test
  void anAliasMovesToAVersionThatIsPublished() {
    deployed = ALIASED;
    recorded("SaveFunction", FunctionRule.TYPE, List.of("Code"), "5");

    SwapOperation.Function swap = only(SwapOperation.Function.class, swap(aliasedWithOtherCode()));
    assertThat(swap.artifact()).isEqualTo("save");
    assertThat(swap.alias()).isEqualTo(new AliasMove("stp-live", null, "5"));
  }

  /** Deploy A, hot-swap B, deploy A: the reference leaves the alias with B. */
  @Test
  void anAliasThatWasMovedGoesBackThoughTheTemplateDoesNotChange() {
    deployed = ALIASED;
    live.put("SaveFunction", "b");
    recorded("SaveFunction", FunctionRule.TYPE, List.of("Code"), "5");

    Plan plan = plan(ALIASED, Swapping.NOT_ASKED);
    SwapOperation.Function swap = only(SwapOperation.Function.class, plan);
    assertThat(plan.route()).isEqualTo(Route.HOT_SWAP);
    assertThat(swap.artifact()).isEqualTo("save");
    assertThat(swap.alias()).isEqualTo(new AliasMove("stp-live", "4", "5"));
  }

  /**
   * Lambda gives CloudFormation no new version while the last one that was published is the same.
   */
  @Test
  void anAliasThatWasMovedGoesBackBeforeCloudFormationPublishesTheSame() {
    deployed = ALIASED;
    live.put("SaveFunction", "b");
    recorded("SaveFunction", FunctionRule.TYPE, List.of("Code"), "5");

    SwapOperation.Function swap =
        only(SwapOperation.Function.class, plan(aliasedWithOtherCode(), Swapping.NOT_ASKED));
    assertThat(swap.artifact()).isNull();
    assertThat(swap.alias()).isEqualTo(new AliasMove("stp-live", "4", "5"));
  }

  @Test
  void trafficThatIsShiftedGraduallyIsNotSwapped() {
    String policy = "Type: AWS::Lambda::Alias\n    UpdatePolicy: {CodeDeployLambdaAliasUpdate: {}}";
    deployed = ALIASED.replace("Type: AWS::Lambda::Alias", policy);
    String wanted = aliasedWithOtherCode().replace("Type: AWS::Lambda::Alias", policy);

    assertThat(reason(wanted))
        .isEqualTo(
            "Traffic of save is shifted to a new version gradually, which only a deployment does.");
  }

  /** In us-east-1 it is in the stack itself; CloudFront would go on with the version before. */
  @Test
  void aFunctionAtTheEdgeIsNotSwapped() {
    deployed = ALIASED.substring(0, ALIASED.indexOf("SaveAlias:")).stripTrailing() + "\n";
    code = "b";
    String wanted = deployed.replace("a.zip", "b.zip").replace("SaveVersionA", "SaveVersionB");

    assertThat(reason(wanted))
        .isEqualTo("CloudFront runs a version of save, and another one takes a deployment.");
  }

  // ---- services ----

  /**
   * The reference takes a change of the command alone for one that it can swap, and does nothing.
   */
  @Test
  void aCommandAloneIsReallySwapped() {
    SwapOperation.Containers swap =
        only(
            SwapOperation.Containers.class,
            swap(DEPLOYED.replace("Command: [serve]", "Command: [serve, --fast]")));
    assertThat(swap.taskDefinition()).isEqualTo(TASK_DEFINITION);
    assertThat(swap.subject().physicalId()).isEqualTo(SERVICE);
    assertThat(swap.cluster()).isEqualTo("shop");
    assertThat(swap.changes())
        .containsExactly(
            new ContainerChange(
                "app",
                Map.of("command", List.of("serve", "--fast")),
                Set.of(),
                NamedValues.NONE,
                NamedValues.NONE));
  }

  @Test
  void imageEnvironmentAndSecretsOfContainersAreSwapped() {
    SwapOperation.Containers swap =
        only(
            SwapOperation.Containers.class,
            swap(
                DEPLOYED
                    .replace("sha256:a", "sha256:b")
                    .replace("{Name: MODE, Value: slow}", "{Name: TABLE, Value: !Ref OrdersTable}")
                    .replace("arn:secret:a", "arn:secret:b")));
    assertThat(swap.changes())
        .containsExactly(
            new ContainerChange(
                "app",
                Map.of("image", "repo@sha256:b"),
                Set.of(),
                new NamedValues(Map.of("TABLE", "orders"), Set.of("MODE")),
                new NamedValues(Map.of("KEY", "arn:secret:b"), Set.of())));
  }

  @Test
  void whatOfAContainerCannotBeSwappedIsNamed() {
    assertThat(reason(DEPLOYED.replace("Command: [serve]", "Cpu: 128")))
        .isEqualTo("Cpu of the container app of web changed, which takes a deployment.");
    assertThat(reason(DEPLOYED.replace("Cpu: \"256\"", "Cpu: \"512\"")))
        .isEqualTo("Cpu of the task definition of web changed, which takes a deployment.");
    assertThat(reason(DEPLOYED.replace("Name: app", "Name: other")))
        .isEqualTo("A container of web comes or goes, which takes a deployment.");
  }

  /** The reference writes secrets of the environment out into the task definition. */
  @Test
  void aSecretInAnEnvironmentIsNotWrittenOut() {
    Plan other = swap(DEPLOYED.replace("sha256:a", "sha256:b"));
    assertThat(only(SwapOperation.Containers.class, other).changes().get(0).environment())
        .isEqualTo(NamedValues.NONE);
    assertThat(reason(DEPLOYED.replace("db:SecretString", "other:SecretString")))
        .isEqualTo(
            "ContainerDefinitions.app.Environment.PASSWORD of web changed, and its value is known"
                + " to CloudFormation only.");
  }

  @Test
  void aServiceThatWasSwappedGoesBackToTheTaskDefinitionOfTheStack() {
    recorded("WebTaskDefinition", TaskDefinitionRule.TYPE, List.of("x"), TASK_DEFINITION + "8");

    SwapOperation.Containers swap =
        only(SwapOperation.Containers.class, plan(DEPLOYED, Swapping.NOT_ASKED));
    assertThat(swap.changes()).isEmpty();
    assertThat(swap.taskDefinition()).isEqualTo(TASK_DEFINITION);

    Plan changed = plan(DEPLOYED.replace("sha256:a", "sha256:b"), Swapping.NOT_ASKED);
    assertThat(changed.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(changed.swaps()).isEmpty();
  }

  @Test
  void aServiceThatDeploysInStepsIsNotSwapped() {
    String gradual = "Cluster: !Ref Cluster, DeploymentConfiguration: {Strategy: BLUE_GREEN}";
    deployed = DEPLOYED.replace("Cluster: !Ref Cluster", gradual);
    assertThat(
            reason(
                DEPLOYED.replace("Cluster: !Ref Cluster", gradual).replace("sha256:a", "sha256:b")))
        .isEqualTo("web moves its traffic to new tasks in steps, which only a deployment does.");
  }

  @Test
  void aTaskDefinitionThatOthersRunTooIsNotSwapped() {
    String rule =
        "  Nightly: {Type: AWS::Events::Rule, Properties: {Arn: !Ref WebTaskDefinition}}\n";
    deployed = DEPLOYED + rule;
    assertThat(reason(deployed.replace("sha256:a", "sha256:b")))
        .isEqualTo(
            "The task definition of web is not run by one service alone, so only a deployment"
                + " changes it.");
  }

  // ---- state machines ----

  @Test
  void theDefinitionOfAStateMachineIsSwapped() {
    SwapOperation.StateMachine swap =
        only(
            SwapOperation.StateMachine.class,
            swap(DEPLOYED.replace("TimeoutSeconds: 5", "TimeoutSeconds: 6")));
    assertThat(swap.subject().physicalId()).isEqualTo(MACHINE);
    assertThat(swap.definition())
        .contains("\"Resource\":\"arn:aws:lambda:eu-west-1:123456789012:function:shop-dev-save\"")
        .contains("\"TimeoutSeconds\":6");
  }

  @Test
  void whatOfAStateMachineCannotBeSwappedIsNamed() {
    assertThat(reason(DEPLOYED.replace("RoleArn: r", "RoleArn: s")))
        .isEqualTo(
            "RoleArn of checkout changed, and only the definition of a state machine can be"
                + " hot-swapped.");
    assertThat(reason(DEPLOYED.replace("!GetAtt SaveFunction.Arn", "!GetAtt Other.Thing")))
        .isEqualTo(
            "The definition of checkout holds values that are known to CloudFormation only.");
  }

  @Test
  void aStateMachineThatWasSwappedIsPutBack() {
    recorded("CheckoutStateMachine", StateMachineRule.TYPE, List.of("Definition"), null);

    assertThat(
            only(SwapOperation.StateMachine.class, plan(DEPLOYED, Swapping.NOT_ASKED)).definition())
        .contains("\"TimeoutSeconds\":5");
  }

  // ---- several ----

  /** In the reference one changed statement of IAM sends all code through CloudFormation. */
  @Test
  void whatCanBeSwappedIsSwappedAndTheRestIsNamed() {
    code = "b";
    String wanted =
        DEPLOYED
            .replace("a.zip", "b.zip")
            .replace("TimeoutSeconds: 5", "TimeoutSeconds: 6")
            .replace("TableName: orders", "TableName: others")
            .replace("Cpu: \"256\"", "Cpu: \"512\"");

    Plan some = plan(wanted, Swapping.WHAT_CAN_BE);
    assertThat(some.route()).isEqualTo(Route.HOT_SWAP);
    assertThat(some.swaps())
        .extracting(swap -> swap.subject().resourceName())
        .containsExactly("save", "checkout");
    assertThat(some.rejections())
        .extracting(SwapRejection::resourceName)
        .containsExactly("OrdersTable", "web");

    Plan all = plan(wanted, Swapping.ALL_OR_NOTHING);
    assertThat(all.route()).isEqualTo(Route.CHANGE_SET);
    assertThat(all.swaps()).isEmpty();
    assertThat(all.rejections()).isEqualTo(some.rejections());
  }

  @Test
  void theIdOfAPlanNamesWhatWasSwappedBefore() {
    Plan before = plan(DEPLOYED.replace("Cpu: \"256\"", "Cpu: \"512\""), Swapping.NOT_ASKED);
    recorded("CheckoutStateMachine", StateMachineRule.TYPE, List.of("Definition"), null);
    Plan after = plan(DEPLOYED.replace("Cpu: \"256\"", "Cpu: \"512\""), Swapping.NOT_ASKED);

    assertThat(after.id()).isNotEqualTo(before.id());
  }
}
