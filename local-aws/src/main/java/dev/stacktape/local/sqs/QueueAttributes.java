package dev.stacktape.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.AwsError;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a queue that can be set, by AWS's names; what is not set has AWS's default.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">
 *     SetQueueAttributes</a>
 */
record QueueAttributes(Map<String, String> values) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** From which to which value a number may go. */
  private record Limits(long smallest, long largest) {}

  private static final Map<String, Limits> NUMBERS =
      Map.of(
          "DelaySeconds", new Limits(0, 900),
          "MaximumMessageSize", new Limits(1024, 1_048_576),
          "MessageRetentionPeriod", new Limits(60, 1_209_600),
          "ReceiveMessageWaitTimeSeconds", new Limits(0, 20),
          "VisibilityTimeout", new Limits(0, 43_200),
          "KmsDataKeyReusePeriodSeconds", new Limits(60, 86_400));

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "DelaySeconds", "0",
          "MaximumMessageSize", "1048576",
          "MessageRetentionPeriod", "345600",
          "ReceiveMessageWaitTimeSeconds", "0",
          "VisibilityTimeout", "30",
          "SqsManagedSseEnabled", "true");

  private static final Map<String, String> FIFO_DEFAULTS =
      Map.of(
          "ContentBasedDeduplication", "false",
          "DeduplicationScope", "queue",
          "FifoThroughputLimit", "perQueue");

  /** Where messages go that were received too often. */
  record Redrive(String deadLetterArn, int maxReceiveCount) {}

  /**
   * Attributes as a client wants them.
   *
   * @throws AwsError {@code InvalidAttributeName} or {@code InvalidAttributeValue}
   */
  static QueueAttributes checked(Map<String, String> wanted) {
    wanted.forEach(QueueAttributes::check);
    return new QueueAttributes(new TreeMap<>(wanted));
  }

  private static void check(String name, String value) {
    Limits limits = NUMBERS.get(name);
    if (limits != null) {
      checkNumber(name, value, limits);
      return;
    }
    boolean valid =
        switch (name) {
          case "FifoQueue", "ContentBasedDeduplication", "SqsManagedSseEnabled" ->
              value.equals("true") || value.equals("false");
          case "DeduplicationScope" -> value.equals("queue") || value.equals("messageGroup");
          case "FifoThroughputLimit" ->
              value.equals("perQueue") || value.equals("perMessageGroupId");
          case "Policy", "RedriveAllowPolicy" -> value.isEmpty() || parse(value) != null;
          case "RedrivePolicy" -> value.isEmpty() || redrive(value) != null;
          case "KmsMasterKeyId" -> true;
          default ->
              throw new AwsError(400, "InvalidAttributeName", "Unknown Attribute " + name + ".");
        };
    if (!valid) {
      throw invalid(name);
    }
  }

  private static void checkNumber(String name, String value, Limits limits) {
    try {
      long number = Long.parseLong(value);
      if (number >= limits.smallest() && number <= limits.largest()) {
        return;
      }
    } catch (NumberFormatException e) {
      throw invalid(name);
    }
    throw invalid(name);
  }

  private static AwsError invalid(String name) {
    return new AwsError(
        400, "InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
  }

  /** These with others set over them; an empty text takes an attribute away. */
  QueueAttributes with(QueueAttributes changes) {
    Map<String, String> changed = new TreeMap<>(values);
    changes.values.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            changed.remove(name);
          } else {
            changed.put(name, value);
          }
        });
    return new QueueAttributes(changed);
  }

  /** The first attribute of the other whose value differs from that of this, or null. */
  @Nullable String difference(QueueAttributes other) {
    return other.values.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(value(entry.getKey())))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** All of them, with the defaults. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>(DEFAULTS);
    if (isFifo()) {
      all.putAll(FIFO_DEFAULTS);
    }
    all.putAll(values);
    return all;
  }

  private String value(String name) {
    return Objects.requireNonNullElse(all().get(name), "");
  }

  boolean isFifo() {
    return "true".equals(values.get("FifoQueue"));
  }

  boolean deduplicatesByContent() {
    return value("ContentBasedDeduplication").equals("true");
  }

  boolean deduplicatesPerGroup() {
    return value("DeduplicationScope").equals("messageGroup");
  }

  Duration delay() {
    return seconds("DelaySeconds");
  }

  Duration visibilityTimeout() {
    return seconds("VisibilityTimeout");
  }

  Duration retention() {
    return seconds("MessageRetentionPeriod");
  }

  Duration receiveWait() {
    return seconds("ReceiveMessageWaitTimeSeconds");
  }

  long largestMessage() {
    return Long.parseLong(value("MaximumMessageSize"));
  }

  private Duration seconds(String name) {
    return Duration.ofSeconds(Long.parseLong(value(name)));
  }

  /** Where messages go that were received too often, or null. */
  @Nullable Redrive redrive() {
    String policy = value("RedrivePolicy");
    return policy.isEmpty() ? null : redrive(policy);
  }

  private static @Nullable Redrive redrive(String policy) {
    JsonNode json = parse(policy);
    int count = json == null ? 0 : json.path("maxReceiveCount").asInt();
    String arn = json == null ? "" : json.path("deadLetterTargetArn").asText();
    return arn.isEmpty() || count < 1 || count > 1000 ? null : new Redrive(arn, count);
  }

  private static @Nullable JsonNode parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return json.isObject() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
