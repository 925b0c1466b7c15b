package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Polling;
import dev.stacktape.name.Target;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The bucket that holds a stack's artifacts, templates and lock. It is not in the stack, so that a
 * first deployment is one change set; it is made before and removed after.
 */
public final class DeploymentBucket {
  /** Only its presence counts: it is set last, so a bucket that has it is wholly set up. */
  static final String STACK_TAG = "stp:stack-name";

  private static final Duration SAME_NAME_IS_GOING = Duration.ofMinutes(2);
  private static final String US_EAST_1 = "us-east-1";

  private static final Set<String> UNTAGGED = Set.of("NoSuchBucket", "NoSuchTagSet");

  private final S3Client s3;
  private final AwsSettings settings;
  private final Polling polling;

  /** The one that was last found to be wholly set up. */
  private volatile @Nullable String setUp;

  /** Makes buckets through this client. */
  public DeploymentBucket(S3Client s3, AwsSettings settings, Polling polling) {
    this.s3 = s3;
    this.settings = settings;
    this.polling = polling;
  }

  /**
   * Whether the bucket is there.
   *
   * @throws StacktapeException {@code DEPLOYMENT_BUCKET_TAKEN} when it belongs to somebody else
   */
  public boolean exists(Target target) {
    try {
      return S3Heads.bucket(s3, target.deploymentBucket(), target.account());
    } catch (S3Exception answer) {
      boolean denied =
          answer.statusCode() == 403 && AwsErrors.code(answer).matches("(AccessDenied)?\\d*");
      if (denied || answer.statusCode() == 301) {
        throw taken(target, answer);
      }
      throw answer;
    }
  }

  /**
   * Makes the bucket, or goes on with one that an earlier run did not get to set up wholly: nothing
   * in it is public, everything is encrypted, it is reached over TLS only, and parts of uploads
   * that were never finished go after a day.
   *
   * @param tags of the stack, set on the bucket too
   * @throws StacktapeException {@code DEPLOYMENT_BUCKET_TAKEN} when the name belongs to somebody
   *     else
   */
  public void ensure(Target target, Map<String, String> tags) {
    String bucket = target.deploymentBucket();
    if (isSetUp(target)) {
      return;
    }
    create(target);
    blockPublicAccess(bucket);
    encrypt(bucket);
    requireTls(bucket);
    expireUnfinishedUploads(bucket);
    tag(target, tags);
  }

  /**
   * Drops what a killed deletion left to be done: whoever deploys does not want the rest deleted.
   * Only for the holder of the lock, because a deletion that is under way needs its note.
   */
  public void forgetDeletion(Target target) {
    PendingDeletion.forget(s3, target.deploymentBucket());
  }

  /**
   * Removes the bucket with everything in it; nothing happens when it is not there. The lock goes
   * last.
   */
  void remove(Target target, Emptying emptying) {
    String bucket = target.deploymentBucket();
    setUp = null;
    emptying.allBut(bucket, List.of(PendingDeletion.KEY, LockFile.KEY));
    emptying.all(bucket);
    emptying.removeBucket(bucket);
  }

  /** Removes the bucket of a stack that is gone; nothing happens when it is not there. */
  public void removeWithContent(Target target) {
    if (exists(target)) {
      remove(target, new Emptying(s3));
    }
  }

  private void create(Target target) {
    CreateBucketRequest.Builder request =
        CreateBucketRequest.builder().bucket(target.deploymentBucket());
    // S3 takes us-east-1 as the absence of a location only.
    if (!target.region().equals(US_EAST_1)) {
      request.createBucketConfiguration(c -> c.locationConstraint(target.region()));
    }
    Optional<Boolean> made =
        polling.until(
            SAME_NAME_IS_GOING, Polling.Pauses.LIVE, () -> createdUnlessGoing(target, request));
    if (made.isEmpty()) {
      throw new StacktapeException(
          DeployCode.DEPLOYMENT_BUCKET_GOING
              .error(
                  "S3 is still removing an earlier bucket `"
                      + target.deploymentBucket()
                      + "` and does not take the name yet.")
              .hint("Run it again in a few minutes."));
    }
  }

  private Optional<Boolean> createdUnlessGoing(Target target, CreateBucketRequest.Builder request) {
    try {
      s3.createBucket(request.build());
      return Optional.of(true);
    } catch (BucketAlreadyOwnedByYouException ours) {
      return Optional.of(true);
    } catch (BucketAlreadyExistsException others) {
      throw taken(target, others);
    } catch (S3Exception answer) {
      if (AwsErrors.code(answer).equals("OperationAborted")) {
        return Optional.empty();
      }
      throw answer;
    }
  }

  /**
   * Whether the bucket is there, ours, and wholly set up. Where it is, it is not looked at again.
   *
   * @throws StacktapeException {@code DEPLOYMENT_BUCKET_TAKEN} when it belongs to somebody else
   */
  public boolean isSetUp(Target target) {
    if (target.deploymentBucket().equals(setUp)) {
      return true;
    }
    try {
      // The tags come last, so where they are everything else is.
      boolean tagged =
          s3
              .getBucketTagging(
                  get ->
                      get.bucket(target.deploymentBucket()).expectedBucketOwner(target.account()))
              .tagSet()
              .stream()
              .anyMatch(tag -> tag.key().equals(STACK_TAG));
      setUp = tagged ? target.deploymentBucket() : null;
      return tagged;
    } catch (S3Exception answer) {
      if (!UNTAGGED.contains(AwsErrors.code(answer)) && exists(target)) {
        throw answer;
      }
      return false;
    }
  }

  private void blockPublicAccess(String bucket) {
    s3.putPublicAccessBlock(
        put ->
            put.bucket(bucket)
                .publicAccessBlockConfiguration(
                    block ->
                        block
                            .blockPublicAcls(true)
                            .blockPublicPolicy(true)
                            .ignorePublicAcls(true)
                            .restrictPublicBuckets(true)));
  }

  private void encrypt(String bucket) {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                byDefault -> byDefault.sseAlgorithm(ServerSideEncryption.AES256))
            .build();
    s3.putBucketEncryption(
        put ->
            put.bucket(bucket)
                .serverSideEncryptionConfiguration(encryption -> encryption.rules(rule)));
  }

  private void requireTls(String bucket) {
    if (!settings.isEncrypted()) {
      // The policy would lock out the one address at which this endpoint listens.
      return;
    }
    String arn = "arn:" + partition() + ":s3:::" + bucket;
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"OnlyOverTls","Effect":"Deny",\
        "Principal":"*","Action":"s3:*","Resource":["%s","%s/*"],\
        "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}\
        """
            .formatted(arn, arn);
    s3.putBucketPolicy(put -> put.bucket(bucket).policy(policy));
  }

  private String partition() {
    return Region.of(settings.region()).metadata() == null
        ? "aws"
        : Region.of(settings.region()).metadata().partition().id();
  }

  private void expireUnfinishedUploads(String bucket) {
    LifecycleRule rule =
        LifecycleRule.builder()
            .id("unfinished-uploads")
            .status(ExpirationStatus.ENABLED)
            .filter(all -> all.prefix(""))
            .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(1))
            .build();
    s3.putBucketLifecycleConfiguration(
        put -> put.bucket(bucket).lifecycleConfiguration(lifecycle -> lifecycle.rules(rule)));
  }

  private void tag(Target target, Map<String, String> tags) {
    Map<String, String> all = new TreeMap<>(tags);
    all.put(STACK_TAG, target.stackName());
    List<Tag> set =
        all.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    s3.putBucketTagging(
        put -> put.bucket(target.deploymentBucket()).tagging(tagging -> tagging.tagSet(set)));
  }

  private static StacktapeException taken(Target target, S3Exception answer) {
    return StacktapeException.cloud(
        DeployCode.DEPLOYMENT_BUCKET_TAKEN
            .error(
                "The bucket `"
                    + target.deploymentBucket()
                    + "` that would hold this stack's artifacts cannot be used by account "
                    + target.account()
                    + ": it belongs to another account, or the credentials may not use it.")
            .hint(
                "Allow the identity that deploys s3:* on that bucket; where it is somebody else's,"
                    + " choose another project name or stage."),
        answer);
  }
}
