package dev.stacktape.local.s3;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object as it is kept.
 *
 * @param id {@code null} as a word for what was written without versioning
 * @param deleteMarker says that the object is deleted as of this version
 * @param blob name of the file with its bytes; empty for a delete marker
 * @param etag without quotes
 * @param lastModified epoch milliseconds
 * @param headers system headers such as {@code content-type}, by lower-case name
 * @param metadata user metadata, by lower-case name without the prefix
 * @param partSizes of a multipart upload, in order; empty otherwise
 * @param uploadId the multipart upload that it came from, so that completing twice is harmless
 */
record ObjectVersion(
    String id,
    boolean deleteMarker,
    String blob,
    long size,
    String etag,
    long lastModified,
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    @Nullable ObjectChecksum checksum,
    List<Long> partSizes,
    @Nullable String uploadId) {
  /** The id of versions written without versioning. */
  static final String UNVERSIONED = "null";

  static ObjectVersion deleteMarker(String id, long now) {
    return new ObjectVersion(
        id, true, "", 0, "", now, Map.of(), Map.of(), Map.of(), null, List.of(), null);
  }

  ObjectVersion withId(String newId) {
    return new ObjectVersion(
        newId,
        deleteMarker,
        blob,
        size,
        etag,
        lastModified,
        headers,
        metadata,
        tags,
        checksum,
        partSizes,
        uploadId);
  }

  ObjectVersion withTags(Map<String, String> newTags) {
    return new ObjectVersion(
        id,
        deleteMarker,
        blob,
        size,
        etag,
        lastModified,
        headers,
        metadata,
        newTags,
        checksum,
        partSizes,
        uploadId);
  }

  String quotedEtag() {
    return "\"" + etag + "\"";
  }

  String storageClass() {
    return headers.getOrDefault("x-amz-storage-class", "STANDARD");
  }
}
