package dev.stacktape.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.deploy.ContentFolder.Entry;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.ContentUpload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Makes buckets hold what folders hold. What was sent is written down beside the artifacts, so that
 * nothing is sent twice; pages go last, so that none refers to what is not there yet, and what is
 * gone is removed after that. Copies in a CDN are dropped when something changed.
 */
public final class ContentSync {
  private static final int AT_ONCE = 8;
  private static final int MOST_AT_ONCE = 1000;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> MANIFEST = new TypeReference<>() {};

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
   * Those whose folder is not what was sent last. A folder that is not there yet counts, and so do
   * pages that are told what the stack does not tell yet.
   *
   * @param deploymentBucket where it is written down what was sent
   * @param stackChanges whether the stack changes before, and with it what pages are told
   */
  public List<ContentUpload> due(
      String deploymentBucket, List<ContentUpload> uploads, boolean stackChanges) {
    return uploads.stream()
        .filter(
            upload ->
                (stackChanges && !upload.variables().values().isEmpty())
                    || isDue(deploymentBucket, upload))
        .toList();
  }

  private boolean isDue(String deploymentBucket, ContentUpload upload) {
    try {
      Map<String, String> told = told(upload);
      Path envFile = upload.variables().envFile();
      return !ContentFolder.read(upload, new PageScript(told))
              .manifest()
              .equals(sent(deploymentBucket, upload))
          || (envFile != null && !new DotenvFile(envFile).has(told));
    } catch (StacktapeException missing) {
      return true;
    }
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

  /** Fills the buckets of a stack, and writes down on this machine what pages are told. */
  public void sync(String deploymentBucket, String stackName, List<ContentUpload> uploads) {
    if (uploads.isEmpty()) {
      return;
    }
    Map<String, StackResourceSummary> resources = Stacks.resources(cloudFormation, stackName);
    for (ContentUpload upload : uploads) {
      StackResourceSummary bucket = resources.get(upload.bucketId());
      if (bucket != null && bucket.physicalResourceId() != null) {
        Map<String, String> told = told(upload);
        if (upload.variables().envFile() != null) {
          new DotenvFile(upload.variables().envFile()).put(told);
        }
        ContentFolder folder = ContentFolder.read(upload, new PageScript(told));
        boolean changed = fill(bucket.physicalResourceId(), folder, sent(deploymentBucket, upload));
        writeDown(deploymentBucket, upload, folder.manifest());
        if (changed) {
          dropCopies(
              upload,
              upload.distributionIds().stream()
                  .map(resources::get)
                  .filter(Objects::nonNull)
                  .map(StackResourceSummary::physicalResourceId)
                  .toList());
        }
      }
    }
  }

  private boolean fill(String bucket, ContentFolder folder, Map<String, String> before) {
    Map<String, S3Object> there =
        s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
            .collect(Collectors.toMap(S3Object::key, object -> object, (a, b) -> b));
    List<String> pages = new ArrayList<>();
    List<String> others = new ArrayList<>();
    folder
        .entries()
        .forEach(
            (path, entry) -> {
              if (!there.containsKey(path) || !entry.digest().equals(before.get(path))) {
                (PageScript.isPage(path) ? pages : others).add(path);
              }
            });
    send(bucket, folder, others);
    send(bucket, folder, pages);
    List<String> gone =
        there.keySet().stream().filter(key -> !folder.entries().containsKey(key)).sorted().toList();
    remove(bucket, gone);
    int sent = pages.size() + others.size();
    events.on(
        new Event.Noted(
            "%s: %d files sent, %d removed, %d unchanged."
                .formatted(
                    folder.upload().name(), sent, gone.size(), folder.entries().size() - sent)));
    return sent > 0 || !gone.isEmpty();
  }

  private void send(String bucket, ContentFolder folder, List<String> paths) {
    var unused =
        Parallel.map(
            AT_ONCE,
            paths,
            path -> {
              cancellation.throwIfCancelled();
              Entry entry = Objects.requireNonNull(folder.entries().get(path));
              return s3.putObject(request(bucket, path, entry), folder.body(path, entry));
            });
  }

  private static PutObjectRequest request(String bucket, String path, Entry entry) {
    PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(bucket).key(path);
    Map<String, String> headers = entry.headers();
    put.contentType(headers.get("Content-Type"))
        .cacheControl(headers.get("Cache-Control"))
        .contentDisposition(headers.get("Content-Disposition"))
        .contentEncoding(headers.get("Content-Encoding"))
        .contentLanguage(headers.get("Content-Language"));
    if (!entry.tags().isEmpty()) {
      put.tagging(
          Tagging.builder()
              .tagSet(
                  entry.tags().entrySet().stream()
                      .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                      .toList())
              .build());
    }
    return put.build();
  }

  private void remove(String bucket, List<String> keys) {
    for (int from = 0; from < keys.size(); from += MOST_AT_ONCE) {
      List<ObjectIdentifier> some =
          keys.subList(from, Math.min(keys.size(), from + MOST_AT_ONCE)).stream()
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      s3.deleteObjects(
          delete ->
              delete.bucket(bucket).delete(Delete.builder().objects(some).quiet(true).build()));
    }
  }

  private void dropCopies(ContentUpload upload, List<String> distributions) {
    if (distributions.isEmpty()) {
      return;
    }
    String reference = upload.name() + "-" + java.util.UUID.randomUUID();
    for (String distribution : distributions) {
      cloudFront
          .get()
          .createInvalidation(
              create ->
                  create
                      .distributionId(distribution)
                      .invalidationBatch(
                          batch ->
                              batch
                                  .callerReference(reference)
                                  .paths(paths -> paths.quantity(1).items("/*"))));
    }
    events.on(new Event.Noted(upload.name() + ": the CDN drops its copies within a few minutes."));
  }

  private static String key(ContentUpload upload) {
    return "contents/" + upload.name() + ".json";
  }

  private Map<String, String> sent(String deploymentBucket, ContentUpload upload) {
    try {
      byte[] bytes =
          s3.getObjectAsBytes(get -> get.bucket(deploymentBucket).key(key(upload))).asByteArray();
      return JSON.readValue(bytes, MANIFEST);
    } catch (NoSuchKeyException | NoSuchBucketException nothing) {
      return Map.of();
    } catch (java.io.IOException unreadable) {
      return Map.of();
    }
  }

  private void writeDown(
      String deploymentBucket, ContentUpload upload, Map<String, String> manifest) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(manifest);
      s3.putObject(
          put -> put.bucket(deploymentBucket).key(key(upload)).contentType("application/json"),
          RequestBody.fromBytes(bytes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map of texts can always be written", e);
    }
  }
}
