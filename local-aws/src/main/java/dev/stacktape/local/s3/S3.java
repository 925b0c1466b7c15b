package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ObjectReader;
import dev.stacktape.local.ResourceProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Amazon S3.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">S3 API</a>
 */
public final class S3 implements AwsService, ObjectReader {
  private final LocalContext context;
  private final Buckets buckets;
  private final BucketCalls bucketCalls;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final Multipart multipart;
  private final UploadLists uploadLists;
  private final Listings listings;

  /** S3 of an endpoint, with the buckets that its state holds. */
  public S3(LocalContext context) {
    this.context = context;
    this.buckets = new Buckets(context.folder("s3"), context.clock());
    this.bucketCalls = new BucketCalls(buckets, context.account());
    this.reads = new ObjectReads(buckets);
    this.writes = new ObjectWrites(buckets, context.clock());
    this.multipart = new Multipart(buckets, context.clock());
    this.uploadLists = new UploadLists(buckets, bucketCalls);
    this.listings = new Listings(buckets, bucketCalls);
  }

  /** What CloudFormation makes buckets and their policies with. */
  @Override
  public List<ResourceProvider> providers() {
    return List.of(
        new BucketProvider(buckets, context.endpoint()), new BucketPolicyProvider(buckets));
  }

  @Override
  public String signingName() {
    return "s3";
  }

  @Override
  public String operation(AwsRequest request) {
    return S3Call.of(request).operation();
  }

  @Override
  public Path object(String bucket, String key, @Nullable String versionId) {
    Bucket found = buckets.get(bucket);
    return found.blobs().path(found.find(key, versionId).blob());
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    S3Call call = S3Call.of(request);
    if (request.service().isEmpty()) {
      refuseStrangers(call);
    }
    Optional<Subresource> subresource =
        call.key().isEmpty()
            ? request.query().keySet().stream()
                .flatMap(name -> Subresource.named(name).stream())
                .findFirst()
            : Optional.empty();
    return subresource.isPresent() ? document(call, subresource.get()) : answer(call);
  }

  /** Without a signature a caller may do only what the bucket's policy gives to everybody. */
  private void refuseStrangers(S3Call call) {
    String arn = "arn:aws:s3:::" + call.bucket() + (call.key().isEmpty() ? "" : "/" + call.key());
    Bucket bucket = call.bucket().isEmpty() ? null : buckets.get(call.bucket());
    String policy = bucket == null ? null : bucket.document(Subresource.POLICY);
    boolean allowed =
        bucket != null
            && policy != null
            && !BucketPolicy.blocks(bucket, "RestrictPublicBuckets")
            && BucketPolicy.parse(policy).allowsAnyone("s3:" + permission(call.operation()), arn);
    if (!allowed) {
      throw S3Errors.accessDenied();
    }
  }

  /** Some operations go by the permission of another. */
  private static String permission(String operation) {
    return switch (operation) {
      case "HeadObject" -> "GetObject";
      case "HeadBucket", "ListObjects", "ListObjectsV2" -> "ListBucket";
      default -> operation;
    };
  }

  private AwsResponse document(S3Call call, Subresource subresource) {
    return switch (call.request().method()) {
      case "GET" -> bucketCalls.getDocument(call, subresource);
      case "PUT" -> bucketCalls.putDocument(call, subresource);
      case "DELETE" -> bucketCalls.deleteDocument(call, subresource);
      default -> throw S3Errors.methodNotAllowed();
    };
  }

  private AwsResponse answer(S3Call call) {
    return switch (call.operation()) {
      case "ListBuckets" -> bucketCalls.list(call);
      case "CreateBucket" -> bucketCalls.create(call);
      case "HeadBucket" -> bucketCalls.head(call);
      case "DeleteBucket" -> bucketCalls.delete(call);
      case "GetBucketLocation" -> bucketCalls.location(call);
      case "GetBucketPolicyStatus" -> bucketCalls.policyStatus(call);
      case "GetBucketAcl", "GetObjectAcl" -> acl(call);
      case "PutBucketAcl", "PutObjectAcl" -> throw aclsAreOff();
      case "ListObjects" -> listings.v1(call);
      case "ListObjectsV2" -> listings.v2(call);
      case "ListObjectVersions" -> listings.versions(call);
      case "GetObject", "HeadObject" -> reads.get(call);
      case "GetObjectAttributes" -> reads.attributes(call);
      case "GetObjectTagging" -> reads.tagging(call);
      case "PutObject" -> writes.put(call);
      case "CopyObject" -> writes.copy(call);
      case "DeleteObject" -> writes.delete(call);
      case "DeleteObjects" -> writes.deleteMany(call);
      case "PutObjectTagging" -> writes.putTagging(call);
      case "DeleteObjectTagging" -> writes.deleteTagging(call);
      case "CreateMultipartUpload" -> multipart.create(call);
      case "UploadPart" -> multipart.part(call);
      case "UploadPartCopy" -> multipart.partCopy(call);
      case "CompleteMultipartUpload" -> multipart.complete(call);
      case "AbortMultipartUpload" -> multipart.abort(call);
      case "ListParts" -> uploadLists.listParts(call);
      case "ListMultipartUploads" -> uploadLists.listUploads(call);
      default ->
          throw new AwsError(
              501,
              "NotImplemented",
              "A header or parameter you provided implies functionality that is not implemented");
    };
  }

  private AwsResponse acl(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    if (!call.key().isEmpty()) {
      bucket.find(call.key(), call.parameter("versionId"));
    }
    return bucketCalls.acl();
  }

  private static AwsError aclsAreOff() {
    return new AwsError(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return S3Xml.error(error, requestId);
  }
}
