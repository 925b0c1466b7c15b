package dev.stacktape.local.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.QueueReader.Attribute;
import dev.stacktape.local.QueueReader.Message;
import dev.stacktape.local.http.JsonProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations on messages, one by one and in batches. */
final class MessageCalls {
  private static final int LONGEST_DELAY = 900;
  private static final int LONGEST_VISIBILITY = 43_200;
  private static final int LONGEST_WAIT = 20;
  private static final int LARGEST_BATCH = 10;
  private static final long LARGEST_BATCH_BYTES = 1_048_576;
  private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private final Queues queues;
  private final Mailbox mailbox;

  MessageCalls(Queues queues, Mailbox mailbox) {
    this.queues = queues;
    this.mailbox = mailbox;
  }

  ObjectNode send(SqsCall call) {
    return send(queue(call), call);
  }

  private static ObjectNode send(Queue queue, SqsCall call) {
    QueueAttributes attributes = queue.queue().attributes();
    Draft draft = call.draft();
    draft.check(attributes);
    Duration delay = call.seconds("DelaySeconds", LONGEST_DELAY);
    if (delay != null && !delay.isZero() && attributes.isFifo()) {
      throw SqsErrors.invalidValue(
          "Value "
              + delay.toSeconds()
              + " for parameter DelaySeconds is invalid. Reason: The request include parameter that"
              + " is not valid for this queue type.");
    }
    DeduplicationWindow.Sent sent = queue.send(draft, attributes.isFifo() ? null : delay);
    ObjectNode result =
        JsonProtocol.object()
            .put("MessageId", sent.messageId())
            .put("MD5OfMessageBody", MessageDigests.md5(draft.body()));
    if (!draft.attributes().isEmpty()) {
      result.put("MD5OfMessageAttributes", MessageDigests.md5(draft.attributes()));
    }
    if (draft.traceHeader() != null) {
      result.put(
          "MD5OfMessageSystemAttributes",
          MessageDigests.md5(
              Map.of("AWSTraceHeader", new Attribute("String", draft.traceHeader(), null))));
    }
    if (attributes.isFifo()) {
      result.put("SequenceNumber", Mailbox.sequenceNumber(sent.sequence()));
    }
    return result;
  }

  ObjectNode sendBatch(SqsCall call) {
    Queue queue = queue(call);
    long size = 0;
    for (SqsCall entry : entries(call)) {
      size += Objects.requireNonNullElse(entry.text("MessageBody"), "").length();
    }
    if (size > LARGEST_BATCH_BYTES) {
      throw new AwsError(
          400,
          "BatchRequestTooLong",
          "Batch requests cannot be longer than "
              + LARGEST_BATCH_BYTES
              + " bytes. You have sent "
              + size
              + " bytes.");
    }
    return batch(call, entry -> send(queue, entry));
  }

  ObjectNode receive(SqsCall call) {
    Queue queue = queue(call);
    @Nullable Integer max = call.number("MaxNumberOfMessages", 1, LARGEST_BATCH);
    Duration wait = call.seconds("WaitTimeSeconds", LONGEST_WAIT);
    List<Message> messages =
        mailbox.receive(
            queue,
            max == null ? 1 : max,
            call.seconds("VisibilityTimeout", LONGEST_VISIBILITY),
            wait == null ? queue.queue().attributes().receiveWait() : wait);
    List<String> systemNames = new ArrayList<>(call.list("AttributeNames"));
    systemNames.addAll(call.list("MessageSystemAttributeNames"));
    List<String> names = call.list("MessageAttributeNames");
    ObjectNode result = JsonProtocol.object();
    if (!messages.isEmpty()) {
      ArrayNode list = result.putArray("Messages");
      messages.forEach(message -> list.add(MessageJson.write(message, systemNames, names)));
    }
    return result;
  }

  ObjectNode delete(SqsCall call) {
    return delete(queue(call), call);
  }

  private ObjectNode delete(Queue queue, SqsCall call) {
    mailbox.delete(queue, call.required("ReceiptHandle"));
    return JsonProtocol.object();
  }

  ObjectNode deleteBatch(SqsCall call) {
    Queue queue = queue(call);
    return batch(call, entry -> delete(queue, entry));
  }

  ObjectNode changeVisibility(SqsCall call) {
    return changeVisibility(queue(call), call);
  }

  private ObjectNode changeVisibility(Queue queue, SqsCall call) {
    String handle = call.required("ReceiptHandle");
    Duration timeout = call.seconds("VisibilityTimeout", LONGEST_VISIBILITY);
    if (timeout == null) {
      throw SqsErrors.missing("VisibilityTimeout");
    }
    mailbox.changeVisibility(queue, handle, timeout);
    return JsonProtocol.object();
  }

  ObjectNode changeVisibilityBatch(SqsCall call) {
    Queue queue = queue(call);
    return batch(call, entry -> changeVisibility(queue, entry));
  }

  /** Each entry succeeds or fails by itself. */
  private static ObjectNode batch(SqsCall call, Function<SqsCall, ObjectNode> operation) {
    ObjectNode result = JsonProtocol.object();
    ArrayNode successful = result.putArray("Successful");
    ArrayNode failed = result.putArray("Failed");
    for (SqsCall entry : entries(call)) {
      String id = entry.required("Id");
      try {
        successful.add(operation.apply(entry).put("Id", id));
      } catch (AwsError e) {
        failed
            .addObject()
            .put("Id", id)
            .put("SenderFault", e.status() < 500)
            .put("Code", e.code())
            .put("Message", e.getMessage());
      }
    }
    return result;
  }

  private static List<SqsCall> entries(SqsCall call) {
    List<SqsCall> entries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    call.input()
        .path("Entries")
        .forEach(
            node -> {
              if (node instanceof ObjectNode object) {
                entries.add(call.entry(object));
              }
            });
    if (entries.isEmpty()) {
      throw new AwsError(
          400, "EmptyBatchRequest", "There should be at least one entry in the request.");
    }
    if (entries.size() > LARGEST_BATCH) {
      throw new AwsError(
          400,
          "TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
    }
    for (SqsCall entry : entries) {
      checkId(entry.required("Id"), ids);
    }
    return entries;
  }

  private static void checkId(String id, Set<String> ids) {
    if (!ENTRY_ID.matcher(id).matches()) {
      throw new AwsError(
          400,
          "InvalidBatchEntryId",
          "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
              + " can be at most 80 letters long.");
    }
    if (!ids.add(id)) {
      throw new AwsError(400, "BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
    }
  }

  private Queue queue(SqsCall call) {
    return queues.byUrl(call.required("QueueUrl"));
  }
}
