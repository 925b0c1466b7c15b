package dev.stacktape.deploy;

import static dev.stacktape.deploy.DeployingEngine.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.Faults;
import dev.stacktape.local.Faults.Kind;
import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.lambda.HandlerZip;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.Plan;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Bucket;

/** Deploying for real: the SDK's clients, the wire, and a CloudFormation that works it out. */
class DeploymentOnLocalAwsTest {
  private static final Map<String, ResourceOrigin> ORIGINS =
      Map.of(
          "Files", origin("files", 4),
          "Jobs", origin("jobs", 7),
          "SaveRole", origin("save", 10),
          "Save", origin("save", 10));

  @TempDir Path state;
  @TempDir Path work;
  private LocalAws endpoint;
  private DeployingEngine engine;

  @BeforeEach
  void start() {
    endpoint = LocalAws.start(LocalAwsOptions.in(state).libraries(new TestLibraries()));
    engine = engine(EventListener.none());
  }

  @AfterEach
  void stop() {
    engine.close();
    endpoint.close();
  }

  @Test
  void aStackLivesFromItsFirstDeploymentToItsDeletion() throws Exception {
    Artifact first = artifact("one");
    Template template = template(first, 30);

    assertThat(engine.deploy(template, List.of(first), code(first)))
        .isEqualTo(Plan.Route.CHANGE_SET);
    assertThat(engine.read(Map.of()).status()).isEqualTo("CREATE_COMPLETE");
    assertThat(engine.read(Map.of()).outputs()).containsKey("JobsUrl");
    assertThat(changed()).contains("jobs Jobs CREATE_COMPLETE", "save Save CREATE_COMPLETE");

    engine.events.clear();
    assertThat(engine.deploy(template, List.of(first), code(first))).isEqualTo(Plan.Route.NOTHING);
    assertThat(uploaded()).containsExactly(true);
    assertThat(changed()).isEmpty();

    assertThat(engine.deploy(template(first, 45), List.of(first), code(first)))
        .isEqualTo(Plan.Route.CHANGE_SET);
    assertThat(engine.read(Map.of()).status()).isEqualTo("UPDATE_COMPLETE");

    put(physicalId("Files"), "kept.txt");
    assertThat(problemsOf(() -> engine.delete()))
        .extracting(Problem::code)
        .contains("DATA_LOSS_NOT_ALLOWED");
    assertThat(engine.read(Map.of()).exists()).isTrue();

    StackDeletion.Outcome outcome = engine.delete("files", "jobs", "save");
    assertThat(outcome.existed()).isTrue();
    assertThat(engine.read(Map.of()).exists()).isFalse();
    assertThat(buckets()).isEmpty();

    assertThat(engine.delete().existed()).isFalse();
  }

  @Test
  void swappedCodeIsSeenAndPutBack() throws Exception {
    Artifact first = artifact("one");
    Artifact second = artifact("two");
    engine.deploy(template(first, 30), List.of(first), code(first));
    assertThat(swapped()).isEmpty();
    String changed = engine.read(Map.of()).lastChanged();

    assertThat(engine.hotSwap(template(second, 30), List.of(second), code(second)))
        .isEqualTo(Plan.Route.HOT_SWAP);
    assertThat(engine.read(code(second)).liveCode()).containsEntry("Save", second.codeSha256());
    assertThat(engine.read(Map.of()).lastChanged()).isEqualTo(changed);
    assertThat(swapped()).containsExactly("Save");

    engine.deploy(template(first, 30), List.of(first), code(first));
    assertThat(engine.read(code(first)).liveCode()).containsEntry("Save", first.codeSha256());
    assertThat(swapped()).isEmpty();
  }

  @Test
  void aFailingResourceRollsBackAndIsNamedWithItsPlace() throws Exception {
    Artifact first = artifact("one");
    engine.deploy(template(first, 30), List.of(first), code(first));
    endpoint.faults().failResource("Jobs", "Queue is not to be touched (Request ID: 12-ab)", 1);

    Problem problem =
        problemsOf(() -> engine.deploy(template(first, 60), List.of(first), code(first))).get(0);
    assertThat(problem.code()).isEqualTo("DEPLOYMENT_FAILED");
    assertThat(problem.message())
        .startsWith("`jobs` (AWS::SQS::Queue Jobs) could not be updated: ")
        .contains("Queue is not to be touched")
        .endsWith("The stack was rolled back to the last working state.");
    assertThat(problem.location()).isEqualTo(ORIGINS.get("Jobs").location());
    assertThat(engine.read(Map.of()).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");

    engine.deploy(template(first, 60), List.of(first), code(first));
    assertThat(engine.read(Map.of()).status()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void aFailedFirstDeploymentLeavesNothingButItsArtifacts() throws Exception {
    Artifact first = artifact("one");
    endpoint.faults().failResource("Save", "Lambda is having a day", 1);
    Problem problem =
        problemsOf(() -> engine.deploy(template(first, 30), List.of(first), code(first))).get(0);
    assertThat(problem.message()).contains("Lambda is having a day").contains("nothing of it");
    assertThat(engine.read(Map.of()).exists()).isFalse();

    engine.events.clear();
    engine.deploy(template(first, 30), List.of(first), code(first));
    assertThat(uploaded()).containsExactly(true);
    assertThat(engine.read(Map.of()).status()).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void badConnectionsAndThrottlingAreSurvived() throws Exception {
    Artifact first = artifact("one");
    Faults faults = endpoint.faults();
    faults
        .failCalls("s3", "PutObject", Kind.CUT_AFTER, 1)
        .failCalls("s3", "HeadObject", Kind.CUT_BEFORE, 1)
        .failCalls("cloudformation", "CreateChangeSet", Kind.CUT_AFTER, 1)
        .failCalls("cloudformation", "ExecuteChangeSet", Kind.CUT_AFTER, 1)
        .failCalls("cloudformation", "DescribeStackEvents", Kind.THROTTLE, 2)
        .failCalls("cloudformation", "DescribeStacks", Kind.SERVER_ERROR, 1);
    engine.deploy(template(first, 30), List.of(first), code(first));
    assertThat(engine.read(Map.of()).status()).isEqualTo("CREATE_COMPLETE");
    assertThat(engine.events).anyMatch(event -> event instanceof Event.Retrying);

    Artifact second = artifact("two");
    faults.failCalls("lambda", "UpdateFunctionCode", Kind.CUT_AFTER, 1);
    engine.hotSwap(template(second, 30), List.of(second), code(second));
    assertThat(engine.read(code(second)).liveCode()).containsEntry("Save", second.codeSha256());
  }

  @Test
  void aDeploymentThatWasLeftInTheMiddleIsCarriedOn() throws Exception {
    Artifact first = artifact("one");
    engine.close();
    engine =
        engine(
            event -> {
              if (event instanceof Event.StackChanged) {
                engine.cancellation.cancel();
              }
            });
    assertThat(problemsOf(() -> engine.deploy(template(first, 30), List.of(first), code(first))))
        .extracting(Problem::code)
        .containsExactly("CANCELLED");

    engine.close();
    engine = engine(EventListener.none());
    assertThat(engine.deploy(template(first, 30), List.of(first), code(first)))
        .isEqualTo(Plan.Route.NOTHING);
    assertThat(engine.read(Map.of()).status()).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void aLargeArtifactGoesUpInParts() throws Exception {
    byte[] bytes = new byte[(int) Uploads.MULTIPART_ABOVE + 1];
    new Random(1).nextBytes(bytes);
    Artifact large = artifact("large", bytes);
    engine.deploy(new Template(null, queue(30), Map.of(), Map.of()), List.of(large), Map.of());
    assertThat(
            engine.aws.s3().headObject(r -> r.bucket(TARGET.deploymentBucket()).key(large.key())))
        .satisfies(head -> assertThat(head.contentLength()).isEqualTo(bytes.length));
    engine.events.clear();
    engine.deploy(new Template(null, queue(40), Map.of(), Map.of()), List.of(large), Map.of());
    assertThat(uploaded()).containsExactly(true);
  }

  // ---- in short ----

  private DeployingEngine engine(EventListener more) {
    return new DeployingEngine(endpoint, ORIGINS, more);
  }

  private static ResourceOrigin origin(String name, int line) {
    return new ResourceOrigin(name, new Location("stacktape.yml", line, 3, null));
  }

  private Artifact artifact(String answer) throws Exception {
    byte[] zip =
        HandlerZip.java(
            "Handler",
            "public class Handler { public String handle(Object event) { return \""
                + answer
                + "\"; } }");
    return artifact(answer, zip);
  }

  private Artifact artifact(String answer, byte[] zip) throws Exception {
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

  private static Map<String, String> code(Artifact artifact) {
    return Map.of("Save", artifact.codeSha256());
  }

  private static Map<String, CfnResource> queue(int timeout) {
    Map<String, CfnResource> resources = new LinkedHashMap<>();
    resources.put("Jobs", CfnResource.of("AWS::SQS::Queue", Map.of("VisibilityTimeout", timeout)));
    return resources;
  }

  private static Template template(Artifact artifact, int timeout) {
    Map<String, CfnResource> resources = queue(timeout);
    resources.put("Files", CfnResource.of("AWS::S3::Bucket", Map.of()));
    resources.put(
        "SaveRole",
        CfnResource.of(
            "AWS::IAM::Role",
            Map.of(
                "AssumeRolePolicyDocument",
                Map.of(
                    "Version",
                    "2012-10-17",
                    "Statement",
                    List.of(
                        Map.of(
                            "Effect",
                            "Allow",
                            "Principal",
                            Map.of("Service", "lambda.amazonaws.com"),
                            "Action",
                            "sts:AssumeRole"))))));
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("FunctionName", "orders-dev-save");
    function.put("Code", Map.of("S3Bucket", TARGET.deploymentBucket(), "S3Key", artifact.key()));
    function.put("Handler", "Handler::handle");
    function.put("Runtime", "java17");
    function.put("Role", Fn.getAtt("SaveRole", "Arn"));
    resources.put("Save", CfnResource.of("AWS::Lambda::Function", function));
    return new Template(
        "orders", resources, Map.of("JobsUrl", Map.of("Value", Fn.ref("Jobs"))), Map.of());
  }

  private List<Problem> problemsOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    return catchThrowableOfType(StacktapeException.class, work).problems();
  }

  private List<String> changed() {
    return engine.events.stream()
        .filter(event -> event instanceof Event.ResourceChanged)
        .map(event -> (Event.ResourceChanged) event)
        .map(one -> one.resourceName() + " " + one.logicalId() + " " + one.status())
        .toList();
  }

  private List<Boolean> uploaded() {
    return engine.events.stream()
        .filter(event -> event instanceof Event.ArtifactUploaded)
        .map(event -> ((Event.ArtifactUploaded) event).alreadyThere())
        .toList();
  }

  private List<String> swapped() {
    return engine.describe().resources().stream()
        .filter(StackReport.Resource::swapped)
        .map(StackReport.Resource::logicalId)
        .toList();
  }

  private String physicalId(String logicalId) {
    return engine.describe().resources().stream()
        .filter(resource -> resource.logicalId().equals(logicalId))
        .map(StackReport.Resource::physicalId)
        .findFirst()
        .orElseThrow();
  }

  private void put(String bucket, String key) throws IOException {
    engine
        .aws
        .s3()
        .putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("x"));
  }

  private List<String> buckets() {
    return engine.aws.s3().listBuckets().buckets().stream().map(Bucket::name).toList();
  }
}
