package dev.stacktape.deploy;

import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Makes a bucket hold some files and no others. Pages go last, so that none refers to what is not
 * there yet, and what is gone is removed after that. Copies in a CDN are dropped when something
 * changed.
 *
 * @param cloudFront asked for when copies in a CDN have to be dropped
 */
record BucketFilling(
    S3Client s3,
    Supplier<CloudFrontClient> cloudFront,
    EventListener events,
    CancellationToken cancellation) {
  private static final int AT_ONCE = 8;
  private static final int MOST_AT_ONCE = 1000;

  /** The ETag of each object that is in a bucket. */
  Map<String, String> there(String bucket) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .collect(Collectors.toMap(S3Object::key, S3Object::eTag, (a, b) -> b));
  }

  /**
   * Fills a bucket. What was sent and is still there is not sent again.
   *
   * @param there the ETag of each object that is in it
   * @param sent what was sent last
   * @param distributions AWS's ids of the CDNs in front of the bucket
   * @param arrived is told of each file and its ETag once it is there, from several threads
   * @return the ETag of each file
   */
  Map<String, String> fill(
      String bucket,
      BucketFiles files,
      Map<String, String> there,
      SentContent sent,
      List<String> distributions,
      BiConsumer<String, String> arrived) {
    Map<String, String> etags = Collections.synchronizedMap(new TreeMap<>());
    List<String> pages = new ArrayList<>();
    List<String> others = new ArrayList<>();
    files
        .manifest()
        .files()
        .forEach(
            (path, file) -> {
              String etag = there.get(path);
              if (etag != null && sent.has(path, file.digest()) && sent.isStill(path, etag)) {
                etags.put(path, etag);
                arrived.accept(path, etag);
              } else {
                (PageScript.isPage(path) ? pages : others).add(path);
              }
            });
    for (List<String> some : List.of(others, pages)) {
      var unused =
          Parallel.map(
              AT_ONCE,
              some,
              path -> {
                cancellation.throwIfCancelled();
                String etag = files.bring(bucket, path);
                arrived.accept(path, etag);
                return etags.put(path, etag);
              });
    }
    List<String> gone = there.keySet().stream().filter(key -> !etags.containsKey(key)).toList();
    remove(bucket, gone.stream().sorted().toList());
    int brought = pages.size() + others.size();
    events.on(
        new Event.Noted(
            "%s: %d files sent, %d removed, %d unchanged."
                .formatted(files.name(), brought, gone.size(), etags.size() - brought)));
    if (brought > 0 || !gone.isEmpty()) {
      dropCopies(files.name(), distributions);
    }
    return etags;
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

  private void dropCopies(String name, List<String> distributions) {
    if (distributions.isEmpty()) {
      return;
    }
    String reference = name + "-" + UUID.randomUUID();
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
    events.on(new Event.Noted(name + ": the CDN drops its copies within a few minutes."));
  }
}
