package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.deploy.ContentManifest.StoredFile;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.plan.StoredContent;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.ContentUpload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes buckets hold what folders hold. What was sent is written down beside the artifacts, so that
 * nothing is sent twice. What a version has in buckets is kept by copies in the deployment bucket,
 * made while the rest is sent.
 */
public final class ContentSync {
  private final S3Client s3;
  private final CloudFormationClient cloudFormation;
  private final Supplier<CloudFrontClient> cloudFront;
  private final PageValues values;
  private final EventListener events;
  private final CancellationToken cancellation;

  /**
   * Fills buckets through these clients.
   *
   * @param cloudFront asked for when copies in a CDN have to be dropped
   * @param values what pages are told
   */
  public ContentSync(
      S3Client s3,
      CloudFormationClient cloudFormation,
      Supplier<CloudFrontClient> cloudFront,
      PageValues values,
      EventListener events,
      CancellationToken cancellation) {
    this.s3 = s3;
    this.cloudFormation = cloudFormation;
    this.cloudFront = cloudFront;
    this.values = values;
    this.events = events.oneAtATime();
    this.cancellation = cancellation;
  }

  /**
   * What there is to do.
   *
   * @param due whose folder is not what was sent last
   * @param settled what is in the buckets of the others
   */
  public record Due(List<ContentUpload> due, List<StoredContent> settled) {
    public Due {
      due = List.copyOf(due);
      settled = List.copyOf(settled);
    }
  }

  /**
   * Those whose folder is not what was sent last. A folder that is not there yet counts, and so do
   * pages that are told what the stack does not tell yet, buckets that are made anew, and, for a
   * version, files of which nothing is kept.
   *
   * @param deploymentBucket where it is written down what was sent
   */
  public Due due(String deploymentBucket, List<ContentUpload> uploads, ContentOutlook outlook) {
    List<ContentUpload> due = new ArrayList<>();
    List<StoredContent> settled = new ArrayList<>();
    for (ContentUpload upload : uploads) {
      boolean surely =
          outlook.newBuckets().contains(upload.bucketId())
              || (outlook.stackChanges() && !upload.variables().values().isEmpty());
      Optional<SentContent> sent =
          surely ? Optional.empty() : sentWhereSame(deploymentBucket, upload);
      if (sent.isEmpty() || (outlook.makesVersion() && sent.get().manifest() == null)) {
        due.add(upload);
      } else {
        settled.add(stored(upload, sent.get().manifest()));
      }
    }
    return new Due(due, settled);
  }

  /** What was sent, where a folder is still that. */
  private Optional<SentContent> sentWhereSame(String deploymentBucket, ContentUpload upload) {
    try {
      Map<String, String> told = told(upload);
      Path envFile = upload.variables().envFile();
      SentContent sent = SentContent.read(s3, deploymentBucket, upload.name());
      boolean same =
          sent.isOf(ContentFolder.read(s3, upload, new PageScript(told)).manifest())
              && (envFile == null || new DotenvFile(envFile).has(told));
      return same ? Optional.of(sent) : Optional.empty();
    } catch (StacktapeException missing) {
      return Optional.empty();
    }
  }

  private static StoredContent stored(ContentUpload upload, @Nullable String manifest) {
    return new StoredContent(upload.name(), upload.bucketId(), upload.distributionIds(), manifest);
  }

  private Map<String, String> told(ContentUpload upload) {
    Map<String, Object> variables = upload.variables().values();
    return variables.isEmpty() ? Map.of() : values.of(variables);
  }

  /**
   * Goes on only when the folders are there.
   *
   * @throws StacktapeException {@code CONTENT_FOLDER_MISSING}
   */
  public void requireFolders(List<ContentUpload> uploads) {
    uploads.forEach(ContentFolder::requireThere);
  }

  /** Takes nothing for sent any more. */
  public void forget(String deploymentBucket, String name) {
    SentContent.forget(s3, deploymentBucket, name);
  }

  /**
   * Fills the buckets of a stack, writes down on this machine what pages are told, and keeps the
   * files for going back to them. That they cannot be kept is a warning only.
   *
   * @param before what is kept of the newest version; null to keep nothing
   * @return what is in the buckets now
   */
  public List<StoredContent> sync(
      String deploymentBucket,
      String stackName,
      List<ContentUpload> uploads,
      @Nullable List<StoredContent> before) {
    if (uploads.isEmpty()) {
      return List.of();
    }
    StackBuckets buckets =
        new StackBuckets(
            new BucketFilling(s3, cloudFront, events, cancellation),
            deploymentBucket,
            Stacks.resources(cloudFormation, stackName));
    List<StoredContent> filled = new ArrayList<>();
    for (ContentUpload upload : uploads) {
      String bucket = buckets.name(upload.bucketId());
      if (bucket != null) {
        Map<String, String> told = told(upload);
        if (upload.variables().envFile() != null) {
          new DotenvFile(upload.variables().envFile()).put(told);
        }
        ContentFolder folder = ContentFolder.read(s3, upload, new PageScript(told));
        StoredContent content = stored(upload, null);
        filled.add(
            before == null
                ? fill(buckets, bucket, folder, content)
                : fillAndKeep(buckets, bucket, folder, content, before));
      }
    }
    return filled;
  }

  private static StoredContent fill(
      StackBuckets buckets, String bucket, ContentFolder folder, StoredContent content) {
    buckets.writeDown(
        folder, buckets.fill(bucket, folder, content, (path, etag) -> {}), content.manifest());
    return content;
  }

  private StoredContent fillAndKeep(
      StackBuckets buckets,
      String bucket,
      ContentFolder folder,
      StoredContent content,
      List<StoredContent> before) {
    Map<String, StoredFile> files = folder.manifest().files();
    KeptFiles kept = new KeptFiles(s3, buckets.deploymentBucket());
    Supplier<Set<String>> known = Parallel.beside(() -> known(kept, content.name(), before));
    try (Keeping keeping = new Keeping(kept, bucket, known, cancellation)) {
      Map<String, String> etags =
          buckets.fill(
              bucket,
              folder,
              content,
              (path, etag) -> keeping.begin(path, etag, Objects.requireNonNull(files.get(path))));
      StoredContent now = content.with(keep(keeping, folder));
      buckets.writeDown(folder, etags, now.manifest());
      return now;
    }
  }

  /** Keys of what is kept of the newest version, which nothing removes. */
  private static Set<String> known(KeptFiles kept, String name, List<StoredContent> before) {
    List<String> manifests =
        before.stream()
            .filter(content -> content.name().equals(name))
            .map(StoredContent::manifest)
            .filter(Objects::nonNull)
            .toList();
    try {
      return kept.keys(manifests).orElse(Set.of());
    } catch (SdkException unreadable) {
      // Copying what is there already does no harm, and says what is wrong.
      return Set.of();
    }
  }

  /** Names what is kept; null where it could not be. */
  private @Nullable String keep(Keeping keeping, ContentFolder folder) {
    try {
      return keeping.finish(folder.manifest());
    } catch (SdkException failure) {
      events.on(
          new Event.Warned(
              DeployCode.CONTENT_NOT_KEPT
                  .warning(
                      "This version cannot take back the files of `%s`, because they could not be kept: %s."
                          .formatted(folder.name(), reason(failure)))
                  .hint(
                      "The files are in the bucket. The next deployment tries again; whoever"
                          + " deploys needs s3:GetObject there, and kms:Decrypt where a key of yours"
                          + " encrypts them.")));
      return null;
    }
  }

  private static String reason(SdkException failure) {
    String message =
        failure instanceof AwsServiceException answer
            ? AwsErrors.code(answer) + ", " + AwsErrors.message(answer)
            : String.valueOf(failure.getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }
}
