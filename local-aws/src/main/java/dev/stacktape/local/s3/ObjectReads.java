package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsResponse.FileRange;
import dev.stacktape.local.http.XmlWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that read one object. */
final class ObjectReads {
  /** Query parameters that change a header of the answer, as presigned addresses use them. */
  private static final Map<String, String> OVERRIDES =
      Map.of(
          "response-content-type", "Content-Type",
          "response-content-encoding", "Content-Encoding",
          "response-content-language", "Content-Language",
          "response-content-disposition", "Content-Disposition",
          "response-cache-control", "Cache-Control",
          "response-expires", "Expires");

  private final Buckets buckets;

  ObjectReads(Buckets buckets) {
    this.buckets = buckets;
  }

  /** GetObject and, as the server leaves the body out, HeadObject. */
  AwsResponse get(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    ObjectVersion version = bucket.find(call.key(), call.parameter("versionId"));
    ReadCondition.of(call.request()).check(version, 304);
    ByteRange range = range(call, version);
    AwsResponse response = body(bucket, version, range);
    response = describe(response, bucket, version);
    if (call.parameter("partNumber") != null && !version.partSizes().isEmpty()) {
      response =
          response.header("x-amz-mp-parts-count", Integer.toString(version.partSizes().size()));
    }
    boolean checksumWanted = "ENABLED".equalsIgnoreCase(call.header("x-amz-checksum-mode"));
    if (checksumWanted && range == null && version.checksum() != null) {
      response = version.checksum().addTo(response);
    }
    for (Map.Entry<String, String> override : OVERRIDES.entrySet()) {
      String value = call.parameter(override.getKey());
      response = value == null ? response : response.header(override.getValue(), value);
    }
    return response;
  }

  private static AwsResponse body(Bucket bucket, ObjectVersion version, @Nullable ByteRange range) {
    if (range == null) {
      return AwsResponse.file(
          200, new FileRange(bucket.blobs().path(version.blob()), 0, version.size()));
    }
    return AwsResponse.file(
            206, new FileRange(bucket.blobs().path(version.blob()), range.offset(), range.length()))
        .header("Content-Range", range.header(version.size()));
  }

  private static AwsResponse describe(AwsResponse response, Bucket bucket, ObjectVersion version) {
    AwsResponse described =
        ObjectHeaders.addTo(response, version)
            .header("ETag", version.quotedEtag())
            .header("Last-Modified", S3Xml.http(version.lastModified()))
            .header("Accept-Ranges", "bytes");
    return bucket.versioning().isEmpty()
        ? described
        : described.header("x-amz-version-id", version.id());
  }

  private static @Nullable ByteRange range(S3Call call, ObjectVersion version) {
    if (call.parameter("partNumber") == null) {
      return ByteRange.parse(call.header("range"), version.size());
    }
    int number = call.number("partNumber", 1);
    List<Long> sizes =
        version.partSizes().isEmpty() ? List.of(version.size()) : version.partSizes();
    if (number < 1 || number > sizes.size()) {
      throw new AwsError(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");
    }
    long offset = sizes.subList(0, number - 1).stream().mapToLong(Long::longValue).sum();
    // An empty object has one part, which is the whole of it.
    return version.size() == 0 ? null : new ByteRange(offset, sizes.get(number - 1));
  }

  AwsResponse attributes(S3Call call) {
    ObjectVersion version =
        buckets.get(call.bucket()).find(call.key(), call.parameter("versionId"));
    String wanted =
        String.join(
            ",", call.request().headers().getOrDefault("x-amz-object-attributes", List.of()));
    List<String> names = List.of(wanted.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1));
    return S3Xml.answer("GetObjectAttributesResponse", xml -> attributes(xml, version, names))
        .header("Last-Modified", S3Xml.http(version.lastModified()));
  }

  private static void attributes(XmlWriter xml, ObjectVersion version, List<String> names) {
    if (names.contains("etag")) {
      xml.text("ETag", version.etag());
    }
    ObjectChecksum checksum = version.checksum();
    if (names.contains("checksum") && checksum != null) {
      xml.element("Checksum", sum -> checksum.writeTo(sum).text("ChecksumType", checksum.type()));
    }
    if (names.contains("objectparts") && !version.partSizes().isEmpty()) {
      xml.element("ObjectParts", parts -> parts.text("PartsCount", version.partSizes().size()));
    }
    if (names.contains("storageclass")) {
      xml.text("StorageClass", version.storageClass());
    }
    if (names.contains("objectsize")) {
      xml.text("ObjectSize", version.size());
    }
  }

  AwsResponse tagging(S3Call call) {
    ObjectVersion version =
        buckets.get(call.bucket()).find(call.key(), call.parameter("versionId"));
    return S3Xml.answer(
        "Tagging",
        xml ->
            xml.list(
                "TagSet",
                "Tag",
                version.tags().entrySet(),
                (item, tag) -> item.text("Key", tag.getKey()).text("Value", tag.getValue())));
  }
}
