package dev.stacktape.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Empties buckets: every version of every object, and every delete marker, a thousand at a time. A
 * bucket that is not there is empty.
 */
final class Emptying {
  private static final int BATCH = 1000;

  private final S3Client s3;

  Emptying(S3Client s3) {
    this.s3 = s3;
  }

  /** Removes everything; how many versions went. */
  long all(String bucket) {
    return allBut(bucket, List.of());
  }

  /** Removes everything except the objects with these keys; how many versions went. */
  long allBut(String bucket, Collection<String> kept) {
    try {
      long removed = 0;
      for (ListObjectVersionsResponse page :
          s3.listObjectVersionsPaginator(list -> list.bucket(bucket).maxKeys(BATCH))) {
        List<ObjectIdentifier> there = new ArrayList<>();
        page.versions().forEach(one -> there.add(identifier(one.key(), one.versionId())));
        page.deleteMarkers().forEach(one -> there.add(identifier(one.key(), one.versionId())));
        there.removeIf(one -> kept.contains(one.key()));
        removed += remove(bucket, there);
      }
      return removed;
    } catch (NoSuchBucketException gone) {
      return 0;
    }
  }

  /** Removes the empty bucket; nothing happens when it is not there. */
  void removeBucket(String bucket) {
    try {
      s3.deleteBucket(delete -> delete.bucket(bucket));
    } catch (S3Exception answer) {
      if (answer.statusCode() != 404) {
        throw answer;
      }
    }
  }

  private long remove(String bucket, List<ObjectIdentifier> objects) {
    if (objects.isEmpty()) {
      return 0;
    }
    DeleteObjectsResponse answer =
        s3.deleteObjects(
            request ->
                request.bucket(bucket).delete(delete -> delete.objects(objects).quiet(true)));
    if (!answer.errors().isEmpty()) {
      S3Error first = answer.errors().get(0);
      throw S3Exception.builder()
          .message(first.key() + ": " + first.message())
          .statusCode(403)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode(first.code())
                  .errorMessage(first.key() + ": " + first.message())
                  .serviceName("S3")
                  .build())
          .build();
    }
    return objects.size();
  }

  private static ObjectIdentifier identifier(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }
}
