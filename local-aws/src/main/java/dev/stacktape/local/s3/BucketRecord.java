package dev.stacktape.local.s3;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a bucket, apart from its objects.
 *
 * @param created epoch milliseconds
 * @param documents subresources as they were put, by query parameter
 * @param token of the CloudFormation operation that made it, or null
 */
record BucketRecord(
    String name,
    String region,
    long created,
    Map<String, String> documents,
    @Nullable String token) {

  /** The same bucket with a document put, or removed when it is null. */
  BucketRecord with(Subresource subresource, @Nullable String document) {
    Map<String, String> changed = new TreeMap<>(documents);
    if (document == null) {
      changed.remove(subresource.parameter());
    } else {
      changed.put(subresource.parameter(), document);
    }
    return new BucketRecord(name, region, created, changed, token);
  }
}
