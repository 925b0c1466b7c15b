package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.XmlWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lists of objects and of their versions. */
final class Listings {
  private static final int LARGEST_PAGE = 1000;

  private final Buckets buckets;
  private final BucketCalls owner;

  Listings(Buckets buckets, BucketCalls owner) {
    this.buckets = buckets;
    this.owner = owner;
  }

  /** What all lists are asked with. */
  private record Query(String prefix, String delimiter, int max, boolean encode) {
    static Query of(S3Call call) {
      String encoding = call.parameter("encoding-type");
      if (encoding != null && !encoding.equals("url")) {
        throw new AwsError(400, "InvalidArgument", "Invalid Encoding Method specified in Request");
      }
      return new Query(
          call.parameter("prefix", ""),
          call.parameter("delimiter", ""),
          Math.min(call.number("max-keys", LARGEST_PAGE), LARGEST_PAGE),
          encoding != null);
    }

    /** Keys may hold characters that XML cannot; clients ask to have them percent-encoded. */
    String text(String key) {
      return encode
          ? URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/")
          : key;
    }

    XmlWriter start(XmlWriter xml, String bucket) {
      return xml.text("Name", bucket)
          .text("Prefix", text(prefix))
          .text("Delimiter", delimiter.isEmpty() ? null : text(delimiter))
          .text("MaxKeys", max)
          .text("EncodingType", encode ? "url" : null);
    }

    void prefixes(XmlWriter xml, List<String> commonPrefixes) {
      xml.flat(
          "CommonPrefixes", commonPrefixes, (item, common) -> item.text("Prefix", text(common)));
    }
  }

  AwsResponse v1(S3Call call) {
    Query query = Query.of(call);
    String marker = call.parameter("marker", "");
    Page<ObjectEntry> page = page(call, query, marker);
    // Without a delimiter the client goes on from the last key it saw.
    boolean next = page.truncated() && !query.delimiter().isEmpty();
    return S3Xml.answer(
        "ListBucketResult",
        xml -> {
          query
              .start(xml, call.bucket())
              .text("Marker", query.text(marker))
              .text("NextMarker", next ? query.text(page.last()) : null)
              .text("IsTruncated", page.truncated());
          xml.flat("Contents", page.items(), (item, entry) -> object(item, query, entry, true));
          query.prefixes(xml, page.commonPrefixes());
        });
  }

  AwsResponse v2(S3Call call) {
    Query query = Query.of(call);
    String token = call.parameter("continuation-token");
    String startAfter = call.parameter("start-after", "");
    Page<ObjectEntry> page = page(call, query, token == null ? startAfter : decode(token));
    boolean withOwner = "true".equals(call.parameter("fetch-owner"));
    return S3Xml.answer(
        "ListBucketResult",
        xml -> {
          query
              .start(xml, call.bucket())
              .text("KeyCount", page.items().size() + page.commonPrefixes().size())
              .text("StartAfter", startAfter.isEmpty() ? null : query.text(startAfter))
              .text("ContinuationToken", token)
              .text("NextContinuationToken", page.truncated() ? encode(page.last()) : null)
              .text("IsTruncated", page.truncated());
          xml.flat(
              "Contents", page.items(), (item, entry) -> object(item, query, entry, withOwner));
          query.prefixes(xml, page.commonPrefixes());
        });
  }

  private Page<ObjectEntry> page(S3Call call, Query query, String marker) {
    List<ObjectEntry> entries =
        buckets.get(call.bucket()).entriesFrom(marker, false).stream()
            .filter(entry -> entry.current() != null)
            .toList();
    return Page.of(
        entries, ObjectEntry::key, query.prefix(), query.delimiter(), marker, query.max());
  }

  private void object(XmlWriter xml, Query query, ObjectEntry entry, boolean withOwner) {
    ObjectVersion version = entry.latest();
    xml.text("Key", query.text(entry.key()));
    describe(xml, version);
    if (withOwner) {
      xml.element("Owner", owner::owner);
    }
  }

  private static void describe(XmlWriter xml, ObjectVersion version) {
    xml.text("LastModified", S3Xml.iso(version.lastModified())).text("ETag", version.quotedEtag());
    ObjectChecksum checksum = version.checksum();
    if (checksum != null) {
      xml.text("ChecksumAlgorithm", checksum.algorithm()).text("ChecksumType", checksum.type());
    }
    xml.text("Size", version.size()).text("StorageClass", version.storageClass());
  }

  /** One version in a list of versions. */
  private record Row(String key, ObjectVersion version, boolean latest) {}

  AwsResponse versions(S3Call call) {
    Query query = Query.of(call);
    String keyMarker = call.parameter("key-marker", "");
    String versionMarker = call.parameter("version-id-marker");
    List<Row> rows = rows(buckets.get(call.bucket()), keyMarker, versionMarker);
    Page<Row> page =
        Page.of(rows, Row::key, query.prefix(), query.delimiter(), keyMarker, query.max());
    Row last = page.lastItem();
    return S3Xml.answer(
        "ListVersionsResult",
        xml -> {
          query
              .start(xml, call.bucket())
              .text("KeyMarker", query.text(keyMarker))
              .text("VersionIdMarker", Objects.requireNonNullElse(versionMarker, ""))
              .text("IsTruncated", page.truncated());
          if (page.truncated()) {
            xml.text("NextKeyMarker", query.text(page.last()))
                .text("NextVersionIdMarker", last == null ? null : last.version().id());
          }
          page.items().forEach(row -> version(xml, query, row));
          query.prefixes(xml, page.commonPrefixes());
        });
  }

  /** With a version marker the list goes on within the marker's key, else after it. */
  private static List<Row> rows(Bucket bucket, String keyMarker, @Nullable String versionMarker) {
    List<Row> rows = new ArrayList<>();
    for (ObjectEntry entry : bucket.entriesFrom(keyMarker, versionMarker != null)) {
      boolean skipping = versionMarker != null && entry.key().equals(keyMarker);
      for (ObjectVersion version : entry.versions()) {
        if (!skipping) {
          rows.add(new Row(entry.key(), version, version.equals(entry.latest())));
        }
        skipping &= !version.id().equals(versionMarker);
      }
    }
    return rows;
  }

  private void version(XmlWriter xml, Query query, Row row) {
    boolean marker = row.version().deleteMarker();
    xml.element(
        marker ? "DeleteMarker" : "Version",
        item -> {
          item.text("Key", query.text(row.key()))
              .text("VersionId", row.version().id())
              .text("IsLatest", row.latest());
          if (marker) {
            item.text("LastModified", S3Xml.iso(row.version().lastModified()));
          } else {
            describe(item, row.version());
          }
          item.element("Owner", owner::owner);
        });
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsError(400, "InvalidArgument", "The continuation token provided is incorrect");
    }
  }
}
