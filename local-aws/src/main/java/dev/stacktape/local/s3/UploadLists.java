package dev.stacktape.local.s3;

import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.XmlWriter;
import java.util.List;

/** Lists of what multipart uploads hold so far. */
final class UploadLists {
  private final Buckets buckets;
  private final BucketCalls owner;

  UploadLists(Buckets buckets, BucketCalls owner) {
    this.buckets = buckets;
    this.owner = owner;
  }

  AwsResponse listParts(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    Upload upload = Multipart.upload(bucket, call);
    int after = call.number("part-number-marker", 0);
    int max = Math.min(call.number("max-parts", 1000), 1000);
    List<Upload.Part> rest = upload.parts().stream().filter(part -> part.number() > after).toList();
    List<Upload.Part> page = rest.subList(0, Math.min(max, rest.size()));
    int last = page.isEmpty() ? after : page.get(page.size() - 1).number();
    return S3Xml.answer(
        "ListPartsResult",
        xml ->
            xml.text("Bucket", call.bucket())
                .text("Key", call.key())
                .text("UploadId", upload.start().id())
                .element("Initiator", owner::owner)
                .element("Owner", owner::owner)
                .text("StorageClass", "STANDARD")
                .text("PartNumberMarker", after)
                .text("NextPartNumberMarker", last)
                .text("MaxParts", max)
                .text("IsTruncated", page.size() < rest.size())
                .flat("Part", page, UploadLists::part));
  }

  private static void part(XmlWriter xml, Upload.Part part) {
    part.checksum()
        .writeTo(
            xml.text("PartNumber", part.number())
                .text("LastModified", S3Xml.iso(part.lastModified()))
                .text("ETag", "\"" + part.etag() + "\"")
                .text("Size", part.size()));
  }

  AwsResponse listUploads(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    String prefix = call.parameter("prefix", "");
    List<Upload.Start> uploads =
        bucket.uploads().all().stream().filter(start -> start.key().startsWith(prefix)).toList();
    return S3Xml.answer(
        "ListMultipartUploadsResult",
        xml ->
            xml.text("Bucket", call.bucket())
                .text("Prefix", prefix)
                .text("MaxUploads", 1000)
                .text("IsTruncated", false)
                .flat("Upload", uploads, this::upload));
  }

  private void upload(XmlWriter xml, Upload.Start start) {
    xml.text("UploadId", start.id())
        .text("Key", start.key())
        .text("Initiated", S3Xml.iso(start.initiated()))
        .text("StorageClass", "STANDARD")
        .element("Initiator", owner::owner)
        .element("Owner", owner::owner);
  }
}
