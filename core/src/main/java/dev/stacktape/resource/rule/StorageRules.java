package dev.stacktape.resource.rule;

import dev.stacktape.resource.auth.UserPoolProperties;
import dev.stacktape.resource.bucket.BucketProperties;
import dev.stacktape.resource.cache.RedisProperties;
import dev.stacktape.resource.filesystem.FileSystemProperties;
import dev.stacktape.resource.filesystem.ThroughputMode;
import dev.stacktape.resource.messaging.StreamCapacity;
import dev.stacktape.resource.messaging.StreamProperties;
import dev.stacktape.resource.messaging.TopicProperties;
import dev.stacktape.resource.search.SearchCluster;
import dev.stacktape.resource.search.SearchDomainProperties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What keeps or passes on data beside relational databases and tables. */
final class StorageRules {
  /** Families of machines that bring their own disk, so that none can be attached. */
  private static final Pattern OWN_DISK =
      Pattern.compile("(?:i2|i3|i4g|i4i|i7i|i8g|im4gn|r6gd|r7gd|r8gd|or1x)\\..*");

  private static final Pattern SEARCH_MACHINE =
      Pattern.compile("[a-z0-9-]+\\.[a-z0-9]+\\.(?:search|elasticsearch)");

  private static final Set<Integer> LEADERS = Set.of(3, 5);
  private static final int LONGEST_DISPLAY_NAME = 100;

  private StorageRules() {}

  static void bucket(BucketProperties bucket, Place at) {
    CdnRules.bucket(bucket.cdn(), at.in("cdn"));
  }

  static void redis(RedisProperties redis, Place at) {
    int copies = redis.numReplicaNodes() == null ? 0 : redis.numReplicaNodes();
    boolean sharding = Boolean.TRUE.equals(redis.enableSharding());
    if (sharding && copies < 1) {
      needsCopies("enableSharding", at);
    }
    if (Boolean.TRUE.equals(redis.enableAutomaticFailover()) && copies < 1) {
      needsCopies("enableAutomaticFailover", at);
    }
    if (redis.numShards() != null && redis.numShards() > 1 && !sharding) {
      at.in("numShards")
          .needs("Several shards need `enableSharding: true`.", "Add it, or remove `numShards`.");
    }
    String password = redis.defaultUserPassword();
    if (password != null
        && ValueForms.isKnown(password)
        && (password.length() < 16
            || password.length() > 128
            || !password.chars().allMatch(c -> c > ' ' && c < 127 && "/\"@".indexOf(c) < 0))) {
      at.in("defaultUserPassword")
          .invalid(
              "The password must have 16 to 128 characters, none of them a blank, `/`, `\"` or `@`.",
              "Keep it in a secret: `$Secret('name.key')`.");
    }
    if (redis.logging() != null) {
      LoggingRules.forwarding(
          redis.logging().logForwarding(), redis.logging().disabled(), at.in("logging"));
    }
  }

  private static void needsCopies(String key, Place at) {
    at.in(key)
        .needs("`%s` needs at least one replica.".formatted(key), "Add `numReplicaNodes: 1`.");
  }

  static void fileSystem(FileSystemProperties system, Place at) {
    boolean provisioned = system.throughputMode() == ThroughputMode.PROVISIONED;
    if (provisioned && system.provisionedThroughputInMibps() == null) {
      at.in("throughputMode")
          .needs("The mode `provisioned` needs `provisionedThroughputInMibps`.", null);
    } else if (!provisioned && system.provisionedThroughputInMibps() != null) {
      at.in("provisionedThroughputInMibps")
          .needs(
              "`provisionedThroughputInMibps` needs `throughputMode: provisioned`.",
              "Add it, or remove the throughput.");
    }
  }

  static void search(SearchDomainProperties domain, Place at) {
    at.in("userPool").refersTo(domain.userPool(), UserPoolProperties.class);
    SearchCluster cluster = domain.clusterConfig();
    if (cluster != null) {
      cluster(cluster, at.in("clusterConfig"));
      if (domain.storage() != null && OWN_DISK.matcher(cluster.instanceType()).matches()) {
        at.in("storage")
            .conflict(
                "Machines of the kind `%s` bring their own disk."
                    .formatted(ValueForms.shown(cluster.instanceType())),
                "Remove `storage`, or choose another kind.");
      }
    }
  }

  private static void cluster(SearchCluster cluster, Place at) {
    machine(cluster.instanceType(), at.in("instanceType"));
    machine(cluster.dedicatedMasterType(), at.in("dedicatedMasterType"));
    machine(cluster.warmType(), at.in("warmType"));
    both(
        "dedicatedMasterType",
        cluster.dedicatedMasterType(),
        "dedicatedMasterCount",
        cluster.dedicatedMasterCount(),
        at);
    both("warmType", cluster.warmType(), "warmCount", cluster.warmCount(), at);
    if (cluster.dedicatedMasterCount() != null
        && !LEADERS.contains(cluster.dedicatedMasterCount())) {
      at.in("dedicatedMasterCount").doubt("There should be 3 or 5 leading machines.", null);
    }
    if (cluster.warmType() != null && cluster.dedicatedMasterType() == null) {
      at.in("warmType").needs("Warm machines need leading ones.", "Add `dedicatedMasterType`.");
    }
  }

  private static void machine(@Nullable String type, Place at) {
    if (ValueForms.isKnown(type) && !SEARCH_MACHINE.matcher(String.valueOf(type)).matches()) {
      at.invalid(
          "`%s` is not a kind of machine for OpenSearch.".formatted(ValueForms.shown(type)),
          "They are called like `m6g.large.search`.");
    }
  }

  private static void both(
      String one, @Nullable Object first, String other, @Nullable Object second, Place at) {
    if ((first == null) != (second == null)) {
      String there = first == null ? other : one;
      at.in(there)
          .needs("`%s` needs `%s`.".formatted(there, first == null ? one : other), "Add it.");
    }
  }

  static void topic(TopicProperties topic, Place at) {
    if (Boolean.TRUE.equals(topic.contentBasedDeduplication())
        && !Boolean.TRUE.equals(topic.fifoEnabled())) {
      at.in("contentBasedDeduplication")
          .needs(
              "`contentBasedDeduplication` is only for topics that keep the order.",
              "Add `fifoEnabled: true`, which makes it another topic, or remove it.");
    }
    String sender = topic.smsDisplayName();
    if (ValueForms.isKnown(sender) && String.valueOf(sender).length() > LONGEST_DISPLAY_NAME) {
      at.in("smsDisplayName")
          .invalid("SNS takes at most %d characters.".formatted(LONGEST_DISPLAY_NAME), null);
    }
  }

  static void stream(StreamProperties stream, Place at) {
    if (stream.shardCount() != null && stream.capacityMode() != StreamCapacity.PROVISIONED) {
      at.in("shardCount")
          .withoutEffect(
              "`shardCount` has no effect: the stream grows and shrinks by itself.",
              "Add `capacityMode: PROVISIONED` for a fixed number.");
    }
    if (stream.encryption() != null) {
      String key = stream.encryption().kmsKeyArn();
      if (key != null && key.startsWith("arn:")) {
        ValueForms.arn(key, at.in("encryption", "kmsKeyArn"), "kms");
      }
    }
  }
}
