package dev.stacktape.resource.bucket;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Access;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Origin;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.cdn.CdnSettings;
import dev.stacktape.resource.cdn.Distribution;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code bucket}: an S3 bucket, and a policy where others than the account may use it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html">AWS::S3::Bucket</a>
 */
public final class BucketType implements ResourceType<BucketProperties> {
  private static final String CDN = "cdn";
  private static final int NAME_LIMIT = 63;
  private static final List<String> USE_BUCKET =
      List.of("s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetBucket*");
  private static final List<String> USE_OBJECTS =
      List.of(
          "s3:GetObject*",
          "s3:PutObject*",
          "s3:DeleteObject*",
          "s3:RestoreObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts");

  @Override
  public String word() {
    return "bucket";
  }

  @Override
  public Class<BucketProperties> propertiesType() {
    return BucketProperties.class;
  }

  static String logicalId(String name) {
    return LogicalId.of(name, "Bucket");
  }

  /** The ARN of all objects in the bucket with this name in the config. */
  static Map<String, Object> objectsArn(String name) {
    return Fn.join("", List.of(Fn.getAtt(logicalId(name), "Arn"), "/*"));
  }

  /** What AWS calls the bucket. */
  private static String physicalName(Resource<BucketProperties> bucket, StackView stack) {
    return PhysicalName.fit(fullName(bucket, stack), NAME_LIMIT);
  }

  /** The ARN put together of the name, for what the bucket itself has to wait for. */
  static Map<String, Object> arnByName(Resource<BucketProperties> bucket, StackView stack) {
    return Fn.sub("arn:${AWS::Partition}:s3:::" + physicalName(bucket, stack));
  }

  private static Object arn(Resource<BucketProperties> bucket, StackView stack) {
    return BucketNotifications.hasListeners(bucket, stack)
        ? arnByName(bucket, stack)
        : Fn.getAtt(logicalId(bucket.name()), "Arn");
  }

  private static Object name(Resource<BucketProperties> bucket, StackView stack) {
    return BucketNotifications.hasListeners(bucket, stack)
        ? physicalName(bucket, stack)
        : Fn.ref(logicalId(bucket.name()));
  }

  /** A CDN has no need for the bucket to be there first, and its listeners may know the CDN. */
  private static Object host(Resource<BucketProperties> bucket, StackView stack) {
    return BucketNotifications.hasListeners(bucket, stack)
        ? Fn.sub(physicalName(bucket, stack) + ".s3.${AWS::Region}.${AWS::URLSuffix}")
        : Fn.getAtt(logicalId(bucket.name()), "RegionalDomainName");
  }

  private static String fullName(Resource<BucketProperties> bucket, StackView stack) {
    return String.join("-", stack.target().stackName(), bucket.name(), stack.target().hash())
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public Params params(Resource<BucketProperties> bucket, StackView stack) {
    Params params = Params.none().with("name", name(bucket, stack)).with("arn", arn(bucket, stack));
    return Distribution.params(params, bucket.name(), settings(bucket.properties()));
  }

  private static @Nullable CdnSettings settings(BucketProperties bucket) {
    BucketCdn cdn = bucket.cdn();
    return cdn != null && cdn.enabled() ? cdn.settings() : null;
  }

  /** Read by CloudFront under an identity of its own, so that it need not be public. */
  @Override
  public Optional<Origin> origin(
      Resource<BucketProperties> bucket, StackView stack, Origin.Way way) {
    return Optional.of(
        new Origin(
            host(bucket, stack),
            Map.of(
                "S3OriginConfig",
                Map.of(
                    "OriginAccessIdentity",
                    Fn.join(
                        "",
                        List.of(
                            "origin-access-identity/cloudfront/",
                            Fn.ref(BucketAccess.identityId(bucket.name())))))),
            true));
  }

  @Override
  public Set<String> distributes(Resource<BucketProperties> bucket) {
    BucketCdn cdn = bucket.properties().cdn();
    if (cdn == null || !cdn.enabled()) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>(cdn.settings().targets());
    names.add(bucket.name());
    return names;
  }

  @Override
  public Optional<Access> access(Resource<BucketProperties> bucket, StackView stack) {
    Object arn = arn(bucket, stack);
    return Optional.of(
        new Access(
            List.of(
                Statement.allow(USE_BUCKET, arn),
                Statement.allow(USE_OBJECTS, Fn.join("", List.of(arn, "/*")))),
            params(bucket, stack).values()));
  }

  @Override
  public void check(Inspection<BucketProperties> inspection) {
    inspection.fits("bucket name", fullName(inspection.resource(), inspection.stack()), NAME_LIMIT);
    BucketLifecycle.check(inspection);
    BucketCrossOrigin.check(inspection);
    BucketAccess.check(inspection);
    BucketContent.check(inspection);
    BucketCdn cdn = inspection.properties().cdn();
    if (cdn != null && cdn.enabled()) {
      // A website has the settings of its CDN beside its own.
      boolean ofBucket = inspection.resource().definition().node().entries().containsKey(CDN);
      Distribution.check(inspection, cdn.settings(), ofBucket ? new Object[] {CDN} : new Object[0]);
    }
    BucketNotifications.check(inspection);
  }

  @Override
  public void contribute(Contribution<BucketProperties> to) {
    String id = logicalId(to.name());
    CfnResource bucket =
        CfnResource.of("AWS::S3::Bucket", bucket(to)).keepingData("RetainExceptOnCreate");
    to.add(id, BucketNotifications.afterPermissions(bucket, to));
    BucketAccess.contribute(to);
    BucketCdn cdn = to.properties().cdn();
    List<String> distributions =
        cdn != null && cdn.enabled()
            ? Distribution.contribute(
                to,
                cdn.settings(),
                origin(to.resource(), to.stack(), Origin.Way.USUAL).orElseThrow(),
                "cdn")
            : List.of();
    boolean keepsCopies = cdn != null && Boolean.TRUE.equals(cdn.disableInvalidationAfterDeploy());
    BucketContent.contribute(to, keepsCopies ? List.of() : distributions);
    to.output("name", Fn.ref(id), "Name of the bucket " + to.name());
  }

  private static Map<String, Object> bucket(Contribution<BucketProperties> to) {
    BucketProperties bucket = to.properties();
    Tree tree =
        new Tree()
            .with("BucketName", physicalName(to.resource(), to.stack()))
            .with("PublicAccessBlockConfiguration", BucketAccess.publicAccessBlock(bucket))
            .with("CorsConfiguration", BucketCrossOrigin.configuration(bucket.cors()))
            .with("LifecycleConfiguration", BucketLifecycle.configuration(bucket));
    if (isVersioned(bucket)) {
      tree.with("VersioningConfiguration", Map.of("Status", "Enabled"));
    }
    if (Boolean.TRUE.equals(bucket.encryption())) {
      tree.with(
          "BucketEncryption",
          Map.of(
              "ServerSideEncryptionConfiguration",
              List.of(Map.of("ServerSideEncryptionByDefault", Map.of("SSEAlgorithm", "AES256")))));
    }
    tree.with("NotificationConfiguration", BucketNotifications.configuration(to));
    return tree.build();
  }

  static boolean isVersioned(BucketProperties bucket) {
    return Boolean.TRUE.equals(bucket.versioning()) || bucket.directoryUpload() != null;
  }
}
