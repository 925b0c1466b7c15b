package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProperties;
import dev.stacktape.local.ResourceProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** {@code AWS::S3::Bucket}. */
final class BucketProvider implements ResourceProvider {
  private static final int LONGEST_NAME = 63;

  /** What a bucket loses when its property goes; the two not here fall back to AWS's defaults. */
  private static final List<Subresource> REMOVABLE =
      List.of(
          Subresource.ENCRYPTION,
          Subresource.CORS,
          Subresource.LIFECYCLE,
          Subresource.WEBSITE,
          Subresource.TAGGING);

  private final Buckets buckets;
  private final Supplier<String> endpoint;

  BucketProvider(Buckets buckets, Supplier<String> endpoint) {
    this.buckets = buckets;
    this.endpoint = endpoint;
  }

  @Override
  public String type() {
    return "AWS::S3::Bucket";
  }

  @Override
  public Result create(Request request) {
    String named = request.text("BucketName");
    String name =
        named == null ? request.generatedName(LONGEST_NAME).toLowerCase(Locale.ROOT) : named;
    if (!buckets.has(name)) {
      buckets.create(name, request.region(), request.token());
    } else if (!buckets.get(name).wasMadeBy(request.token())) {
      throw new AwsError(409, "AlreadyExists", name + " already exists");
    }
    documents(request).forEach(buckets.get(name)::document);
    return result(name, request.region());
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    Bucket bucket = buckets.get(physicalId);
    Map<Subresource, String> wanted = documents(request);
    if (new ResourceProperties(previous).has("VersioningConfiguration")
        && !wanted.containsKey(Subresource.VERSIONING)) {
      // Versioning can be suspended, but never taken back.
      wanted.put(
          Subresource.VERSIONING,
          "<VersioningConfiguration xmlns=\""
              + S3Xml.NAMESPACE
              + "\"><Status>Suspended</Status></VersioningConfiguration>");
    }
    for (Subresource subresource : REMOVABLE) {
      if (!wanted.containsKey(subresource)) {
        bucket.document(subresource, null);
      }
    }
    resetToDefault(bucket, wanted, Subresource.PUBLIC_ACCESS_BLOCK);
    resetToDefault(bucket, wanted, Subresource.OWNERSHIP_CONTROLS);
    wanted.forEach(bucket::document);
    return result(physicalId, request.region());
  }

  private static void resetToDefault(
      Bucket bucket, Map<Subresource, String> wanted, Subresource subresource) {
    if (!wanted.containsKey(subresource)) {
      bucket.document(subresource, Buckets.defaultDocument(subresource));
    }
  }

  @Override
  public void delete(Request request, String physicalId) {
    try {
      buckets.delete(physicalId);
    } catch (AwsError e) {
      if (e.code().equals("BucketNotEmpty")) {
        throw new AwsError(
            e.status(),
            e.code(),
            e.getMessage() + " (Service: S3, Status Code: 409, Error Code: BucketNotEmpty)");
      }
      if (!e.code().equals("NoSuchBucket")) {
        throw e;
      }
    }
  }

  private static Map<Subresource, String> documents(Request request) {
    ResourceProperties properties = request.read();
    return BucketDocuments.of(properties, properties.tags("Tags", request.stackTags()));
  }

  /** The website's address is the local one, so that following it never leaves this machine. */
  private Result result(String name, String region) {
    return new Result(
        name,
        Map.of(
            "Arn", "arn:aws:s3:::" + name,
            "DomainName", name + ".s3.amazonaws.com",
            "RegionalDomainName", name + ".s3." + region + ".amazonaws.com",
            "DualStackDomainName", name + ".s3.dualstack." + region + ".amazonaws.com",
            "WebsiteURL", endpoint.get() + "/" + name));
  }
}
