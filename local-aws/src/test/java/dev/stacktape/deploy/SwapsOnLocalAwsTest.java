package dev.stacktape.deploy;

import static dev.stacktape.deploy.DeployingEngine.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.artifact.Artifact;
import dev.stacktape.aws.JsonApi;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.lambda.HandlerZip;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.SwapRecord;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** Hot-swaps of every kind on a stack that was really deployed, and deployments after them. */
class SwapsOnLocalAwsTest {
  private static final Map<String, ResourceOrigin> ORIGINS =
      Map.of(
          "Save", new ResourceOrigin("save", null),
          "WebTaskDefinition", new ResourceOrigin("web", null),
          "Checkout", new ResourceOrigin("checkout", null));

  @TempDir static Path work;
  private static Artifact one;
  private static Artifact two;

  @TempDir Path state;
  private LocalAws endpoint;
  private DeployingEngine engine;

  @BeforeAll
  static void compile() throws Exception {
    one = artifact("one");
    two = artifact("two");
  }

  @BeforeEach
  void start() {
    endpoint = LocalAws.start(LocalAwsOptions.in(state).libraries(new TestLibraries()));
    engine = new DeployingEngine(endpoint, ORIGINS, EventListener.none());
    deploy(one, text -> text);
  }

  @AfterEach
  void stop() {
    engine.close();
    endpoint.close();
  }

  // ---- functions ----

  @Test
  void aFunctionGetsItsConfigurationAndIsPutBack() {
    assertThat(swap(one, text -> text.replace("MODE: slow", "MODE: fast, MORE: x")))
        .isEqualTo(Plan.Route.HOT_SWAP);
    assertThat(function().environment().variables())
        .isEqualTo(Map.of("MODE", "fast", "MORE", "x", "JOBS", queue()));
    assertThat(record("Save").differing())
        .containsExactly("Environment.Variables.MODE", "Environment.Variables.MORE");
    assertThat(swap(one, text -> text.replace("MODE: slow", "MODE: fast, MORE: x")))
        .isEqualTo(Plan.Route.NOTHING);

    swap(one, text -> text.replace("Timeout: 5", "Timeout: 7"));
    assertThat(function().environment().variables())
        .isEqualTo(Map.of("MODE", "slow", "JOBS", queue()));

    assertThat(deploy(one, text -> text)).isEqualTo(Plan.Route.HOT_SWAP);
    assertThat(function().timeout()).isEqualTo(5);
    assertThat(engine.records.read(TARGET.deploymentBucket())).isEmpty();
    assertThat(deploy(one, text -> text)).isEqualTo(Plan.Route.NOTHING);
  }

  /** The alias keeps serving what was swapped in, in the reference. */
  @Test
  void deployAThenHotSwapBThenDeployAServesA() {
    assertThat(served()).isEqualTo(one.codeSha256());

    assertThat(swap(two, text -> text)).isEqualTo(Plan.Route.HOT_SWAP);
    assertThat(served()).isEqualTo(two.codeSha256());
    assertThat(record("Save").liveId()).isEqualTo("2");

    assertThat(deploy(one, text -> text)).isEqualTo(Plan.Route.HOT_SWAP);
    assertThat(served()).isEqualTo(one.codeSha256());
    assertThat(versions()).containsExactly("$LATEST", "1");
    assertThat(deploy(one, text -> text)).isEqualTo(Plan.Route.NOTHING);
  }

  /** CloudFormation cannot publish what was published last, so the swapped version goes before. */
  @Test
  void whatWasHotSwappedCanBeDeployed() {
    swap(two, text -> text);

    assertThat(deploy(two, text -> text)).isEqualTo(Plan.Route.CHANGE_SET);
    assertThat(served()).isEqualTo(two.codeSha256());
    assertThat(engine.records.read(TARGET.deploymentBucket())).isEmpty();
  }

  /** A version that is published beside must not hold code that was swapped in. */
  @Test
  void aChangedConfigurationIsDeployedWithTheCodeOfTheTemplate() {
    swap(two, text -> text);

    assertThat(deploy(one, text -> text.replace("MODE: slow", "MODE: fast")))
        .isEqualTo(Plan.Route.CHANGE_SET);
    assertThat(served()).isEqualTo(one.codeSha256());
    assertThat(function().environment().variables()).containsEntry("MODE", "fast");
  }

  @Test
  void oneSwapAfterTheOtherLeavesOneVersionBesideThoseOfTheStack() throws Exception {
    swap(two, text -> text);
    swap(artifact("three"), text -> text);

    assertThat(versions()).containsExactly("$LATEST", "1", "3");
  }

  // ---- services ----

  @Test
  void aServiceRunsAnotherImageAndKeepsWhatEcsAloneKnows() {
    JsonNode before = taskDefinition();
    assertThat(swap(one, text -> text.replace("web@sha256:a", "web@sha256:b")))
        .isEqualTo(Plan.Route.HOT_SWAP);

    JsonNode after = taskDefinition();
    assertThat(after.path("revision").asInt()).isEqualTo(before.path("revision").asInt() + 1);
    ObjectNode expected = (ObjectNode) before.path("containerDefinitions").path(0).deepCopy();
    expected.put("image", "web@sha256:b");
    assertThat(after.path("containerDefinitions").path(0)).isEqualTo(expected);
    assertThat(after.path("volumes")).isEqualTo(before.path("volumes"));
    assertThat(record("WebTaskDefinition").liveId())
        .isEqualTo(after.path("taskDefinitionArn").asText());

    assertThat(deploy(one, text -> text)).isEqualTo(Plan.Route.HOT_SWAP);
    assertThat(taskDefinition()).isEqualTo(before);
  }

  @Test
  void theEnvironmentOfAContainerIsExactlyThatOfTheLastSwap() {
    swap(one, text -> text.replace("{Name: MODE, Value: slow}", "{Name: EXTRA, Value: x}"));
    swap(one, text -> text.replace("Command: [serve]", "Command: [serve, --fast]"));

    JsonNode container = taskDefinition().path("containerDefinitions").path(0);
    assertThat(container.path("command").toString()).isEqualTo("[\"serve\",\"--fast\"]");
    assertThat(container.path("environment").toString())
        .isEqualTo(
            "[{\"name\":\"MODE\",\"value\":\"slow\"},{\"name\":\"JOBS\",\"value\":\""
                + queue()
                + "\"}]");
  }

  /** In the reference this waits for an hour and then fails. */
  @Test
  void aServiceThatWantsNoTasksIsStableAtOnce() {
    deploy(one, text -> text.replace("DesiredCount: 2", "DesiredCount: 0"));

    assertThat(
            swap(
                one,
                text ->
                    text.replace("DesiredCount: 2", "DesiredCount: 0")
                        .replace("web@sha256:a", "web@sha256:b")))
        .isEqualTo(Plan.Route.HOT_SWAP);
  }

  @Test
  void aServiceWhoseTasksDoNotStartSaysWhy() {
    String service = physicalId("Web");
    endpoint
        .faults()
        .failResource(service.substring(service.lastIndexOf('/') + 1), "cannot find libfoo", 1);

    StacktapeException failure =
        catchThrowableOfType(
            StacktapeException.class,
            () -> swap(one, text -> text.replace("web@sha256:a", "web@sha256:b")));
    assertThat(failure.problems().get(0).message())
        .isEqualTo(
            "`web` was not hot-swapped: ECS deployment circuit breaker: tasks failed to start; a"
                + " task stopped: Essential container in task exited, container app exited with 1"
                + " (cannot find libfoo)");
    assertThat(record("WebTaskDefinition").digest()).isNull();
    assertThat(swap(one, text -> text.replace("web@sha256:a", "web@sha256:b")))
        .isEqualTo(Plan.Route.HOT_SWAP);
  }

  // ---- several ----

  @Test
  void aStateMachineAFunctionAndAServiceAreSwappedTogether() {
    Plan plan =
        plan(
            two,
            text ->
                text.replace("web@sha256:a", "web@sha256:b").replace("Seconds: 3", "Seconds: 4"));
    assertThat(plan.rejections()).isEmpty();
    assertThat(plan.swaps())
        .extracting(one -> one.subject().resourceName())
        .containsExactly("save", "web", "checkout");

    swap(
        two,
        text -> text.replace("web@sha256:a", "web@sha256:b").replace("Seconds: 3", "Seconds: 4"));
    assertThat(definition()).contains("\"Seconds\":4").contains(physicalId("Save"));

    // Something else is deployed, so CloudFormation is at work, and sees none of them change.
    assertThat(deploy(one, text -> text.replace("VisibilityTimeout: 30", "VisibilityTimeout: 31")))
        .isEqualTo(Plan.Route.CHANGE_SET);
    assertThat(definition()).contains("\"Seconds\":3");
    assertThat(served()).isEqualTo(one.codeSha256());
    assertThat(taskDefinition().path("containerDefinitions").path(0).path("image").asText())
        .isEqualTo("web@sha256:a");
  }

  /** The reference leaves the others swapped and says nothing about them. */
  @Test
  void oneThatFailsIsNamedAndTheOthersAreOnRecord() {
    String service = physicalId("Web");
    endpoint.faults().failResource(service.substring(service.lastIndexOf('/') + 1), "no", 1);

    StacktapeException failure =
        catchThrowableOfType(
            StacktapeException.class,
            () -> swap(two, text -> text.replace("web@sha256:a", "web@sha256:b")));
    assertThat(failure.problems()).hasSize(1);
    assertThat(record("Save").digest()).isNotNull();
    assertThat(record("WebTaskDefinition").digest()).isNull();
    assertThat(
            engine.describe().resources().stream()
                .filter(StackReport.Resource::swapped)
                .map(StackReport.Resource::logicalId))
        .contains("Save");
    deploy(one, text -> text);
    assertThat(engine.records.read(TARGET.deploymentBucket())).isEmpty();
  }

  // ---- in short ----

  private interface Change extends java.util.function.UnaryOperator<String> {}

  private Template template(Artifact code, Change change) {
    String version = "SaveVersion" + code.digest().substring(0, 8);
    String text =
        """
        Resources:
          Jobs: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 30}}
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}
          Save:
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: orders-dev-save
              Code: {S3Bucket: BUCKET, S3Key: KEY}
              Handler: "Handler::handle"
              Runtime: java17
              MemorySize: 256
              Timeout: 5
              Role: !GetAtt Role.Arn
              Environment: {Variables: {MODE: slow, JOBS: !Ref Jobs}}
          VERSION:
            Type: AWS::Lambda::Version
            Metadata: {"Stacktape::PublishedFunction": Save}
            DeletionPolicy: Retain
            UpdateReplacePolicy: Retain
            Properties: {FunctionName: !Ref Save}
          SaveAlias:
            Type: AWS::Lambda::Alias
            Properties:
              {Name: stp-live, FunctionName: !Ref Save, FunctionVersion: !GetAtt VERSION.Version}
          Cluster: {Type: AWS::ECS::Cluster}
          WebTaskDefinition:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: orders-dev-web
              NetworkMode: awsvpc
              RequiresCompatibilities: [FARGATE]
              Cpu: "256"
              Memory: "512"
              Volumes: [{Name: scratch}]
              ContainerDefinitions:
                - Name: app
                  Image: web@sha256:a
                  Command: [serve]
                  StopTimeout: 2
                  Environment: [{Name: MODE, Value: slow}, {Name: JOBS, Value: !Ref Jobs}]
                  LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: g}}
          Web:
            Type: AWS::ECS::Service
            Properties:
              {Cluster: !Ref Cluster, TaskDefinition: !Ref WebTaskDefinition, DesiredCount: 2}
          Checkout:
            Type: AWS::StepFunctions::StateMachine
            Properties:
              StateMachineName: orders-dev-checkout
              RoleArn: !GetAtt Role.Arn
              Definition:
                StartAt: Pause
                States:
                  Pause: {Type: Wait, Seconds: 3, Next: Save}
                  Save: {Type: Task, Resource: !GetAtt Save.Arn, End: true}
        """
            .replace("BUCKET", TARGET.deploymentBucket())
            .replace("KEY", code.key());
    String changed = change.apply(text);
    String suffix = Integer.toHexString(changed.hashCode() & 0xfffff);
    return TemplateText.parse(
        changed.replace("VERSION", version + suffixOf(changed, text, suffix)));
  }

  /** A version is another one exactly when the function is. */
  private static String suffixOf(String changed, String text, String suffix) {
    String function = changed.substring(changed.indexOf("  Save:"), changed.indexOf("  VERSION"));
    String before = text.substring(text.indexOf("  Save:"), text.indexOf("  VERSION"));
    return function.equals(before) ? "" : suffix;
  }

  private Plan.Route deploy(Artifact code, Change change) {
    return engine.deploy(template(code, change), List.of(code), code(code));
  }

  private Plan.Route swap(Artifact code, Change change) {
    return engine.hotSwap(template(code, change), List.of(code), code(code));
  }

  private Plan plan(Artifact code, Change change) {
    return engine.plan(template(code, change), code(code), true);
  }

  private static Map<String, String> code(Artifact artifact) {
    return Map.of("Save", artifact.codeSha256());
  }

  private static Artifact artifact(String answer) throws Exception {
    byte[] zip =
        HandlerZip.java(
            "Handler",
            "public class Handler { public String handle(Object event) { return \""
                + answer
                + "\"; } }");
    Path file = Files.write(work.resolve(answer + ".zip"), zip);
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(zip);
    return new Artifact(
        "save",
        HexFormat.of().formatHex(sha256),
        file,
        zip.length,
        zip.length,
        Base64.getEncoder().encodeToString(sha256),
        false);
  }

  private SwapRecord record(String logicalId) {
    return engine.records.read(TARGET.deploymentBucket()).get(logicalId);
  }

  private GetFunctionConfigurationResponse function() {
    return engine.aws.lambda().getFunctionConfiguration(get -> get.functionName("orders-dev-save"));
  }

  /** The code that a call of the alias meets. */
  private String served() {
    return engine
        .aws
        .lambda()
        .getFunctionConfiguration(get -> get.functionName("orders-dev-save").qualifier("stp-live"))
        .codeSha256();
  }

  private List<String> versions() {
    return engine
        .aws
        .lambda()
        .listVersionsByFunction(list -> list.functionName("orders-dev-save"))
        .versions()
        .stream()
        .map(one -> one.version())
        .toList();
  }

  private String physicalId(String logicalId) {
    return String.valueOf(engine.read(Map.of()).physicalIds().get(logicalId));
  }

  private String queue() {
    return physicalId("Jobs");
  }

  private JsonNode taskDefinition() {
    ObjectNode services = JsonApi.input().put("cluster", physicalId("Cluster"));
    services.putArray("services").add(physicalId("Web"));
    String arn =
        engine
            .aws
            .ecsDocuments()
            .call("DescribeServices", services)
            .path("services")
            .path(0)
            .path("taskDefinition")
            .asText();
    return engine
        .aws
        .ecsDocuments()
        .call("DescribeTaskDefinition", JsonApi.input().put("taskDefinition", arn))
        .path("taskDefinition");
  }

  private String definition() {
    return engine
        .aws
        .stepFunctions()
        .call(
            "DescribeStateMachine", JsonApi.input().put("stateMachineArn", physicalId("Checkout")))
        .path("definition")
        .asText();
  }
}
