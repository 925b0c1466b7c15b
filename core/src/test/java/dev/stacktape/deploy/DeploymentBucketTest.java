package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Polling;
import dev.stacktape.aws.VirtualTime;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.name.Target;
import dev.stacktape.problem.StacktapeException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;

class DeploymentBucketTest {
  private static final Target TARGET = new Target("orders", "dev", "eu-west-1", "123456789012");
  private static final String NAME = TARGET.deploymentBucket();

  private final VirtualTime time = new VirtualTime();
  private final FakeS3 s3 = new FakeS3(time);

  @Test
  void aNewBucketIsPrivateEncryptedAndTagged() {
    bucket(null).ensure(TARGET, Map.of("team", "shop"));
    FakeS3.Bucket made = s3.bucket(NAME);
    assertThat(made.configured)
        .containsExactly("location eu-west-1", "private", "encrypted", "lifecycle");
    assertThat(made.policy)
        .contains("\"arn:aws:s3:::" + NAME + "/*\"")
        .contains("\"aws:SecureTransport\":\"false\"");
    assertThat(made.tags)
        .containsExactlyInAnyOrderEntriesOf(Map.of("team", "shop", "stp:stack-name", "orders-dev"));
  }

  @Test
  void aBucketThatIsSetUpIsLeftAlone() {
    bucket(null).ensure(TARGET, Map.of());
    s3.calls.clear();
    bucket(null).ensure(TARGET, Map.of());
    assertThat(s3.calls).containsExactly("GetBucketTagging");
  }

  @Test
  void theHolderOfTheLockDropsADeletionThatNobodyWantsAnyMore() {
    bucket(null).ensure(TARGET, Map.of());
    s3.calls.clear();
    bucket(null).forgetDeletion(TARGET);
    assertThat(s3.calls).containsExactly("DeleteObject deletion.json");
  }

  @Test
  void aRunThatWasKilledHalfwayIsCarriedOn() {
    for (String step :
        new String[] {"PutPublicAccessBlock", "PutBucketEncryption", "PutBucketTagging"}) {
      s3.buckets.clear();
      s3.before.put(
          step,
          () -> {
            throw new IllegalStateException("killed");
          });
      assertThatThrownBy(() -> bucket(null).ensure(TARGET, Map.of())).hasMessage("killed");
      bucket(null).ensure(TARGET, Map.of());
      assertThat(s3.bucket(NAME).configured).contains("private", "encrypted", "lifecycle");
      assertThat(s3.bucket(NAME).tags).isNotEmpty();
    }
  }

  @Test
  void usEast1IsNoLocation() {
    Target east = new Target("orders", "dev", "us-east-1", "123456789012");
    new DeploymentBucket(
            s3,
            new AwsSettings("us-east-1", null, null, false, Map.of()),
            new Polling(time, time, new CancellationToken()))
        .ensure(east, Map.of());
    assertThat(s3.bucket(east.deploymentBucket()).configured).contains("location none");
  }

  @Test
  void anEndpointWithoutTlsIsNotLockedOut() {
    bucket("http://127.0.0.1:4566").ensure(TARGET, Map.of());
    assertThat(s3.bucket(NAME).policy).isNull();
  }

  @Test
  void aNameThatSomebodyElseHasIsAProblem() {
    s3.before.put(
        "CreateBucket",
        () -> {
          throw BucketAlreadyExistsException.builder().statusCode(409).message("taken").build();
        });
    StacktapeException taken =
        catchThrowableOfType(StacktapeException.class, () -> bucket(null).ensure(TARGET, Map.of()));
    assertThat(taken.problems().get(0).code()).isEqualTo("DEPLOYMENT_BUCKET_TAKEN");
  }

  @Test
  void aBucketOfSomebodyElseThatLetsNobodyLookIsAProblemToo() {
    for (String call : new String[] {"GetBucketTagging", "HeadBucket"}) {
      s3.before.put(
          call,
          () -> {
            throw FakeS3.error(403, "AccessDenied");
          });
    }
    StacktapeException taken =
        catchThrowableOfType(StacktapeException.class, () -> bucket(null).ensure(TARGET, Map.of()));
    assertThat(taken.problems().get(0).code()).isEqualTo("DEPLOYMENT_BUCKET_TAKEN");
    assertThat(s3.buckets).isEmpty();
  }

  @Test
  void aNameThatIsStillBeingGivenUpIsWaitedFor() {
    s3.before.put(
        "CreateBucket",
        () -> {
          throw FakeS3.error(409, "OperationAborted");
        });
    bucket(null).ensure(TARGET, Map.of());
    assertThat(s3.buckets).containsKey(NAME);
    assertThat(time.pauses()).hasSize(1);
  }

  private DeploymentBucket bucket(@org.jspecify.annotations.Nullable String endpoint) {
    AwsSettings settings =
        new AwsSettings(
            "eu-west-1", null, endpoint == null ? null : URI.create(endpoint), false, Map.of());
    return new DeploymentBucket(s3, settings, new Polling(time, time, new CancellationToken()));
  }
}
