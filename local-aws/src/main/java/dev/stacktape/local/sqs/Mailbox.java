package dev.stacktape.local.sqs;

import dev.stacktape.local.QueueReader.Message;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Receiving, as a client sees it: messages with receipt handles and system attributes. */
final class Mailbox {
  // AWS's numbers have 20 digits; only their order means something.
  private static final BigInteger FIRST_SEQUENCE_NUMBER = new BigInteger("18000000000000000000");

  private final Queues queues;
  private final String account;

  Mailbox(Queues queues, String account) {
    this.queues = queues;
    this.account = account;
  }

  List<Message> receive(Queue queue, int max, @Nullable Duration visibility, Duration wait) {
    return queues.receive(queue, max, visibility, wait).stream()
        .map(message -> message(queue, message))
        .toList();
  }

  void delete(Queue queue, String handle) {
    queue.remove(ReceiptHandle.parse(handle, queue.queue().name()).sequence());
  }

  void changeVisibility(Queue queue, String handle, Duration timeout) {
    queue.changeVisibility(ReceiptHandle.parse(handle, queue.queue().name()).sequence(), timeout);
  }

  private Message message(Queue queue, StoredMessage message) {
    return new Message(
        message.id(),
        ReceiptHandle.fresh(queue.queue().name(), message.sequence()).toString(),
        message.body(),
        MessageDigests.md5(message.body()),
        systemAttributes(queue, message),
        message.attributes());
  }

  private Map<String, String> systemAttributes(Queue queue, StoredMessage message) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("SenderId", account);
    attributes.put("SentTimestamp", Long.toString(message.sent()));
    attributes.put("ApproximateReceiveCount", Integer.toString(message.receiveCount()));
    attributes.put("ApproximateFirstReceiveTimestamp", Long.toString(message.firstReceived()));
    if (queue.queue().attributes().isFifo()) {
      attributes.put("SequenceNumber", sequenceNumber(message.sequence()));
    }
    putIfPresent(attributes, "MessageDeduplicationId", message.deduplicationId());
    putIfPresent(attributes, "MessageGroupId", message.group());
    putIfPresent(attributes, "AWSTraceHeader", message.traceHeader());
    putIfPresent(attributes, "DeadLetterQueueSourceArn", message.deadLetterSource());
    return attributes;
  }

  private static void putIfPresent(
      Map<String, String> attributes, String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, value);
    }
  }

  static String sequenceNumber(long sequence) {
    return FIRST_SEQUENCE_NUMBER.add(BigInteger.valueOf(sequence)).toString();
  }
}
