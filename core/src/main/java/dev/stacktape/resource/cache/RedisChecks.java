package dev.stacktape.resource.cache;

import static dev.stacktape.resource.ResourceCode.PASSWORD_IN_PLAIN_TEXT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.PROPERTY_WITHOUT_EFFECT;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.Inspection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What AWS would refuse of a Redis cluster.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html">Authenticating
 *     with AUTH</a>
 */
final class RedisChecks {
  /** What AWS takes in all versions; it takes fewer special characters from users than it says. */
  private static final Pattern PASSWORD = Pattern.compile("[!-~&&[^/\"@]]{16,128}");

  private RedisChecks() {}

  static void check(Inspection<RedisProperties> inspection) {
    RedisProperties redis = inspection.properties();
    inspection.fits(
        "replication group id",
        RedisType.fullName(inspection.resource(), inspection.stack()),
        RedisType.IDENTIFIER_LIMIT);
    checkPassword(inspection, redis.defaultUserPassword());
    boolean sharded = RedisType.isSharded(redis);
    if (RedisType.replicas(redis) == 0) {
      needsReplica(inspection, sharded, "enableSharding");
      needsReplica(
          inspection,
          Boolean.TRUE.equals(redis.enableAutomaticFailover()),
          "enableAutomaticFailover");
    }
    if (!sharded && redis.numShards() != null) {
      inspection.report(
          PROPERTY_WITHOUT_EFFECT
              .warning("`numShards` has no effect without `enableSharding`.")
              .hint("Add `enableSharding: true`, which makes it another cluster, or remove it."),
          "numShards");
    }
  }

  private static void needsReplica(Inspection<?> inspection, boolean used, String key) {
    if (used) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("`%s` needs a copy of each shard that can take over.".formatted(key))
              .hint("Set `numReplicaNodes` to 1 or more."),
          key);
    }
  }

  private static void checkPassword(Inspection<?> inspection, @Nullable String password) {
    if (password == null || DirectiveText.isDirective(password)) {
      return;
    }
    if (!PASSWORD.matcher(password).matches()) {
      inspection.report(
          VALUE_INVALID
              .error("AWS does not take this password.")
              .hint("It has 16 to 128 printable characters without spaces, `/`, `\"` and `@`."),
          "defaultUserPassword");
    }
    inspection.report(
        PASSWORD_IN_PLAIN_TEXT
            .warning("The password stands in the config and in the template in plain text.")
            .hint(
                "Keep it in a secret and write `$Secret('name.password')`, or leave it out to let"
                    + " AWS make one up."),
        "defaultUserPassword");
  }
}
