package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.XmlElement;
import dev.stacktape.local.http.XmlWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operations on whole buckets. */
final class BucketCalls {
  private static final String DEFAULT_REGION = "us-east-1";

  private final Buckets buckets;
  private final String account;

  BucketCalls(Buckets buckets, String account) {
    this.buckets = buckets;
    this.account = account;
  }

  AwsResponse list(S3Call call) {
    String prefix = call.parameter("prefix", "");
    @Nullable String region = call.parameter("bucket-region");
    List<Bucket> matching =
        buckets.all().stream()
            .filter(bucket -> bucket.name().startsWith(prefix))
            .filter(bucket -> region == null || bucket.region().equals(region))
            .toList();
    return S3Xml.answer(
        "ListAllMyBucketsResult",
        xml ->
            xml.element("Owner", this::owner)
                .list(
                    "Buckets",
                    "Bucket",
                    matching,
                    (item, bucket) ->
                        item.text("Name", bucket.name())
                            .text("CreationDate", S3Xml.iso(bucket.created()))
                            .text("BucketRegion", bucket.region())));
  }

  AwsResponse create(S3Call call) {
    String region = signedRegion(call);
    String constraint = locationConstraint(call);
    if (constraint == null && !region.equals(DEFAULT_REGION)) {
      throw illegalLocation("unspecified");
    }
    String wanted = constraint == null ? DEFAULT_REGION : constraint;
    if (!region.equals(DEFAULT_REGION) && !region.equals(wanted)) {
      throw illegalLocation(wanted);
    }
    // The oldest region answers a repeated creation as if it were the first.
    if (!(wanted.equals(DEFAULT_REGION) && ownedInDefaultRegion(call.bucket()))) {
      buckets.create(call.bucket(), wanted, null);
    }
    return AwsResponse.empty(200).header("Location", "/" + call.bucket());
  }

  private boolean ownedInDefaultRegion(String name) {
    return buckets.has(name) && buckets.get(name).region().equals(DEFAULT_REGION);
  }

  private static @Nullable String locationConstraint(S3Call call) {
    byte[] body = call.request().bytes();
    String location = body.length == 0 ? null : XmlElement.parse(body).text("LocationConstraint");
    return location == null || location.isEmpty()
        ? null
        : location.equals("EU") ? "eu-west-1" : location;
  }

  private static String signedRegion(S3Call call) {
    String region = call.request().region();
    return region.isEmpty() ? DEFAULT_REGION : region;
  }

  private static AwsError illegalLocation(String location) {
    return new AwsError(
        400,
        "IllegalLocationConstraintException",
        "The "
            + location
            + " location constraint is incompatible for the region specific endpoint this request"
            + " was sent to.");
  }

  AwsResponse head(S3Call call) {
    Bucket bucket = buckets.get(call.bucket());
    return AwsResponse.empty(200)
        .header("x-amz-bucket-region", bucket.region())
        .header("x-amz-access-point-alias", "false")
        .header("Content-Type", "application/xml");
  }

  AwsResponse delete(S3Call call) {
    buckets.delete(call.bucket());
    return AwsResponse.empty(204);
  }

  AwsResponse location(S3Call call) {
    String region = buckets.get(call.bucket()).region();
    String text = region.equals(DEFAULT_REGION) ? "" : XmlWriter.escape(region);
    return S3Xml.document(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LocationConstraint xmlns=\""
            + S3Xml.NAMESPACE
            + "\">"
            + text
            + "</LocationConstraint>");
  }

  /** The one ACL that there is since ACLs are off by default: the owner may do everything. */
  AwsResponse acl() {
    return S3Xml.answer(
        "AccessControlPolicy",
        xml ->
            xml.element("Owner", this::owner)
                .element(
                    "AccessControlList",
                    list ->
                        list.element(
                            "Grant",
                            grant ->
                                grant
                                    .element(
                                        "Grantee",
                                        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                            + " xsi:type=\"CanonicalUser\"",
                                        this::owner)
                                    .text("Permission", "FULL_CONTROL"))));
  }

  void owner(XmlWriter xml) {
    xml.text("ID", ownerId());
  }

  /** A canonical user id, made from the account so that it is always the same. */
  String ownerId() {
    return (account + "0".repeat(64)).substring(0, 64);
  }

  AwsResponse getDocument(S3Call call, Subresource subresource) {
    String document = buckets.get(call.bucket()).document(subresource);
    String answer = document == null ? subresource.whenMissing() : document;
    return subresource == Subresource.POLICY
        ? AwsResponse.json(200, "application/json", answer)
        : S3Xml.document(answer);
  }

  AwsResponse putDocument(S3Call call, Subresource subresource) {
    Bucket bucket = buckets.get(call.bucket());
    Intake.check(call.request());
    String document = call.request().text();
    if (subresource == Subresource.POLICY) {
      BucketPolicy.parse(document).check(bucket);
      bucket.document(subresource, document);
      return AwsResponse.empty(204);
    }
    XmlElement root = XmlElement.parse(call.request().bytes());
    if (subresource == Subresource.VERSIONING) {
      checkVersioning(root);
    }
    bucket.document(subresource, document);
    return AwsResponse.empty(200);
  }

  private static void checkVersioning(XmlElement root) {
    String status = Objects.requireNonNullElse(root.text("Status"), "");
    if (!List.of("Enabled", "Suspended").contains(status)) {
      throw XmlElement.malformed();
    }
  }

  AwsResponse deleteDocument(S3Call call, Subresource subresource) {
    buckets.get(call.bucket()).document(subresource, null);
    return AwsResponse.empty(204);
  }

  AwsResponse policyStatus(S3Call call) {
    String document = buckets.get(call.bucket()).document(Subresource.POLICY);
    boolean open =
        BucketPolicy.parse(document == null ? Subresource.POLICY.whenMissing() : document)
            .isPublic();
    return S3Xml.answer("PolicyStatus", xml -> xml.text("IsPublic", open));
  }
}
