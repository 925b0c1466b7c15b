package dev.stacktape.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes messages from SQS inside the process, as event source mappings do. Thread-safe. */
public interface QueueReader {
  /**
   * Receives messages as {@code ReceiveMessage} does, hiding them for the queue's visibility
   * timeout.
   *
   * @param max how many at most; of a FIFO queue all in order
   * @param wait how long to wait for the first; an interrupt ends the wait with an empty list and
   *     leaves the thread interrupted
   * @throws AwsError {@code QueueDoesNotExist}
   */
  List<Message> receive(String queueArn, int max, Duration wait);

  /**
   * Removes a received message; quiet when it is gone.
   *
   * @throws AwsError {@code QueueDoesNotExist} or {@code ReceiptHandleIsInvalid}
   */
  void delete(String queueArn, String receiptHandle);

  /**
   * Hides a received message for another while, counted from now; zero shows it again at once.
   *
   * @throws AwsError {@code QueueDoesNotExist} or {@code ReceiptHandleIsInvalid}
   */
  void changeVisibility(String queueArn, String receiptHandle, Duration timeout);

  /**
   * A received message.
   *
   * @param attributes such as {@code ApproximateReceiveCount} and {@code SentTimestamp}
   * @param md5OfBody in lower-case hexadecimal
   */
  record Message(
      String messageId,
      String receiptHandle,
      String body,
      String md5OfBody,
      Map<String, String> attributes,
      Map<String, Attribute> messageAttributes) {}

  /**
   * An attribute that the sender gave to a message.
   *
   * @param dataType such as {@code String}, {@code Number.int} or {@code Binary}
   * @param text the value unless it is binary
   * @param base64 the value when it is binary
   */
  record Attribute(String dataType, @Nullable String text, @Nullable String base64) {}
}
