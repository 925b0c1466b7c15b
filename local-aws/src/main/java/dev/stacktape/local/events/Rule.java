package dev.stacktape.local.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.stacktape.local.value.Document;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule of EventBridge with its targets.
 *
 * @param settings CloudFormation's properties
 * @param nextMillis when it fires next; null when it does not
 */
record Rule(
    String region,
    String name,
    String arn,
    Map<String, Object> settings,
    @Nullable Long nextMillis) {

  static Rule of(String region, String name, String arn, Document properties, Instant now) {
    return new Rule(region, name, arn, properties.values(), null).scheduledAfter(now);
  }

  @JsonIgnore
  Document document() {
    return new Document(settings);
  }

  @JsonIgnore
  List<Document> targets() {
    return document().documents("Targets");
  }

  boolean isDue(Instant now) {
    return nextMillis != null && now.toEpochMilli() >= nextMillis;
  }

  /** The same rule waiting for its next time; a disabled one waits for none. */
  Rule scheduledAfter(Instant now) {
    String expression = document().text("ScheduleExpression");
    Instant next =
        expression == null || document().text("State", "ENABLED").equals("DISABLED")
            ? null
            : ScheduleExpression.parse(expression).next(now);
    return new Rule(region, name, arn, settings, next == null ? null : next.toEpochMilli());
  }
}
