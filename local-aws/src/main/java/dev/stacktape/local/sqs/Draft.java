package dev.stacktape.local.sqs;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.QueueReader.Attribute;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message that a client wants to send.
 *
 * @param group null when it names none
 * @param namedDeduplicationId null when it names none
 */
record Draft(
    String body,
    Map<String, Attribute> attributes,
    @Nullable String group,
    @Nullable String namedDeduplicationId,
    @Nullable String traceHeader) {
  private static final Pattern ID = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

  /**
   * Refuses what the queue cannot take.
   *
   * @throws AwsError as AWS words it
   */
  void check(QueueAttributes queue) {
    if (body.isEmpty()) {
      throw SqsErrors.missing("MessageBody");
    }
    if (!body.codePoints().allMatch(Draft::isAllowed)) {
      throw new AwsError(400, "InvalidMessageContents", "Invalid characters found in message body");
    }
    if (attributes.size() > 10) {
      throw SqsErrors.invalidValue(
          "Number of message attributes ["
              + attributes.size()
              + "] exceeds the allowed maximum [10].");
    }
    if (queue.isFifo()) {
      checkFifo(queue);
    } else if (namedDeduplicationId != null) {
      throw SqsErrors.invalidValue(
          "The request include parameter that is not valid for this queue type. Reason: "
              + "MessageDeduplicationId is not valid for this queue type.");
    }
  }

  private void checkFifo(QueueAttributes queue) {
    if (group == null) {
      throw SqsErrors.missing("MessageGroupId");
    }
    if (!ID.matcher(group).matches()) {
      throw SqsErrors.invalidValue(
          "Value "
              + group
              + " for parameter MessageGroupId is invalid. Reason: MessageGroupId can"
              + " only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }
    if (namedDeduplicationId == null && !queue.deduplicatesByContent()) {
      throw SqsErrors.invalidValue(
          "The queue should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
  }

  /** The id by which a FIFO queue knows a repeated message, or null in a standard queue. */
  @Nullable String deduplicationId(QueueAttributes queue) {
    if (!queue.isFifo()) {
      return null;
    }
    return namedDeduplicationId == null ? MessageDigests.sha256(body) : namedDeduplicationId;
  }

  /** The characters of XML 1.0. */
  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
