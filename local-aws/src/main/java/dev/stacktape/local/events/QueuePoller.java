package dev.stacktape.local.events;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.QueueReader;
import dev.stacktape.local.QueueReader.Message;
import dev.stacktape.local.lambda.FunctionInvoker;
import dev.stacktape.local.lambda.FunctionInvoker.Answer;
import dev.stacktape.local.lambda.Mapping;
import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes messages from a queue, calls the function, and deletes what was dealt with. What was not
 * comes back when its visibility timeout has passed, and so finds its way into a dead-letter queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda with SQS</a>
 */
final class QueuePoller implements Runnable {
  private static final System.Logger LOG = System.getLogger(QueuePoller.class.getName());
  private static final int PER_RECEIVE = 10;
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  private final Mapping mapping;
  private final FunctionInvoker functions;
  private final QueueReader queues;

  QueuePoller(Mapping mapping, FunctionInvoker functions, QueueReader queues) {
    this.mapping = mapping;
    this.functions = functions;
    this.queues = queues;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        List<Message> batch = collect();
        if (!batch.isEmpty()) {
          handle(batch);
        }
      } catch (AwsError e) {
        LOG.log(System.Logger.Level.DEBUG, "Mapping " + mapping.uuid() + " rests", e);
        LockSupport.parkNanos(AFTER_TROUBLE.toNanos());
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "Mapping " + mapping.uuid() + " failed", e);
        LockSupport.parkNanos(AFTER_TROUBLE.toNanos());
      }
    }
  }

  /** Collects until the batch is full or the batching window, begun by a first message, is over. */
  private List<Message> collect() {
    List<Message> batch = new ArrayList<>(receive(mapping.batchSize(), WAIT));
    long end = System.nanoTime() + mapping.batchingWindow().toNanos();
    while (!batch.isEmpty() && batch.size() < mapping.batchSize()) {
      long left = end - System.nanoTime();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        break;
      }
      batch.addAll(receive(mapping.batchSize() - batch.size(), Duration.ofNanos(left)));
    }
    return batch;
  }

  private List<Message> receive(int most, Duration wait) {
    return queues.receive(mapping.eventSourceArn(), Math.min(most, PER_RECEIVE), wait);
  }

  private void handle(List<Message> batch) {
    Answer answer = functions.invoke(mapping.function(), event(batch).bytes());
    Optional<Set<String>> failed =
        answer.functionError() == null ? failedItems(batch, answer) : Optional.empty();
    if (failed.isEmpty()) {
      return;
    }
    for (Message message : batch) {
      if (!failed.get().contains(message.messageId())) {
        queues.delete(mapping.eventSourceArn(), message.receiptHandle());
      }
    }
  }

  /** The ids of failed messages; nothing when all of them count as failed. */
  private Optional<Set<String>> failedItems(List<Message> batch, Answer answer) {
    Set<String> failed = new HashSet<>();
    if (!mapping.reportsItemFailures()) {
      return Optional.of(failed);
    }
    Object value = Document.parseValue(answer.payload());
    if (!(value instanceof Map<?, ?>)) {
      return isNull(answer) ? Optional.of(failed) : Optional.empty();
    }
    Set<String> sent = new HashSet<>();
    batch.forEach(message -> sent.add(message.messageId()));
    Document report = new Document(Map.of("report", value)).at("report");
    for (Document item : report.documents("batchItemFailures")) {
      String id = item.text("itemIdentifier", "");
      if (!sent.contains(id)) {
        // AWS, too, takes an unknown or empty id for a failure of the whole batch.
        return Optional.empty();
      }
      failed.add(id);
    }
    return Optional.of(failed);
  }

  private static boolean isNull(Answer answer) {
    String text = new String(answer.payload(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() || text.equals("null") || text.equals("\"\"");
  }

  private Document event(List<Message> batch) {
    return new Document(Map.of("Records", batch.stream().map(this::record).toList()));
  }

  private Map<String, Object> record(Message message) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("messageId", message.messageId());
    record.put("receiptHandle", message.receiptHandle());
    record.put("body", message.body());
    record.put("attributes", message.attributes());
    Map<String, Object> attributes = new LinkedHashMap<>();
    message
        .messageAttributes()
        .forEach((name, attribute) -> attributes.put(name, attribute(attribute)));
    record.put("messageAttributes", attributes);
    record.put("md5OfBody", message.md5OfBody());
    record.put("eventSource", "aws:sqs");
    record.put("eventSourceARN", mapping.eventSourceArn());
    record.put("awsRegion", mapping.eventSourceArn().split(":", -1)[3]);
    return record;
  }

  private static Map<String, Object> attribute(QueueReader.Attribute attribute) {
    Map<String, Object> value = new LinkedHashMap<>();
    if (attribute.text() != null) {
      value.put("stringValue", attribute.text());
    }
    if (attribute.base64() != null) {
      value.put("binaryValue", attribute.base64());
    }
    value.put("stringListValues", List.of());
    value.put("binaryListValues", List.of());
    value.put("dataType", attribute.dataType());
    return value;
  }
}
