package dev.stacktape.deploy;

import dev.stacktape.deploy.KeptVersions.Sent;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * What was sent to a deployment bucket for the templates of its stack.
 *
 * @param s3 in the region of the bucket
 */
record SentObjects(S3Client s3, String bucket) {
  private static final int AT_ONCE = 1000;

  /** Code and templates; none where there is no bucket. */
  List<Sent> list() {
    return list("artifacts/", "templates/");
  }

  /** What begins in one of these ways; none where there is no bucket. */
  List<Sent> list(String... prefixes) {
    try {
      return Stream.of(prefixes)
          .flatMap(
              prefix ->
                  s3
                      .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                      .contents()
                      .stream())
          .map(object -> new Sent(object.key(), object.lastModified()))
          .toList();
    } catch (NoSuchBucketException none) {
      return List.of();
    }
  }

  void remove(List<String> keys) {
    for (int from = 0; from < keys.size(); from += AT_ONCE) {
      List<ObjectIdentifier> some =
          keys.subList(from, Math.min(keys.size(), from + AT_ONCE)).stream()
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      s3.deleteObjects(
          delete ->
              delete.bucket(bucket).delete(Delete.builder().objects(some).quiet(true).build()));
    }
  }
}
