package dev.stacktape.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.DeploymentResult;
import dev.stacktape.event.Event;
import dev.stacktape.plan.Plan.Route;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Scripts around a deployment, and what a config says about the stack as a whole. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class HooksTest {
  private static final String CONFIG =
      """
      scripts:
        before:
          type: local-script
          properties: { executeCommand: 'echo before >> log' }
        after:
          type: local-script
          properties:
            executeCommand: 'echo "$STP_COMMAND $STP_HOOK_TRIGGER $STP_JOBS_NAME $AWS_ACCESS_KEY_ID" | tee -a log'
            connectTo: [jobs]
            environment: [{ name: ARN, value: "$CfResourceParam('JobsQueue', 'Arn')" }]
            assumeRoleOfResource: echo
      hooks:
        beforeDeploy: [{ scriptName: before }]
        afterDeploy: [{ scriptName: after }]
        beforeDelete: [{ scriptName: before }]
        afterDelete: [{ scriptName: after }]
      resources:
        jobs:
          type: sqs-queue
        echo:
          type: function
          properties:
            packaging: { type: custom-artifact, properties: { packagePath: echo, handler: index.handler } }
            runtime: nodejs22.x
      """;

  @TempDir Path work;
  private App app;
  private Session session;

  @BeforeEach
  void open() throws IOException {
    app = App.in(work.resolve("app"));
    Files.createDirectories(app.folder().resolve("echo"));
    Files.writeString(
        app.folder().resolve("echo/index.mjs"), "export const handler = async () => 1;");
    app.config(CONFIG);
    session = Session.open(work.resolve("aws"), app);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void scriptsRunAroundEachOperationAndKnowTheStack() throws IOException {
    assertThat(session.deploy().scriptFailures()).isEmpty();
    List<String> log = log();
    assertThat(log).hasSize(2).first().isEqualTo("before");
    assertThat(log.get(1)).matches("deploy afterDeploy app-dev-jobs ASIA\\w+");
    assertThat(session.events(Event.ScriptPrinted.class))
        .extracting(Event.ScriptPrinted::line)
        .containsExactly("deploy afterDeploy app-dev-jobs ***");

    assertThat(session.deploy().route()).isEqualTo(Route.NOTHING);
    assertThat(log()).hasSize(4);

    session.delete("jobs");
    assertThat(log().subList(4, 6))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("before"),
            last -> assertThat(last).startsWith("delete afterDelete app-dev-jobs ASIA"));
    assertThat(session.describe().exists()).isFalse();
  }

  /** The reference leaves the scripts of a deployment out, and does not say so. */
  @Test
  void scriptsRunAroundAHotSwapToo() throws IOException {
    session.deploy();
    Files.writeString(
        app.folder().resolve("echo/index.mjs"), "export const handler = async () => 2;");

    assertThat(session.hotswap().route()).isEqualTo(Route.HOT_SWAP);

    assertThat(log()).hasSize(4).element(2).isEqualTo("before");
  }

  @Test
  void aFailureBeforeADeploymentLeavesTheCloudAlone() throws IOException {
    app.edit("echo before >> log", "echo no; exit 4");

    Problem problem = problemOf(session::deploy);

    assertThat(problem.code()).isEqualTo("SCRIPT_FAILED");
    assertThat(String.valueOf(problem.location())).startsWith("stacktape.yml:2:3");
    assertThat(session.describe().exists()).isFalse();
    assertThat(session.clients.s3().listBuckets().buckets()).isEmpty();
  }

  @Test
  void aFailureAfterADeploymentLeavesTheDeploymentAsItIs() throws IOException {
    app.edit("| tee -a log", "&& exit 5");

    DeploymentResult result = session.deploy();

    assertThat(result.report().status()).isEqualTo("CREATE_COMPLETE");
    assertThat(result.scriptFailures()).extracting(Problem::code).containsExactly("SCRIPT_FAILED");
    assertThat(result.scriptFailures()).noneMatch(Problem::isError);
  }

  @Test
  void aPlanFromBeforeTheScriptsIsCarriedOutWhenTheyChangeNothing() throws IOException {
    session.deployAsPlanned();
    assertThat(log()).hasSize(2);

    app.edit("echo before >> log", "echo //new >> echo/index.mjs");
    assertThat(problemOf(session::deployAsPlanned).code()).isEqualTo("PLAN_STALE");
  }

  @Test
  void aDeletionIsKeptFromByAScriptThatFails() throws IOException {
    session.deploy();
    app.edit("echo before >> log", "exit 4");

    assertThat(problemOf(() -> session.delete("jobs")).code()).isEqualTo("SCRIPT_FAILED");
    assertThat(session.describe().exists()).isTrue();
  }

  @Test
  void theStackIsDeployedAsTheConfigSays() throws IOException {
    app.config(
        """
        stackConfig:
          stackInfoDirectory: info
          tags: [{ name: team, value: shop }]
        deploymentConfig:
          terminationProtection: true
          cloudformationRoleArn: arn:aws:iam::000000000000:role/deployer
          publishEventsToArn: [arn:aws:sns:eu-west-1:000000000000:events]
          triggerRollbackOnAlarms: [arn:aws:cloudwatch:eu-west-1:000000000000:alarm:errors]
          monitoringTimeAfterDeploymentInMinutes: 3
          disableAutoRollback: true
        resources: { jobs: { type: sqs-queue } }
        """);

    session.deploy();

    Stack stack =
        session
            .clients
            .cloudFormation()
            .describeStacks(request -> request.stackName(App.STACK))
            .stacks()
            .get(0);
    assertThat(stack.enableTerminationProtection()).isTrue();
    assertThat(stack.roleARN()).endsWith("role/deployer");
    assertThat(stack.notificationARNs())
        .containsExactly("arn:aws:sns:eu-west-1:000000000000:events");
    assertThat(stack.rollbackConfiguration().monitoringTimeInMinutes()).isEqualTo(3);
    assertThat(stack.rollbackConfiguration().rollbackTriggers())
        .singleElement()
        .satisfies(trigger -> assertThat(trigger.arn()).endsWith("alarm:errors"));
    assertThat(stack.disableRollback()).isTrue();
    assertThat(stack.tags()).anyMatch(tag -> tag.key().equals("team"));
    assertThat(app.folder().resolve("info/app-dev.json")).content().contains("\"stackName\"");
  }

  @Test
  void secretsReachTheScriptAndNothingElse() throws IOException {
    session
        .clients
        .secretsManager()
        .createSecret(create -> create.name("shop").secretString("{\"password\": \"hunter22\"}"));
    session
        .clients
        .ssm()
        .putParameter(
            put -> put.name("/shop/token").value("t0ken").type(ParameterType.SECURE_STRING));
    session.clients.ssm().putParameter(put -> put.name("/shop/level").value("debug"));
    app.config(
        """
        scripts:
          show:
            type: local-script
            properties:
              executeCommand: echo "$PASSWORD $TOKEN $LEVEL" | tee log
              environment:
                - { name: PASSWORD, value: $Secret('shop.password') }
                - { name: TOKEN, value: $SsmParam('/shop/token') }
                - { name: LEVEL, value: $SsmParam('/shop/level') }
        hooks:
          beforeDeploy: [{ scriptName: show }]
        resources: { jobs: { type: sqs-queue } }
        """);

    session.deploy();

    assertThat(log()).containsExactly("hunter22 t0ken debug");
    assertThat(session.events(Event.ScriptPrinted.class))
        .extracting(Event.ScriptPrinted::line)
        .containsExactly("*** *** debug");
  }

  @Test
  void noReportIsLeftWhereTheConfigWantsNone() throws IOException {
    app.config(
        """
        stackConfig: { disableStackInfoSaving: true }
        resources: { jobs: { type: sqs-queue } }
        """);

    assertThat(session.deploy().infoFile()).isNull();

    assertThat(app.folder().resolve(".stacktape-stack-info")).doesNotExist();
    assertThat(app.folder().resolve("target/stacktape/app-dev/stack-info.json")).doesNotExist();
    assertThat(app.folder().resolve("target/stacktape/app-dev/template.yml")).exists();
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(app.folder().resolve("log"));
  }

  private static Problem problemOf(Runnable operation) {
    return catchThrowableOfType(StacktapeException.class, operation::run).problems().get(0);
  }
}
