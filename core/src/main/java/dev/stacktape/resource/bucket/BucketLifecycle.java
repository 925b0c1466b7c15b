package dev.stacktape.resource.bucket;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to objects as they grow old.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html">AWS::S3::Bucket
 *     Rule</a>
 */
final class BucketLifecycle {
  private static final int OLD_FILES_DAYS = 30;

  private BucketLifecycle() {}

  static @Nullable Tree configuration(BucketProperties bucket) {
    List<Map<String, Object>> rules = new ArrayList<>();
    bucket.lifecycleRules().forEach(rule -> rules.add(rule(rule)));
    if (bucket.directoryUpload() != null && !Boolean.TRUE.equals(bucket.versioning())) {
      // Older versions are there to go back to, not for ever.
      rules.add(
          new Tree()
              .with("Status", "Enabled")
              .with("NoncurrentVersionExpiration", Map.of("NoncurrentDays", OLD_FILES_DAYS))
              .build());
    }
    return rules.isEmpty() ? null : new Tree().with("Rules", rules);
  }

  private static Map<String, Object> rule(LifecycleRule rule) {
    Tree tree = new Tree().with("Status", "Enabled");
    if (rule instanceof LifecycleRule.Expiration expiration) {
      filter(tree, expiration.prefix(), expiration.tags())
          .with("ExpirationInDays", expiration.daysAfterUpload());
    } else if (rule instanceof LifecycleRule.OldVersionExpiration expiration) {
      filter(tree, expiration.prefix(), expiration.tags())
          .with(
              "NoncurrentVersionExpiration",
              new Tree().with("NoncurrentDays", expiration.daysAfterVersioned()));
    } else if (rule instanceof LifecycleRule.Transition transition) {
      filter(tree, transition.prefix(), transition.tags())
          .with(
              "Transitions",
              List.of(
                  move(transition.storageClass())
                      .with("TransitionInDays", transition.daysAfterUpload())
                      .build()));
    } else if (rule instanceof LifecycleRule.OldVersionTransition transition) {
      filter(tree, transition.prefix(), transition.tags())
          .with(
              "NoncurrentVersionTransitions",
              List.of(
                  move(transition.storageClass())
                      .with("TransitionInDays", transition.daysAfterVersioned())
                      .build()));
    } else if (rule instanceof LifecycleRule.AbortUpload abort) {
      filter(tree, abort.prefix(), List.of())
          .with(
              "AbortIncompleteMultipartUpload",
              new Tree().with("DaysAfterInitiation", abort.daysAfterInitiation()));
    }
    return tree.build();
  }

  private static Tree move(StorageClass storageClass) {
    return new Tree().with("StorageClass", storageClass);
  }

  private static Tree filter(Tree tree, @Nullable String prefix, List<KeyValue> tags) {
    return tree.with("Prefix", prefix)
        .with(
            "TagFilters",
            tags.stream()
                .map(tag -> new Tree().with("Key", tag.key()).with("Value", tag.value()).build())
                .toList());
  }

  static void check(Inspection<BucketProperties> inspection) {
    BucketProperties bucket = inspection.properties();
    for (int i = 0; i < bucket.lifecycleRules().size(); i++) {
      LifecycleRule rule = bucket.lifecycleRules().get(i);
      boolean forOldVersions =
          rule instanceof LifecycleRule.OldVersionExpiration
              || rule instanceof LifecycleRule.OldVersionTransition;
      inspection.withoutEffect(
          forOldVersions && !BucketType.isVersioned(bucket),
          "the bucket keeps no older versions without `versioning: true`",
          "lifecycleRules",
          i);
      if (rule instanceof LifecycleRule.AbortUpload abort && !abort.tags().isEmpty()) {
        inspection.report(
            VALUE_INVALID
                .error("Unfinished uploads have no tags, so S3 refuses `tags` here.")
                .hint("Remove `tags`, or use `prefix`."),
            "lifecycleRules",
            i,
            "properties",
            "tags");
      }
    }
  }
}
