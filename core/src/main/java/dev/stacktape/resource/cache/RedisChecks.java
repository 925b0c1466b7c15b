package dev.stacktape.resource.cache;

import static dev.stacktape.resource.ResourceCode.PASSWORD_IN_PLAIN_TEXT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_WITHOUT_EFFECT;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Password;

/** What is odd about a Redis cluster, beyond what AWS would refuse. */
final class RedisChecks {
  private RedisChecks() {}

  static void check(Inspection<RedisProperties> inspection) {
    RedisProperties redis = inspection.properties();
    inspection.fits(
        "replication group id",
        RedisType.fullName(inspection.resource(), inspection.stack()),
        RedisType.IDENTIFIER_LIMIT);
    if (new Password(inspection.resource().name(), redis.defaultUserPassword()).isLiteral()) {
      inspection.report(
          PASSWORD_IN_PLAIN_TEXT
              .warning("The password stands in the config and in the template in plain text.")
              .hint(
                  "Keep it in a secret and write `$Secret('name.password')`, or leave it out to let"
                      + " AWS make one up."),
          "defaultUserPassword");
    }
    if (!RedisType.isSharded(redis) && Integer.valueOf(1).equals(redis.numShards())) {
      inspection.report(
          PROPERTY_WITHOUT_EFFECT
              .warning("`numShards` has no effect without `enableSharding`.")
              .hint("Remove it."),
          "numShards");
    }
  }
}
