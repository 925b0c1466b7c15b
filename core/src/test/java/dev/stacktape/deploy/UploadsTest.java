package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.aws.VirtualTime;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

class UploadsTest {
  private static final String BUCKET = "deployment";

  @TempDir Path folder;
  private final FakeS3 s3 = new FakeS3(new VirtualTime());
  private final List<Event> events = new ArrayList<>();
  private final CancellationToken cancellation = new CancellationToken();
  private final Uploads uploads = new Uploads(s3, events::add, cancellation);

  @BeforeEach
  void aBucket() {
    s3.createBucket(create -> create.bucket(BUCKET));
  }

  @Test
  void nothingIsSentTwice() throws Exception {
    Artifact artifact = artifact("save", 1000);
    uploads.artifacts(BUCKET, List.of(artifact));
    uploads.artifacts(BUCKET, List.of(artifact));
    assertThat(sent()).hasSize(1);
    assertThat(events)
        .filteredOn(event -> event instanceof Event.ArtifactUploaded)
        .extracting(event -> ((Event.ArtifactUploaded) event).alreadyThere())
        .containsExactly(false, true);
    assertThat(s3.bucket(BUCKET).objects.get(artifact.key()).bytes())
        .isEqualTo(Files.readAllBytes(artifact.file()));
  }

  @Test
  void functionsWithTheSameContentShareOneObject() throws Exception {
    Artifact one = artifact("one", 1000);
    Artifact same =
        new Artifact("same", one.digest(), one.file(), one.sizeBytes(), 0, one.codeSha256(), false);
    uploads.artifacts(BUCKET, List.of(one, same));
    assertThat(sent()).hasSize(1);
  }

  @Test
  void otherBytesUnderTheSameKeyAreReplaced() throws Exception {
    Artifact artifact = artifact("save", 1000);
    s3.putObject(
        put -> put.bucket(BUCKET).key(artifact.key()),
        software.amazon.awssdk.core.sync.RequestBody.fromString("half"));
    uploads.artifacts(BUCKET, List.of(artifact));
    assertThat(s3.bucket(BUCKET).objects.get(artifact.key()).bytes()).hasSize(1000);
  }

  @Test
  void aWriteThatAnotherRunWonIsLookedAtAgain() throws Exception {
    Artifact artifact = artifact("save", 1000);
    s3.before.put(
        "PutObject " + artifact.key(),
        () -> {
          throw FakeS3.error(409, "ConditionalRequestConflict");
        });
    uploads.artifacts(BUCKET, List.of(artifact));
    assertThat(s3.bucket(BUCKET).objects).containsKey(artifact.key());
  }

  @Test
  void aWriteWhoseAnswerWasLostIsRecognised() throws Exception {
    Artifact artifact = artifact("save", 1000);
    s3.after.put(
        "PutObject " + artifact.key(),
        () -> {
          throw FakeS3.error(412, "PreconditionFailed");
        });
    uploads.artifacts(BUCKET, List.of(artifact));
    assertThat(sent()).hasSize(1);
  }

  @Test
  void aLargeArtifactGoesUpInPartsAndArrivesWhole() throws Exception {
    Artifact artifact = artifact("large", (int) Uploads.MULTIPART_ABOVE + 12_345);
    s3.leaveUnfinished(BUCKET, artifact.key());
    uploads.artifacts(BUCKET, List.of(artifact));
    assertThat(s3.bucket(BUCKET).objects.get(artifact.key()).bytes())
        .isEqualTo(Files.readAllBytes(artifact.file()));
    assertThat(s3.unfinishedUploads()).isZero();
    assertThat(s3.calls).contains("UploadPart 1", "UploadPart 2", "UploadPart 3");
    assertThat(events)
        .filteredOn(event -> event instanceof Event.UploadProgressed)
        .extracting(event -> ((Event.UploadProgressed) event).sentBytes())
        .startsWith(0L)
        .hasSize(4)
        .endsWith(artifact.sizeBytes());
    uploads.artifacts(BUCKET, List.of(artifact));
    assertThat(s3.calls).filteredOn(call -> call.startsWith("CreateMultipart")).hasSize(1);
  }

  @Test
  void aFailedPartLeavesNothingBehind() throws Exception {
    Artifact artifact = artifact("large", (int) Uploads.MULTIPART_ABOVE + 1);
    s3.before.put(
        "UploadPart 2",
        () -> {
          throw SdkClientException.create("connection reset");
        });
    assertThatThrownBy(() -> uploads.artifacts(BUCKET, List.of(artifact)))
        .isInstanceOf(SdkClientException.class);
    assertThat(s3.unfinishedUploads()).isZero();
    assertThat(s3.bucket(BUCKET).objects).isEmpty();
  }

  @Test
  void aFileThatChangedMeanwhileIsRefused() throws Exception {
    Artifact artifact = artifact("save", 1000);
    Files.writeString(artifact.file(), "other");
    StacktapeException refused =
        catchThrowableOfType(
            StacktapeException.class, () -> uploads.artifacts(BUCKET, List.of(artifact)));
    assertThat(refused.problems().get(0).code()).isEqualTo("ARTIFACT_CHANGED");
  }

  @Test
  void severalGoUpAndAllComeToTheirEndBeforeAFailureIsThrown() throws Exception {
    List<Artifact> artifacts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      artifacts.add(artifact("a" + i, 100 + i));
    }
    s3.before.put(
        "PutObject " + artifacts.get(2).key(),
        () -> {
          throw SdkClientException.create("connection reset");
        });
    assertThatThrownBy(() -> uploads.artifacts(BUCKET, artifacts))
        .isInstanceOf(SdkClientException.class);
    assertThat(s3.bucket(BUCKET).objects).hasSize(7);
  }

  @Test
  void aCancelledRunSendsNothing() throws Exception {
    cancellation.cancel();
    Artifact artifact = artifact("save", 1000);
    assertThatThrownBy(() -> uploads.artifacts(BUCKET, List.of(artifact)))
        .isInstanceOf(StacktapeException.class);
    assertThat(sent()).isEmpty();
  }

  @Test
  void aTemplateIsNamedByItsText() {
    Uploads.StoredTemplate first = uploads.template(BUCKET, "{\"Resources\":{}}");
    Uploads.StoredTemplate again = uploads.template(BUCKET, "{\"Resources\":{}}");
    assertThat(again).isEqualTo(first);
    assertThat(first.key()).matches("templates/[0-9a-f]{64}\\.json");
    assertThat(first.url())
        .isEqualTo("https://deployment.s3.eu-west-1.amazonaws.com/" + first.key());
  }

  private List<String> sent() {
    return s3.calls.stream().filter(call -> call.startsWith("PutObject artifacts/")).toList();
  }

  private Artifact artifact(String name, int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Path file = write(name, bytes);
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
    String digest = java.util.HexFormat.of().formatHex(sha256);
    return new Artifact(
        name, digest, file, size, size, Base64.getEncoder().encodeToString(sha256), false);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name + ".zip"), bytes);
  }
}
