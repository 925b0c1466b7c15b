package dev.stacktape.local.s3;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All versions of one key, the latest first; never empty.
 *
 * @param key as the client named it
 */
record ObjectEntry(String key, List<ObjectVersion> versions) {

  ObjectVersion latest() {
    return versions.get(0);
  }

  /** The latest version unless the object is deleted. */
  @Nullable ObjectVersion current() {
    return latest().deleteMarker() ? null : latest();
  }

  @Nullable ObjectVersion version(String id) {
    return versions.stream().filter(version -> version.id().equals(id)).findFirst().orElse(null);
  }

  /** The same key without a version; its list may be empty. */
  ObjectEntry without(String id) {
    return new ObjectEntry(
        key, versions.stream().filter(version -> !version.id().equals(id)).toList());
  }

  /** The same key with a version on top. */
  ObjectEntry with(ObjectVersion version) {
    List<ObjectVersion> more = new ArrayList<>();
    more.add(version);
    more.addAll(versions);
    return new ObjectEntry(key, more);
  }

  /** The same key with a version in place of the one that has its id. */
  ObjectEntry replacing(ObjectVersion version) {
    return new ObjectEntry(
        key, versions.stream().map(old -> old.id().equals(version.id()) ? version : old).toList());
  }
}
