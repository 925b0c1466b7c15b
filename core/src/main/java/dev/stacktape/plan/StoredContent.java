package dev.stacktape.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that a deployment left in a bucket of the stack.
 *
 * @param name the resource that asks for them; unique in a stack
 * @param bucketId logical id of the bucket
 * @param distributionIds logical ids of the CDNs in front of it
 * @param manifest names the list of the files, in the deployment bucket; null where nothing is kept
 *     of them
 */
public record StoredContent(
    String name, String bucketId, List<String> distributionIds, @Nullable String manifest) {

  public StoredContent {
    distributionIds = List.copyOf(distributionIds);
  }

  /** The same files of which something else is kept. */
  public StoredContent with(@Nullable String otherManifest) {
    return new StoredContent(name, bucketId, distributionIds, otherManifest);
  }
}
