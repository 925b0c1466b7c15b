package dev.stacktape.local.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a queue, apart from its messages; times are epoch milliseconds.
 *
 * @param token of the CloudFormation operation that made it, or null
 */
record QueueRecord(
    String name,
    String region,
    long created,
    long modified,
    QueueAttributes attributes,
    Map<String, String> tags,
    @Nullable String token) {

  QueueRecord with(QueueAttributes changed, long now) {
    return new QueueRecord(name, region, created, now, changed, tags, token);
  }

  QueueRecord withTags(Map<String, String> changed) {
    return new QueueRecord(name, region, created, modified, attributes, changed, token);
  }
}
