package dev.stacktape.local.ecr;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A repository as it is kept. Immutable; a change is another record.
 *
 * @param createdAt epoch milliseconds
 * @param mutability {@code MUTABLE} or {@code IMMUTABLE}
 * @param lifecycle the lifecycle policy, null when there is none
 * @param policy the repository policy, null when there is none
 * @param token of the CloudFormation operation that made it, null when the API did
 * @param layers digests of the blobs that were pushed to it
 * @param images by digest of the manifest
 * @param tagged digests of manifests by tag of the image
 */
record RepositoryRecord(
    String region,
    String name,
    long createdAt,
    String mutability,
    boolean scanOnPush,
    Map<String, String> tags,
    @Nullable String lifecycle,
    @Nullable String policy,
    @Nullable String token,
    Set<String> layers,
    Map<String, ImageRecord> images,
    Map<String, String> tagged) {

  RepositoryRecord {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    layers = Collections.unmodifiableSet(new TreeSet<>(layers));
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    tagged = Collections.unmodifiableMap(new TreeMap<>(tagged));
  }

  /**
   * An image.
   *
   * @param pushedAt epoch milliseconds
   * @param sizeBytes of all that is in it, compressed
   */
  record ImageRecord(String digest, String mediaType, long pushedAt, long sizeBytes) {}

  boolean isImmutable() {
    return mutability.startsWith("IMMUTABLE");
  }

  RepositoryRecord with(String newMutability, boolean newScanOnPush, Map<String, String> newTags) {
    return new RepositoryRecord(
        region,
        name,
        createdAt,
        newMutability,
        newScanOnPush,
        newTags,
        lifecycle,
        policy,
        token,
        layers,
        images,
        tagged);
  }

  RepositoryRecord withLifecycle(@Nullable String text) {
    return new RepositoryRecord(
        region,
        name,
        createdAt,
        mutability,
        scanOnPush,
        tags,
        text,
        policy,
        token,
        layers,
        images,
        tagged);
  }

  RepositoryRecord withPolicy(@Nullable String text) {
    return new RepositoryRecord(
        region,
        name,
        createdAt,
        mutability,
        scanOnPush,
        tags,
        lifecycle,
        text,
        token,
        layers,
        images,
        tagged);
  }

  RepositoryRecord withLayer(String digest) {
    Set<String> more = new TreeSet<>(layers);
    more.add(digest);
    return holding(more, images, tagged);
  }

  /** With an image, under a tag when one is given. */
  RepositoryRecord withImage(ImageRecord image, @Nullable String tag) {
    Map<String, ImageRecord> more = new LinkedHashMap<>(images);
    more.putIfAbsent(image.digest(), image);
    Map<String, String> moreTagged = new HashMap<>(tagged);
    if (tag != null) {
      moreTagged.put(tag, image.digest());
    }
    return holding(layers, more, moreTagged);
  }

  RepositoryRecord withoutImage(String digest) {
    Map<String, ImageRecord> fewer = new LinkedHashMap<>(images);
    fewer.remove(digest);
    Map<String, String> fewerTagged = new HashMap<>(tagged);
    fewerTagged.values().removeIf(digest::equals);
    return holding(layers, fewer, fewerTagged);
  }

  RepositoryRecord withoutTag(String tag) {
    Map<String, String> fewer = new HashMap<>(tagged);
    fewer.remove(tag);
    return holding(layers, images, fewer);
  }

  private RepositoryRecord holding(
      Set<String> otherLayers,
      Map<String, ImageRecord> otherImages,
      Map<String, String> otherTagged) {
    return new RepositoryRecord(
        region,
        name,
        createdAt,
        mutability,
        scanOnPush,
        tags,
        lifecycle,
        policy,
        token,
        otherLayers,
        otherImages,
        otherTagged);
  }
}
