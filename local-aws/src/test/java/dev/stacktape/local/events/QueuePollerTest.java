package dev.stacktape.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.local.QueueReader;
import dev.stacktape.local.lambda.FakeInvoker;
import dev.stacktape.local.lambda.Mapping;
import dev.stacktape.local.value.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QueuePollerTest {
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:orders";

  /** Hands its messages out once; ends the poller, as a stopped mapping does, when it is empty. */
  private static final class FakeQueue implements QueueReader {
    private final List<Message> messages = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    FakeQueue(int count) {
      for (int i = 1; i <= count; i++) {
        messages.add(
            new Message(
                "m" + i,
                "r" + i,
                "body" + i,
                "md5",
                Map.of("ApproximateReceiveCount", "1"),
                Map.of("kind", new Attribute("String", "big", null))));
      }
    }

    @Override
    public List<Message> receive(String queueArn, int max, Duration wait) {
      asked.add(max);
      List<Message> taken = new ArrayList<>(messages.subList(0, Math.min(max, messages.size())));
      messages.removeAll(taken);
      if (taken.isEmpty()) {
        Thread.currentThread().interrupt();
      }
      return taken;
    }

    @Override
    public void delete(String queueArn, String receiptHandle) {
      deleted.add(receiptHandle);
    }

    @Override
    public void changeVisibility(String queueArn, String receiptHandle, Duration timeout) {}
  }

  private static FakeQueue poll(int messages, Map<String, Object> settings, FakeInvoker functions) {
    FakeQueue queue = new FakeQueue(messages);
    Map<String, Object> all = new TreeMap<>(settings);
    all.put("EventSourceArn", QUEUE);
    all.put("FunctionName", "work");
    new QueuePoller(new Mapping("uuid", "eu-west-1", all), functions, queue).run();
    // The poller leaves the interrupt for its thread to see; here that is the test's.
    assertThat(Thread.interrupted()).isTrue();
    return queue;
  }

  @Test
  void theEventIsThatOfTheDocumentation() {
    FakeInvoker functions = new FakeInvoker().function("work", event -> "null");

    FakeQueue queue = poll(1, Map.of(), functions);

    Document record = Document.parse(functions.events.get(0)).documents("Records").get(0);
    assertThat(record.values())
        .containsEntry("messageId", "m1")
        .containsEntry("receiptHandle", "r1")
        .containsEntry("body", "body1")
        .containsEntry("attributes", Map.of("ApproximateReceiveCount", "1"))
        .containsEntry("md5OfBody", "md5")
        .containsEntry("eventSource", "aws:sqs")
        .containsEntry("eventSourceARN", QUEUE)
        .containsEntry("awsRegion", "eu-west-1");
    assertThat(record.at("messageAttributes").at("kind").values())
        .containsEntry("stringValue", "big")
        .containsEntry("dataType", "String");
    assertThat(queue.deleted).containsExactly("r1");
  }

  @Test
  void batchesAreAsLargeAsTheMappingSays() {
    FakeInvoker functions = new FakeInvoker().function("work", event -> "null");

    poll(5, Map.of("BatchSize", "2"), functions);

    assertThat(functions.events)
        .extracting(event -> Document.parse(event).documents("Records").size())
        .containsExactly(2, 2, 1);
  }

  @Test
  void aBatchingWindowCollectsMoreThanOneReceive() {
    FakeInvoker functions = new FakeInvoker().function("work", event -> "null");

    FakeQueue queue =
        poll(15, Map.of("BatchSize", 15, "MaximumBatchingWindowInSeconds", 60), functions);

    assertThat(functions.events).hasSize(1);
    assertThat(queue.asked).startsWith(10, 5);
  }

  @Test
  void aFailedBatchStaysInTheQueue() {
    FakeInvoker functions =
        new FakeInvoker()
            .function(
                "work",
                event -> {
                  throw new IllegalStateException("no");
                });

    assertThat(poll(3, Map.of(), functions).deleted).isEmpty();
  }

  @Test
  void onlyTheReportedItemsStay() {
    FakeInvoker functions =
        new FakeInvoker()
            .function("work", event -> "{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
    Map<String, Object> reporting =
        Map.of("FunctionResponseTypes", List.of("ReportBatchItemFailures"));

    assertThat(poll(3, reporting, functions).deleted).containsExactly("r1", "r3");
    assertThat(poll(3, Map.of(), functions).deleted).containsExactly("r1", "r2", "r3");
  }

  @Test
  void anUnknownItemInTheReportFailsTheWholeBatch() {
    FakeInvoker functions =
        new FakeInvoker()
            .function("work", event -> "{\"batchItemFailures\":[{\"itemIdentifier\":\"x\"}]}");
    Map<String, Object> reporting =
        Map.of("FunctionResponseTypes", List.of("ReportBatchItemFailures"));

    assertThat(poll(3, reporting, functions).deleted).isEmpty();
    functions.function("work", event -> "null");
    assertThat(poll(2, reporting, functions).deleted).containsExactly("r1", "r2");
  }
}
