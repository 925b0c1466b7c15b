package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Multipart uploads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart
 *     upload</a>
 */
final class Multipart {
  private static final int MOST_PARTS = 10_000;

  private final Buckets buckets;
  private final Clock clock;

  Multipart(Buckets buckets, Clock clock) {
    this.buckets = buckets;
    this.clock = clock;
  }

  AwsResponse create(S3Call call) {
    call.requireValidKey();
    Bucket bucket = buckets.get(call.bucket());
    String named = call.header("x-amz-checksum-algorithm");
    ChecksumAlgorithm algorithm =
        named == null
            ? null
            : ChecksumAlgorithm.named(named)
                .orElseThrow(
                    () ->
                        S3Errors.invalidRequest(
                            "Checksum algorithm provided is unsupported. Please try again with any"
                                + " of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
    String type = call.header("x-amz-checksum-type");
    if (ObjectChecksum.FULL_OBJECT.equals(type) && algorithm != null && !algorithm.isCyclic()) {
      throw S3Errors.invalidRequest(
          "The FULL_OBJECT checksum type cannot be used with the "
              + algorithm
              + " checksum algorithm.");
    }
    Upload.Start start =
        bucket
            .uploads()
            .begin(call.key(), ObjectHeaders.of(call.request()), algorithm, type)
            .start();
    AwsResponse response =
        S3Xml.answer(
                "InitiateMultipartUploadResult",
                xml ->
                    xml.text("Bucket", call.bucket())
                        .text("Key", call.key())
                        .text("UploadId", start.id()))
            .header("x-amz-server-side-encryption", "AES256");
    return algorithm == null
        ? response
        : response
            .header("x-amz-checksum-algorithm", algorithm.name())
            .header("x-amz-checksum-type", start.effectiveType());
  }

  AwsResponse part(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    Upload upload = upload(bucket, call);
    int number = partNumber(call);
    Intake intake = Intake.of(call.request(), bucket.blobs(), upload.start().effectiveAlgorithm());
    keep(bucket, upload, number, intake);
    return intake
        .checksum()
        .addTo(AwsResponse.empty(200))
        .header("ETag", "\"" + intake.etag() + "\"")
        .header("x-amz-server-side-encryption", "AES256");
  }

  AwsResponse partCopy(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    Upload upload = upload(bucket, call);
    int number = partNumber(call);
    CopySource source = CopySource.of(call.request(), buckets);
    long size = source.version().size();
    ByteRange range = ByteRange.parse(call.header("x-amz-copy-source-range"), size);
    ByteRange copied = range == null ? new ByteRange(0, size) : range;
    String blob = bucket.blobs().copy(source.path(), copied.offset(), copied.length());
    ChecksumAlgorithm algorithm = upload.start().effectiveAlgorithm();
    Map<ChecksumAlgorithm, byte[]> digests =
        digests(bucket.blobs().path(blob), ChecksumAlgorithm.MD5, algorithm);
    Intake intake =
        new Intake(
            blob,
            copied.length(),
            HexFormat.of().formatHex(get(digests, ChecksumAlgorithm.MD5)),
            new ObjectChecksum(
                algorithm, base64(get(digests, algorithm)), ObjectChecksum.FULL_OBJECT));
    keep(bucket, upload, number, intake);
    return source.addTo(
        S3Xml.answer(
            "CopyPartResult",
            xml ->
                intake
                    .checksum()
                    .writeTo(
                        xml.text("LastModified", S3Xml.iso(clock.millis()))
                            .text("ETag", "\"" + intake.etag() + "\""))));
  }

  private void keep(Bucket bucket, Upload upload, int number, Intake intake) {
    try {
      bucket
          .uploads()
          .put(
              upload,
              new Upload.Part(
                  number,
                  intake.blob(),
                  intake.size(),
                  intake.etag(),
                  clock.millis(),
                  intake.checksum()));
    } catch (AwsError e) {
      bucket.blobs().discard(intake.blob());
      throw e;
    }
  }

  AwsResponse complete(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    ObjectVersion current = bucket.current(call.key());
    String id = call.parameter("uploadId", "");
    if (current != null && id.equals(current.uploadId())) {
      // The answer to the first completion was lost, or the process was killed right after it.
      Upload leftover = bucket.uploads().find(id, call.key());
      if (leftover != null) {
        bucket.uploads().end(leftover);
      }
      return completed(call, bucket, current);
    }
    Upload upload = upload(bucket, call);
    WriteCondition condition = WriteCondition.of(call.request());
    condition.check(current);
    List<Upload.Part> parts = CompletionList.of(call.request()).choose(upload);
    ObjectVersion version = assemble(bucket, upload.start(), parts);
    checkClaim(call, version, bucket);
    ObjectVersion stored = ObjectWrites.store(bucket, call.key(), version, condition);
    bucket.uploads().end(upload);
    return completed(call, bucket, stored);
  }

  private static AwsResponse completed(S3Call call, Bucket bucket, ObjectVersion stored) {
    ObjectChecksum checksum = Objects.requireNonNull(stored.checksum());
    AwsResponse response =
        S3Xml.answer(
                "CompleteMultipartUploadResult",
                xml ->
                    checksum
                        .writeTo(
                            xml.text("Location", "/" + call.bucket() + "/" + call.key())
                                .text("Bucket", call.bucket())
                                .text("Key", call.key())
                                .text("ETag", stored.quotedEtag()))
                        .text("ChecksumType", checksum.type()))
            .header("x-amz-server-side-encryption", ObjectWrites.encryption(stored));
    return ObjectWrites.withVersion(response, bucket, stored);
  }

  private ObjectVersion assemble(Bucket bucket, Upload.Start start, List<Upload.Part> parts) {
    String blob = bucket.blobs().join(parts.stream().map(Upload.Part::blob).toList());
    return new ObjectVersion(
        "",
        false,
        blob,
        parts.stream().mapToLong(Upload.Part::size).sum(),
        MultipartDigests.etag(parts),
        clock.millis(),
        start.headers().headers(),
        start.headers().metadata(),
        start.headers().tags(),
        checksum(bucket, start, parts, blob),
        parts.stream().map(Upload.Part::size).toList(),
        start.id());
  }

  private static ObjectChecksum checksum(
      Bucket bucket, Upload.Start start, List<Upload.Part> parts, String blob) {
    ChecksumAlgorithm algorithm = start.effectiveAlgorithm();
    if (start.effectiveType().equals(ObjectChecksum.COMPOSITE)) {
      return MultipartDigests.composite(algorithm, parts);
    }
    byte[] whole = get(digests(bucket.blobs().path(blob), algorithm, algorithm), algorithm);
    return new ObjectChecksum(algorithm, base64(whole), ObjectChecksum.FULL_OBJECT);
  }

  /** The client may say what the whole must be. */
  private static void checkClaim(S3Call call, ObjectVersion version, Bucket bucket) {
    ObjectChecksum claimed = ObjectChecksum.claimed(call.request());
    ObjectChecksum actual = version.checksum();
    String size = call.header("x-amz-mp-object-size");
    boolean otherSize = size != null && !size.equals(Long.toString(version.size()));
    boolean otherSum =
        claimed != null
            && actual != null
            && claimed.algorithm() == actual.algorithm()
            && !claimed.value().equals(actual.value());
    if (otherSize || otherSum) {
      bucket.blobs().discard(version.blob());
      throw otherSize
          ? S3Errors.invalidRequest(
              "The provided 'x-amz-mp-object-size' header does not match what was computed")
          : Intake.badDigest(String.valueOf(Objects.requireNonNull(claimed).algorithm()));
    }
  }

  AwsResponse abort(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    bucket.uploads().end(upload(bucket, call));
    return AwsResponse.empty(204);
  }

  static Upload upload(Bucket bucket, S3Call call) {
    return bucket.uploads().get(call.parameter("uploadId", ""), call.key());
  }

  private static int partNumber(S3Call call) {
    int number = call.number("partNumber", 0);
    if (number < 1 || number > MOST_PARTS) {
      throw new AwsError(
          400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
    }
    return number;
  }

  private static Map<ChecksumAlgorithm, byte[]> digests(
      Path file, ChecksumAlgorithm first, ChecksumAlgorithm second) {
    try {
      return Intake.digests(Files.newInputStream(file), EnumSet.of(first, second));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] get(Map<ChecksumAlgorithm, byte[]> digests, ChecksumAlgorithm algorithm) {
    return Objects.requireNonNull(digests.get(algorithm));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
