package dev.stacktape.resource.bucket;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may use a bucket without a permission of their own. */
final class BucketAccess {
  private static final String EVERYONE = "*";

  private BucketAccess() {}

  /**
   * Access control lists are always off. Policies that let everyone in are blocked unless the
   * config asks for one.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
   *     public access</a>
   */
  static Tree publicAccessBlock(BucketProperties bucket) {
    boolean blocked = !letsEveryoneIn(bucket);
    return new Tree()
        .with("BlockPublicAcls", true)
        .with("IgnorePublicAcls", true)
        .with("BlockPublicPolicy", blocked)
        .with("RestrictPublicBuckets", blocked);
  }

  /** The logical id of the identity under which CloudFront reads the bucket. */
  static String identityId(String name) {
    return LogicalId.of(name, "CdnCloudFrontOriginAccessIdentity");
  }

  private static boolean isDistributed(Contribution<BucketProperties> to) {
    return to.stack().withParts().values().stream()
        .anyMatch(resource -> distributes(resource).contains(to.resource().owner()));
  }

  private static <P extends Record> Set<String> distributes(Resource<P> resource) {
    return resource.type().distributes(resource);
  }

  /** Listing is allowed too: without it S3 says of what is not there that it is forbidden. */
  private static List<Map<String, Object>> readByCdn(Contribution<BucketProperties> to) {
    String identity = identityId(to.name());
    to.add(
        identity,
        CfnResource.of(
            "AWS::CloudFront::CloudFrontOriginAccessIdentity",
            Map.of(
                "CloudFrontOriginAccessIdentityConfig",
                Map.of("Comment", to.stack().target().stackName() + " " + to.name()))));
    Map<String, Object> principal =
        Map.of("CanonicalUser", Fn.getAtt(identity, "S3CanonicalUserId"));
    return List.of(
        new Tree()
            .with("Sid", "CloudfrontAccess")
            .with("Effect", "Allow")
            .with("Principal", principal)
            .with("Action", List.of("s3:GetObject"))
            .with("Resource", BucketType.objectsArn(to.name()))
            .build(),
        new Tree()
            .with("Sid", "CloudfrontAccessList")
            .with("Effect", "Allow")
            .with("Principal", principal)
            .with("Action", List.of("s3:ListBucket"))
            .with("Resource", Fn.getAtt(BucketType.logicalId(to.name()), "Arn"))
            .build());
  }

  static void contribute(Contribution<BucketProperties> to) {
    List<Map<String, Object>> statements = new ArrayList<>();
    if (isDistributed(to)) {
      statements.addAll(readByCdn(to));
    }
    Accessibility accessibility = to.properties().accessibility();
    if (accessibility != null) {
      statements.addAll(wanted(to, accessibility));
    }
    if (!statements.isEmpty()) {
      to.add(
          LogicalId.of(to.name(), "BucketPolicy"),
          CfnResource.of(
              "AWS::S3::BucketPolicy",
              new Tree()
                  .with("Bucket", Fn.ref(BucketType.logicalId(to.name())))
                  .with("PolicyDocument", Statement.document(statements))
                  .build()),
          "accessibility");
    }
  }

  private static List<Map<String, Object>> wanted(
      Contribution<BucketProperties> to, Accessibility accessibility) {
    List<Map<String, Object>> statements = new ArrayList<>();
    List<String> open = openActions(accessibility.accessibilityMode());
    if (!open.isEmpty()) {
      statements.add(
          new Tree()
              .with("Effect", "Allow")
              .with("Principal", EVERYONE)
              .with("Action", open)
              .with("Resource", List.of(BucketType.objectsArn(to.name())))
              .build());
    }
    accessibility.accessPolicyStatements().forEach(wanted -> statements.add(statement(wanted)));
    return statements;
  }

  private static List<String> openActions(AccessibilityMode mode) {
    return switch (mode) {
      case PRIVATE -> List.of();
      case PUBLIC_READ -> List.of("s3:GetObject");
      case PUBLIC_READ_WRITE -> List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject");
    };
  }

  private static Map<String, Object> statement(BucketPolicyStatement wanted) {
    return new Tree()
        .with("Sid", wanted.sid())
        .with("Effect", effect(wanted))
        .with("Principal", wanted.principal())
        .with("Action", wanted.action())
        .with("Resource", wanted.resource())
        .with("Condition", wanted.condition())
        .build();
  }

  private static String effect(BucketPolicyStatement wanted) {
    return wanted.effect() == null ? "Allow" : wanted.effect();
  }

  private static boolean letsEveryoneIn(BucketProperties bucket) {
    Accessibility accessibility = bucket.accessibility();
    return accessibility != null
        && (accessibility.accessibilityMode() != AccessibilityMode.PRIVATE
            || accessibility.accessPolicyStatements().stream()
                .anyMatch(BucketAccess::isForEveryone));
  }

  /** With a condition S3 itself decides whether the statement is public; most are not. */
  private static boolean isForEveryone(BucketPolicyStatement statement) {
    Object principal = statement.principal();
    Object aws = principal instanceof Map<?, ?> map ? map.get("AWS") : principal;
    boolean everyone =
        EVERYONE.equals(aws) || (aws instanceof List<?> list && list.contains(EVERYONE));
    return everyone && effect(statement).equals("Allow") && statement.condition() == null;
  }

  static void check(Inspection<BucketProperties> inspection) {
    Accessibility accessibility = inspection.properties().accessibility();
    if (accessibility == null) {
      return;
    }
    List<BucketPolicyStatement> statements = accessibility.accessPolicyStatements();
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i).action().isEmpty()) {
        inspection.report(
            VALUE_INVALID
                .error("The statement does not say what it is about.")
                .hint("Add `Action` with a list, such as [s3:GetObject]."),
            "accessibility",
            "accessPolicyStatements",
            i);
      }
    }
  }
}
