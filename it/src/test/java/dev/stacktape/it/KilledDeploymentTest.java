package dev.stacktape.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.DeploymentResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * {@code kill -9} of the process that deploys, the embedded AWS with it, at every kind of call. The
 * next deployment comes to a good end; nothing is lost, nothing is left over.
 */
@Timeout(120)
class KilledDeploymentTest {
  private static final String DATA = "order-1.json";

  @TempDir Path work;
  private App app;
  private Path state;

  @BeforeEach
  void newApp() throws IOException {
    app = App.in(work.resolve("app"));
    state = work.resolve("aws");
  }

  @ParameterizedTest(name = "{2} {0} {1} after {3}")
  @CsvSource({
    "s3, CreateBucket, CRASH_AFTER, 0",
    "s3, PutBucketTagging, CRASH_BEFORE, 0",
    "s3, PutObject, CRASH_AFTER, 0",
    "s3, PutObject, CRASH_BEFORE, 1",
    "cloudformation, CreateChangeSet, CRASH_AFTER, 0",
    "cloudformation, ExecuteChangeSet, CRASH_AFTER, 0",
    "cloudformation, DescribeStackEvents, CRASH_AFTER, 1",
  })
  void aFirstDeploymentIsFinishedByTheNextOne(
      String service, String operation, String kind, int after) throws Exception {
    DoomedProcess.run("deploy", app, state, fault(service, operation, kind, after));

    try (Session session = Session.open(state, app)) {
      DeploymentResult result = session.deploy();

      assertThat(result.report().status()).isIn("CREATE_COMPLETE", "UPDATE_COMPLETE");
      assertNothingIsLeftOver(session);
    }
  }

  @ParameterizedTest(name = "{2} {0} {1} after {3}")
  @CsvSource({
    "cloudformation, CreateChangeSet, CRASH_AFTER, 0",
    "cloudformation, ExecuteChangeSet, CRASH_AFTER, 0",
    "cloudformation, DescribeStackEvents, CRASH_BEFORE, 1",
  })
  void anUpdateIsFinishedByTheNextDeploymentAndTheDataIsStillThere(
      String service, String operation, String kind, int after) throws Exception {
    try (Session session = Session.open(state, app)) {
      session.deploy();
      session
          .clients
          .s3()
          .putObject(put -> put.bucket(bucket(session)).key(DATA), RequestBody.fromString("data"));
    }
    app.edit("visibilityTimeoutSeconds: 60", "visibilityTimeoutSeconds: 90");
    app.answer("Hello again");
    DoomedProcess.run("deploy", app, state, fault(service, operation, kind, after));

    try (Session session = Session.open(state, app)) {
      assertThat(session.deploy().report().status()).isEqualTo("UPDATE_COMPLETE");
      assertThat(
              session
                  .clients
                  .s3()
                  .getObjectAsBytes(get -> get.bucket(bucket(session)).key(DATA))
                  .asUtf8String())
          .isEqualTo("data");
      assertThat(template(session)).contains("\"VisibilityTimeout\":90");
      assertNothingIsLeftOver(session);
    }
  }

  @ParameterizedTest(name = "{1} {0} after {2}")
  @CsvSource({
    "UploadPart, CRASH_AFTER, 1",
    "CompleteMultipartUpload, CRASH_AFTER, 0",
  })
  void anUploadInPartsIsDoneAgainOrFoundDone(String operation, String kind, int after)
      throws Exception {
    app.weigh(17);
    DoomedProcess.run("deploy", app, state, fault("s3", operation, kind, after));

    try (Session session = Session.open(state, app)) {
      assertThat(session.deploy().report().status()).isEqualTo("CREATE_COMPLETE");
      assertNothingIsLeftOver(session);
    }
  }

  @ParameterizedTest(name = "{2} {0} {1} after {3}")
  @CsvSource({
    "cloudformation, DeleteStack, CRASH_AFTER, 0",
    "cloudformation, DescribeStackEvents, CRASH_AFTER, 1",
    "s3, DeleteBucket, CRASH_BEFORE, 0",
  })
  void aDeletionIsFinishedByTheNextOne(String service, String operation, String kind, int after)
      throws Exception {
    try (Session session = Session.open(state, app)) {
      session.deploy();
    }
    DoomedProcess.run("delete", app, state, fault(service, operation, kind, after));

    try (Session session = Session.open(state, app)) {
      session.delete("files", "jobs");

      assertThat(session.describe().exists()).isFalse();
      assertThat(session.clients.s3().listBuckets().buckets()).extracting(Bucket::name).isEmpty();
    }
  }

  @Test
  void whoeverWasKilledLocksNobodyOut() throws Exception {
    DoomedProcess.run(
        "deploy", app, state, fault("cloudformation", "CreateChangeSet", "CRASH_BEFORE", 0));

    try (Session session = Session.open(state, app)) {
      String lock = "lock.json";
      String bucket = deploymentBucket(session);
      assertThat(session.clients.s3().headObject(head -> head.bucket(bucket).key(lock)))
          .isNotNull();

      session.deploy();

      assertThat(session.events).anyMatch(event -> event.toString().contains("did not end"));
    }
  }

  private static String fault(String service, String operation, String kind, int after) {
    return """
        {"calls":[{"service":"%s","operation":"%s","kind":"%s","after":%d}]}"""
        .formatted(service, operation, kind, after);
  }

  private static void assertNothingIsLeftOver(Session session) {
    var cloudFormation = session.clients.cloudFormation();
    var s3 = session.clients.s3();
    assertThat(cloudFormation.listChangeSets(list -> list.stackName(App.STACK)).summaries())
        .filteredOn(changeSet -> !changeSet.executionStatusAsString().equals("EXECUTE_COMPLETE"))
        .isEmpty();
    String bucket = deploymentBucket(session);
    assertThat(s3.listMultipartUploads(list -> list.bucket(bucket)).uploads()).isEmpty();
    assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents())
        .extracting(object -> object.key())
        .doesNotContain("lock.json");
    assertThat(s3.listBuckets().buckets())
        .extracting(Bucket::name)
        .containsExactlyInAnyOrder(bucket, bucket(session));
  }

  private static String template(Session session) {
    return session
        .clients
        .cloudFormation()
        .getTemplate(get -> get.stackName(App.STACK))
        .templateBody()
        .replaceAll("\\s", "");
  }

  private static String deploymentBucket(Session session) {
    return session.describe().target().deploymentBucket();
  }

  private static String bucket(Session session) {
    return session.describe().resources().stream()
        .filter(resource -> resource.type().equals("AWS::S3::Bucket"))
        .map(resource -> String.valueOf(resource.physicalId()))
        .findFirst()
        .orElseThrow();
  }
}
