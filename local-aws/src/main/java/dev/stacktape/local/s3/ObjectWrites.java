package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.XmlElement;
import dev.stacktape.local.http.XmlWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operations that write, copy, tag and delete objects. */
final class ObjectWrites {
  private static final int MOST_DELETED_AT_ONCE = 1000;

  private final Buckets buckets;
  private final Clock clock;

  ObjectWrites(Buckets buckets, Clock clock) {
    this.buckets = buckets;
    this.clock = clock;
  }

  AwsResponse put(S3Call call) {
    call.requireValidKey();
    Bucket bucket = buckets.get(call.bucket());
    WriteCondition condition = WriteCondition.of(call.request());
    // Checked before the bytes are kept, and once more with the write.
    condition.check(bucket.current(call.key()));
    Intake intake = Intake.of(call.request(), bucket.blobs(), ChecksumAlgorithm.CRC64NVME);
    ObjectHeaders headers = ObjectHeaders.of(call.request());
    ObjectVersion stored = store(bucket, call.key(), version(intake, headers), condition);
    AwsResponse response =
        AwsResponse.empty(200)
            .header("ETag", stored.quotedEtag())
            .header("x-amz-server-side-encryption", encryption(stored));
    return withVersion(intake.checksum().addTo(response), bucket, stored);
  }

  private ObjectVersion version(Intake intake, ObjectHeaders headers) {
    return new ObjectVersion(
        "",
        false,
        intake.blob(),
        intake.size(),
        intake.etag(),
        clock.millis(),
        headers.headers(),
        headers.metadata(),
        headers.tags(),
        intake.checksum(),
        List.of(),
        null);
  }

  /** Writes a version; when the condition does not hold, its blob is given up. */
  static ObjectVersion store(
      Bucket bucket, String key, ObjectVersion version, WriteCondition condition) {
    try {
      return bucket.put(key, version, condition);
    } catch (AwsError e) {
      bucket.blobs().discard(version.blob());
      throw e;
    }
  }

  static AwsResponse withVersion(AwsResponse response, Bucket bucket, ObjectVersion stored) {
    return bucket.versioning().equals("Enabled")
        ? response.header("x-amz-version-id", stored.id())
        : response;
  }

  static String encryption(ObjectVersion version) {
    return version.headers().getOrDefault("x-amz-server-side-encryption", "AES256");
  }

  AwsResponse copy(S3Call call) {
    call.requireValidKey();
    AwsRequest request = call.request();
    Bucket target = buckets.get(call.bucket());
    CopySource source = CopySource.of(request, buckets);
    boolean replaceHeaders = replaces(call.header("x-amz-metadata-directive"));
    boolean replaceTags = replaces(call.header("x-amz-tagging-directive"));
    if (source.is(call) && !replaceHeaders && call.header("x-amz-storage-class") == null) {
      throw S3Errors.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    ObjectVersion from = source.version();
    ObjectHeaders sent = ObjectHeaders.of(request);
    ObjectVersion copied =
        new ObjectVersion(
            "",
            false,
            target.blobs().copy(source.path(), 0, from.size()),
            from.size(),
            from.etag(),
            clock.millis(),
            replaceHeaders ? sent.headers() : keptHeaders(from, sent),
            replaceHeaders ? sent.metadata() : from.metadata(),
            replaceTags ? sent.tags() : from.tags(),
            from.checksum(),
            from.partSizes(),
            null);
    ObjectVersion stored = store(target, call.key(), copied, WriteCondition.of(request));
    AwsResponse response =
        S3Xml.answer("CopyObjectResult", xml -> result(xml, stored))
            .header("x-amz-server-side-encryption", encryption(stored));
    return source.addTo(withVersion(response, target, stored));
  }

  /** A copy keeps the headers of its source, but never its storage class. */
  private static Map<String, String> keptHeaders(ObjectVersion from, ObjectHeaders sent) {
    Map<String, String> headers = new TreeMap<>(from.headers());
    headers.remove("x-amz-storage-class");
    String storageClass = sent.headers().get("x-amz-storage-class");
    if (storageClass != null) {
      headers.put("x-amz-storage-class", storageClass);
    }
    return headers;
  }

  private static void result(XmlWriter xml, ObjectVersion stored) {
    xml.text("LastModified", S3Xml.iso(stored.lastModified())).text("ETag", stored.quotedEtag());
    ObjectChecksum checksum = stored.checksum();
    if (checksum != null) {
      checksum.writeTo(xml).text("ChecksumType", checksum.type());
    }
  }

  private static boolean replaces(@Nullable String directive) {
    return "REPLACE".equals(directive);
  }

  AwsResponse delete(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    Deleted deleted =
        delete(
            bucket,
            call.key(),
            call.parameter("versionId"),
            new WriteCondition(call.header("if-match"), null));
    AwsResponse response = AwsResponse.empty(204);
    if (deleted.versionId() != null) {
      response = response.header("x-amz-version-id", deleted.versionId());
    }
    return deleted.marker() ? response.header("x-amz-delete-marker", "true") : response;
  }

  /**
   * What a deletion did.
   *
   * @param versionId of the marker that was made or of the version that was removed, or null
   * @param marker whether that is a delete marker
   */
  private record Deleted(String key, @Nullable String versionId, boolean marker) {}

  private static Deleted delete(
      Bucket bucket, String key, @Nullable String versionId, WriteCondition condition) {
    if (versionId != null) {
      ObjectVersion gone = bucket.deleteVersion(key, versionId);
      return new Deleted(key, versionId, gone != null && gone.deleteMarker());
    }
    ObjectVersion marker = bucket.delete(key, condition);
    return new Deleted(key, marker == null ? null : marker.id(), marker != null);
  }

  AwsResponse deleteMany(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    Intake.check(call.request());
    XmlElement root = XmlElement.parse(call.request().bytes());
    List<XmlElement> objects = root.children("Object");
    if (objects.isEmpty() || objects.size() > MOST_DELETED_AT_ONCE) {
      throw XmlElement.malformed();
    }
    boolean quiet = "true".equals(root.text("Quiet"));
    List<Deleted> done = new ArrayList<>();
    Map<String, AwsError> refused = new TreeMap<>();
    for (XmlElement object : objects) {
      String key = Objects.requireNonNullElse(object.text("Key"), "");
      try {
        WriteCondition condition = new WriteCondition(object.text("ETag"), null);
        done.add(delete(bucket, key, object.text("VersionId"), condition));
      } catch (AwsError e) {
        refused.put(key, e);
      }
    }
    return S3Xml.answer(
        "DeleteResult",
        xml ->
            xml.flat("Deleted", quiet ? List.<Deleted>of() : done, ObjectWrites::report)
                .flat(
                    "Error",
                    refused.entrySet(),
                    (item, error) ->
                        item.text("Key", error.getKey())
                            .text("Code", error.getValue().code())
                            .text("Message", error.getValue().getMessage())));
  }

  private static void report(XmlWriter xml, Deleted deleted) {
    xml.text("Key", deleted.key());
    if (deleted.marker()) {
      xml.text("DeleteMarker", true).text("DeleteMarkerVersionId", deleted.versionId());
    } else {
      xml.text("VersionId", deleted.versionId());
    }
  }

  AwsResponse putTagging(S3Call call) {
    Intake.check(call.request());
    XmlElement set = XmlElement.parse(call.request().bytes()).child("TagSet");
    if (set == null) {
      throw XmlElement.malformed();
    }
    Map<String, String> tags = new TreeMap<>();
    for (XmlElement tag : set.children("Tag")) {
      String key = Objects.requireNonNullElse(tag.text("Key"), "");
      tags.put(key, Objects.requireNonNullElse(tag.text("Value"), ""));
    }
    if (tags.size() > 10) {
      throw new AwsError(400, "BadRequest", "Object tags cannot be greater than 10");
    }
    return tag(call, tags, 200);
  }

  AwsResponse deleteTagging(S3Call call) {
    return tag(call, Map.of(), 204);
  }

  private AwsResponse tag(S3Call call, Map<String, String> tags, int status) {
    Bucket bucket = buckets.get(call.bucket());
    ObjectVersion tagged = bucket.tag(call.key(), call.parameter("versionId"), tags);
    return withVersion(AwsResponse.empty(status), bucket, tagged);
  }
}
