package dev.stacktape.deploy;

import dev.stacktape.aws.VirtualTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Utilities;
import software.amazon.awssdk.services.s3.model.*;

/**
 * Buckets in memory, with the conditional writes, version lists and multipart uploads that the
 * engine relies on. Times are those of a virtual clock, and every answer has them as S3's.
 */
final class FakeS3 implements S3Client {
  record Stored(byte[] bytes, String etag, Map<String, String> metadata, Instant modified) {}

  private record Parts(
      String bucket, String key, Map<String, String> metadata, Map<Integer, byte[]> parts) {}

  static final class Bucket {
    final Map<String, Stored> objects = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    final List<String> configured = new ArrayList<>();
    @Nullable String policy;
  }

  final Map<String, Bucket> buckets = new TreeMap<>();
  final List<String> calls = new ArrayList<>();

  /** Every text that was ever put under {@code templates/}, in order. */
  final List<String> templates = new ArrayList<>();

  /** What happens once before a call is carried out. */
  final Map<String, Runnable> before = new ConcurrentHashMap<>();

  /** What happens once after a call was carried out, in place of its answer. */
  final Map<String, Runnable> after = new ConcurrentHashMap<>();

  private final Map<String, Parts> uploads = new TreeMap<>();
  private final VirtualTime time;
  private int ids;

  FakeS3(VirtualTime time) {
    this.time = time;
  }

  static S3Exception error(int status, String code) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .message(code)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
            .build();
  }

  int unfinishedUploads() {
    return uploads.size();
  }

  void leaveUnfinished(String bucket, String key) {
    uploads.put("left-" + ++ids, new Parts(bucket, key, Map.of(), new TreeMap<>()));
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}

  @Override
  public S3Utilities utilities() {
    return S3Utilities.builder().region(Region.EU_WEST_1).build();
  }

  // ---- buckets ----

  @Override
  public synchronized HeadBucketResponse headBucket(HeadBucketRequest request) {
    called("HeadBucket");
    if (!buckets.containsKey(request.bucket())) {
      throw NoSuchBucketException.builder().statusCode(404).message("none").build();
    }
    return HeadBucketResponse.builder().build();
  }

  @Override
  public synchronized CreateBucketResponse createBucket(CreateBucketRequest request) {
    called("CreateBucket");
    Bucket bucket = buckets.computeIfAbsent(request.bucket(), name -> new Bucket());
    bucket.configured.add(
        "location "
            + (request.createBucketConfiguration() == null
                ? "none"
                : request.createBucketConfiguration().locationConstraintAsString()));
    return CreateBucketResponse.builder().build();
  }

  @Override
  public synchronized DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
    called("DeleteBucket " + request.bucket());
    if (!bucket(request.bucket()).objects.isEmpty()) {
      throw error(409, "BucketNotEmpty");
    }
    buckets.remove(request.bucket());
    return DeleteBucketResponse.builder().build();
  }

  @Override
  public synchronized PutPublicAccessBlockResponse putPublicAccessBlock(
      PutPublicAccessBlockRequest request) {
    called("PutPublicAccessBlock");
    bucket(request.bucket()).configured.add("private");
    return PutPublicAccessBlockResponse.builder().build();
  }

  @Override
  public synchronized PutBucketEncryptionResponse putBucketEncryption(
      PutBucketEncryptionRequest request) {
    called("PutBucketEncryption");
    bucket(request.bucket()).configured.add("encrypted");
    return PutBucketEncryptionResponse.builder().build();
  }

  @Override
  public synchronized PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
    called("PutBucketPolicy");
    bucket(request.bucket()).policy = request.policy();
    return PutBucketPolicyResponse.builder().build();
  }

  @Override
  public synchronized PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
      PutBucketLifecycleConfigurationRequest request) {
    called("PutBucketLifecycleConfiguration");
    bucket(request.bucket()).configured.add("lifecycle");
    return PutBucketLifecycleConfigurationResponse.builder().build();
  }

  @Override
  public synchronized PutBucketTaggingResponse putBucketTagging(PutBucketTaggingRequest request) {
    called("PutBucketTagging");
    request
        .tagging()
        .tagSet()
        .forEach(tag -> bucket(request.bucket()).tags.put(tag.key(), tag.value()));
    return PutBucketTaggingResponse.builder().build();
  }

  @Override
  public synchronized GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest request) {
    called("GetBucketTagging");
    Map<String, String> tags = bucket(request.bucket()).tags;
    if (tags.isEmpty()) {
      throw error(404, "NoSuchTagSet");
    }
    return GetBucketTaggingResponse.builder()
        .tagSet(
            tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }

  // ---- objects ----

  @Override
  public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    called("PutObject " + request.key());
    Bucket bucket = bucket(request.bucket());
    check(bucket.objects.get(request.key()), request.ifNoneMatch(), request.ifMatch());
    byte[] bytes = bytes(body);
    if (request.key().startsWith("templates/")) {
      templates.add(new String(bytes, StandardCharsets.UTF_8));
    }
    String etag = store(bucket, request.key(), bytes, request.metadata());
    Runnable lost = after.remove("PutObject " + request.key());
    if (lost != null) {
      lost.run();
    }
    return PutObjectResponse.builder().eTag(etag).build();
  }

  @Override
  public synchronized <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    called("GetObject " + request.key());
    Stored stored = object(request.bucket(), request.key());
    GetObjectResponse.Builder response =
        GetObjectResponse.builder().eTag(stored.etag()).lastModified(stored.modified());
    response.sdkHttpResponse(
        SdkHttpResponse.builder()
            .putHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    time.instant().atOffset(ZoneOffset.UTC)))
            .build());
    try {
      return transformer.transform(
          response.build(), AbortableInputStream.create(new ByteArrayInputStream(stored.bytes())));
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public synchronized HeadObjectResponse headObject(HeadObjectRequest request) {
    called("HeadObject " + request.key());
    Stored stored = object(request.bucket(), request.key());
    return HeadObjectResponse.builder()
        .eTag(stored.etag())
        .contentLength((long) stored.bytes().length)
        .metadata(stored.metadata())
        .build();
  }

  @Override
  public synchronized DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    called("DeleteObject " + request.key());
    Bucket bucket = bucket(request.bucket());
    check(bucket.objects.get(request.key()), null, request.ifMatch());
    bucket.objects.remove(request.key());
    return DeleteObjectResponse.builder().build();
  }

  @Override
  public synchronized ListObjectVersionsResponse listObjectVersions(
      ListObjectVersionsRequest request) {
    called("ListObjectVersions " + request.bucket());
    List<ObjectVersion> versions =
        bucket(request.bucket()).objects.keySet().stream()
            .filter(key -> request.keyMarker() == null || key.compareTo(request.keyMarker()) > 0)
            .limit(2)
            .map(key -> ObjectVersion.builder().key(key).versionId("null").build())
            .toList();
    boolean more = versions.size() == 2;
    return ListObjectVersionsResponse.builder()
        .versions(versions)
        .isTruncated(more)
        .nextKeyMarker(more ? versions.get(1).key() : null)
        .build();
  }

  @Override
  public synchronized DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
    called("DeleteObjects " + request.bucket());
    request.delete().objects().forEach(one -> bucket(request.bucket()).objects.remove(one.key()));
    return DeleteObjectsResponse.builder().build();
  }

  // ---- multipart ----

  @Override
  public synchronized CreateMultipartUploadResponse createMultipartUpload(
      CreateMultipartUploadRequest request) {
    called("CreateMultipartUpload " + request.key());
    String id = "upload-" + ++ids;
    uploads.put(
        id, new Parts(request.bucket(), request.key(), request.metadata(), new TreeMap<>()));
    return CreateMultipartUploadResponse.builder().uploadId(id).build();
  }

  @Override
  public synchronized UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
    called("UploadPart " + request.partNumber());
    byte[] bytes = bytes(body);
    uploads.get(request.uploadId()).parts().put(request.partNumber(), bytes);
    return UploadPartResponse.builder().eTag("part-" + request.partNumber()).build();
  }

  @Override
  public synchronized CompleteMultipartUploadResponse completeMultipartUpload(
      CompleteMultipartUploadRequest request) {
    called("CompleteMultipartUpload");
    Parts parts = uploads.get(request.uploadId());
    Bucket bucket = bucket(request.bucket());
    check(bucket.objects.get(parts.key()), request.ifNoneMatch(), request.ifMatch());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    request
        .multipartUpload()
        .parts()
        .forEach(part -> whole.writeBytes(parts.parts().get(part.partNumber())));
    uploads.remove(request.uploadId());
    String etag = store(bucket, parts.key(), whole.toByteArray(), parts.metadata());
    return CompleteMultipartUploadResponse.builder().eTag(etag).build();
  }

  @Override
  public synchronized AbortMultipartUploadResponse abortMultipartUpload(
      AbortMultipartUploadRequest request) {
    called("AbortMultipartUpload");
    uploads.remove(request.uploadId());
    return AbortMultipartUploadResponse.builder().build();
  }

  @Override
  public synchronized ListMultipartUploadsResponse listMultipartUploads(
      ListMultipartUploadsRequest request) {
    called("ListMultipartUploads");
    return ListMultipartUploadsResponse.builder()
        .uploads(
            uploads.entrySet().stream()
                .filter(one -> one.getValue().key().startsWith(request.prefix()))
                .map(
                    one ->
                        MultipartUpload.builder()
                            .uploadId(one.getKey())
                            .key(one.getValue().key())
                            .build())
                .toList())
        .isTruncated(false)
        .build();
  }

  // ---- inside ----

  private void called(String call) {
    calls.add(call);
    Runnable hook = before.remove(call);
    if (hook != null) {
      hook.run();
    }
  }

  Bucket bucket(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw NoSuchBucketException.builder()
          .statusCode(404)
          .message("none")
          .awsErrorDetails(AwsErrorDetails.builder().errorCode("NoSuchBucket").build())
          .build();
    }
    return bucket;
  }

  private Stored object(String bucket, String key) {
    Stored stored = bucket(bucket).objects.get(key);
    if (stored == null) {
      throw NoSuchKeyException.builder().statusCode(404).message("none").build();
    }
    return stored;
  }

  private static void check(
      @Nullable Stored there, @Nullable String ifNoneMatch, @Nullable String ifMatch) {
    if (ifNoneMatch != null && there != null) {
      throw error(412, "PreconditionFailed");
    }
    if (ifMatch != null && there == null) {
      throw NoSuchKeyException.builder().statusCode(404).message("none").build();
    }
    if (ifMatch != null && !ifMatch.equals(there.etag())) {
      throw error(412, "PreconditionFailed");
    }
  }

  private String store(Bucket bucket, String key, byte[] bytes, Map<String, String> metadata) {
    String etag = "etag-" + ++ids;
    bucket.objects.put(key, new Stored(bytes, etag, metadata, time.instant()));
    return etag;
  }

  private static byte[] bytes(RequestBody body) {
    try {
      return body.contentStreamProvider().newStream().readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
