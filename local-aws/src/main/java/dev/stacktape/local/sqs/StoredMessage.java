package dev.stacktape.local.sqs;

import dev.stacktape.local.QueueReader.Attribute;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is kept; times are epoch milliseconds.
 *
 * @param sequence orders the messages of a queue
 * @param group of a FIFO queue, or of a standard queue that is to be fair; else null
 * @param deduplicationId of a FIFO queue, else null
 * @param traceHeader the one system attribute that senders may set, or null
 * @param visibleAt when it can be received next
 * @param firstReceived 0 when it never was
 * @param deadLetterSource the queue that gave it up, or null
 */
record StoredMessage(
    long sequence,
    String id,
    String body,
    Map<String, Attribute> attributes,
    @Nullable String group,
    @Nullable String deduplicationId,
    @Nullable String traceHeader,
    long sent,
    long visibleAt,
    int receiveCount,
    long firstReceived,
    @Nullable String deadLetterSource) {

  /** The same, received once more and hidden until a time. */
  StoredMessage received(long now, long hiddenUntil) {
    return new StoredMessage(
        sequence,
        id,
        body,
        attributes,
        group,
        deduplicationId,
        traceHeader,
        sent,
        hiddenUntil,
        receiveCount + 1,
        firstReceived == 0 ? now : firstReceived,
        deadLetterSource);
  }

  /** The same, hidden until a time. */
  StoredMessage visibleAt(long time) {
    return new StoredMessage(
        sequence,
        id,
        body,
        attributes,
        group,
        deduplicationId,
        traceHeader,
        sent,
        time,
        receiveCount,
        firstReceived,
        deadLetterSource);
  }

  /** The same in a dead-letter queue, where it has its own place in the order. */
  StoredMessage dead(long newSequence, String sourceArn) {
    return new StoredMessage(
        newSequence,
        id,
        body,
        attributes,
        group,
        deduplicationId,
        traceHeader,
        sent,
        sent,
        receiveCount,
        firstReceived,
        sourceArn);
  }

  /** Whether somebody received it and has neither deleted it nor let it go. */
  boolean isInFlight(long now) {
    return receiveCount > 0 && visibleAt > now;
  }

  /** What counts towards the largest size of a message, in bytes. */
  long size() {
    long size = body.getBytes(StandardCharsets.UTF_8).length;
    for (Map.Entry<String, Attribute> entry : attributes.entrySet()) {
      Attribute attribute = entry.getValue();
      String value = attribute.text() == null ? attribute.base64() : attribute.text();
      size += entry.getKey().length() + attribute.dataType().length();
      size += value == null ? 0 : value.getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }
}
