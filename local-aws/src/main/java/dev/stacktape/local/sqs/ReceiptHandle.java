package dev.stacktape.local.sqs;

import dev.stacktape.local.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** What a receiver names a message by: its queue, its place in it, and which receipt it was. */
record ReceiptHandle(String queue, long sequence, String receipt) {

  static ReceiptHandle fresh(String queue, long sequence) {
    return new ReceiptHandle(queue, sequence, UUID.randomUUID().toString());
  }

  /**
   * Reads a handle.
   *
   * @throws AwsError {@code ReceiptHandleIsInvalid} when it is none of this queue
   */
  static ReceiptHandle parse(String text, String queue) {
    try {
      String[] parts =
          new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8).split("/", -1);
      if (parts.length == 3 && parts[0].equals(queue)) {
        return new ReceiptHandle(queue, Long.parseLong(parts[1]), parts[2]);
      }
    } catch (IllegalArgumentException e) {
      throw SqsErrors.invalidHandle();
    }
    throw SqsErrors.invalidHandle();
  }

  @Override
  public String toString() {
    String text = queue + "/" + sequence + "/" + receipt;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
