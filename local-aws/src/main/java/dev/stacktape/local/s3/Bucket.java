package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.http.XmlElement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One bucket: its objects with all their versions, kept in memory and on disk. Every change is on
 * disk before the method returns.
 */
final class Bucket {
  private static final String RECORD = "bucket";

  private final StateStore store;
  private final StateStore entryStore;
  private final Blobs blobs;
  private final Clock clock;
  private final Uploads uploads;
  // S3 lists keys in the order of their UTF-8 bytes, which is not the order of Java's strings.
  private final NavigableMap<String, ObjectEntry> entries =
      new TreeMap<>((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)));
  private BucketRecord bucket;

  private Bucket(Path folder, BucketRecord bucket, Clock clock) {
    this.store = new StateStore(folder);
    this.entryStore = new StateStore(folder.resolve("objects"));
    this.blobs = new Blobs(folder.resolve("data"), clock);
    this.uploads = new Uploads(folder.resolve("uploads"), blobs, clock);
    this.clock = clock;
    this.bucket = bucket;
  }

  /** Makes a bucket and writes it down. */
  static Bucket create(Path folder, BucketRecord bucket, Clock clock) {
    Bucket created = new Bucket(folder, bucket, clock);
    created.store.write(RECORD, bucket);
    return created;
  }

  /** A bucket from disk, or null when the folder holds none. */
  static @Nullable Bucket load(Path folder, Clock clock) {
    BucketRecord bucket = new StateStore(folder).read(RECORD, BucketRecord.class);
    if (bucket == null) {
      return null;
    }
    Bucket loaded = new Bucket(folder, bucket, clock);
    for (String name : loaded.entryStore.names()) {
      ObjectEntry entry =
          Objects.requireNonNull(loaded.entryStore.read(name, ObjectEntry.class), name);
      loaded.entries.put(entry.key(), entry);
    }
    loaded.uploads.load();
    loaded.blobs.sweep(loaded.usedBlobs());
    return loaded;
  }

  private Set<String> usedBlobs() {
    Stream<String> objects =
        entries.values().stream().flatMap(e -> e.versions().stream()).map(ObjectVersion::blob);
    return Stream.concat(objects, uploads.blobNames()).collect(Collectors.toSet());
  }

  String name() {
    return bucket.name();
  }

  String region() {
    return bucket.region();
  }

  long created() {
    return bucket.created();
  }

  /** Whether it was made by a CloudFormation operation. */
  boolean wasMadeBy(String token) {
    return token.equals(bucket.token());
  }

  Blobs blobs() {
    return blobs;
  }

  Uploads uploads() {
    return uploads;
  }

  synchronized @Nullable String document(Subresource subresource) {
    return bucket.documents().get(subresource.parameter());
  }

  synchronized void document(Subresource subresource, @Nullable String document) {
    BucketRecord changed = bucket.with(subresource, document);
    store.write(RECORD, changed);
    bucket = changed;
  }

  /** {@code Enabled}, {@code Suspended}, or empty when versioning was never asked for. */
  synchronized String versioning() {
    String document = document(Subresource.VERSIONING);
    if (document == null) {
      return "";
    }
    String status = XmlElement.parse(utf8(document)).text("Status");
    return status == null ? "" : status;
  }

  synchronized boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Every key that comes after a marker, in order, with all its versions. */
  synchronized List<ObjectEntry> entriesFrom(String marker, boolean inclusive) {
    Collection<ObjectEntry> tail =
        marker.isEmpty() ? entries.values() : entries.tailMap(marker, inclusive).values();
    return List.copyOf(tail);
  }

  /**
   * Finds a version to read.
   *
   * @param versionId null for the latest
   * @throws AwsError {@code NoSuchKey}, {@code NoSuchVersion}, or {@code MethodNotAllowed} for a
   *     delete marker that was asked for by its id
   */
  synchronized ObjectVersion find(String key, @Nullable String versionId) {
    ObjectEntry entry = entries.get(key);
    if (versionId == null) {
      ObjectVersion current = entry == null ? null : entry.current();
      if (current == null) {
        throw S3Errors.noSuchKey();
      }
      return current;
    }
    ObjectVersion version = entry == null ? null : entry.version(versionId);
    if (version == null) {
      throw S3Errors.noSuchVersion();
    }
    if (version.deleteMarker()) {
      throw S3Errors.methodNotAllowed();
    }
    return version;
  }

  /** The present version of a key, or null when there is none or it is deleted. */
  synchronized @Nullable ObjectVersion current(String key) {
    ObjectEntry entry = entries.get(key);
    return entry == null ? null : entry.current();
  }

  /** Writes an object and returns it with the version id that it got. */
  synchronized ObjectVersion put(String key, ObjectVersion version, WriteCondition condition) {
    condition.check(current(key));
    boolean versioned = versioning().equals("Enabled");
    ObjectVersion stored = version.withId(versioned ? newVersionId() : ObjectVersion.UNVERSIONED);
    push(key, stored);
    return stored;
  }

  /** Puts a version on top; one without versioning takes the place of the last such one. */
  private void push(String key, ObjectVersion version) {
    ObjectEntry before = entries.getOrDefault(key, new ObjectEntry(key, List.of()));
    ObjectVersion replaced = before.version(version.id());
    save(before.without(version.id()).with(version));
    if (replaced != null) {
      blobs.discard(replaced.blob());
    }
  }

  /**
   * Deletes an object: with versioning by a marker on top, without by removing it.
   *
   * @return the marker, or null when the object is simply gone
   */
  synchronized @Nullable ObjectVersion delete(String key, WriteCondition condition) {
    condition.check(current(key));
    String versioning = versioning();
    if (versioning.isEmpty()) {
      deleteVersion(key, ObjectVersion.UNVERSIONED);
      return null;
    }
    String id = versioning.equals("Enabled") ? newVersionId() : ObjectVersion.UNVERSIONED;
    ObjectVersion marker = ObjectVersion.deleteMarker(id, clock.millis());
    push(key, marker);
    return marker;
  }

  /** Removes one version for good and returns it; null when there was none. */
  synchronized @Nullable ObjectVersion deleteVersion(String key, String versionId) {
    ObjectEntry entry = entries.get(key);
    ObjectVersion version = entry == null ? null : entry.version(versionId);
    if (entry != null && version != null) {
      save(entry.without(versionId));
      blobs.discard(version.blob());
    }
    return version;
  }

  /** Sets the tags of a version and returns it. */
  synchronized ObjectVersion tag(String key, @Nullable String versionId, Map<String, String> tags) {
    ObjectVersion tagged = find(key, versionId).withTags(tags);
    save(Objects.requireNonNull(entries.get(key)).replacing(tagged));
    return tagged;
  }

  private void save(ObjectEntry entry) {
    String name = HexFormat.of().formatHex(ChecksumAlgorithm.SHA256.of(utf8(entry.key())));
    if (entry.versions().isEmpty()) {
      entryStore.delete(name);
      entries.remove(entry.key());
    } else {
      entryStore.write(name, entry);
      entries.put(entry.key(), entry);
    }
  }

  private static String newVersionId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
