package dev.stacktape.local.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.http.JsonProtocol;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations on whole queues. */
final class QueueCalls {
  private static final List<String> COMPUTED =
      List.of(
          "QueueArn",
          "CreatedTimestamp",
          "LastModifiedTimestamp",
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "ApproximateNumberOfMessagesDelayed");

  private final Queues queues;
  private final Clock clock;

  QueueCalls(Queues queues, Clock clock) {
    this.queues = queues;
    this.clock = clock;
  }

  ObjectNode create(SqsCall call) {
    Queue queue =
        queues.create(
            call.required("QueueName"),
            call.region(),
            QueueAttributes.checked(call.texts("Attributes")),
            // The model spells this one in lower case.
            call.input().has("tags") ? call.texts("tags") : call.texts("Tags"),
            null);
    return JsonProtocol.object().put("QueueUrl", queues.url(queue));
  }

  ObjectNode delete(SqsCall call) {
    queues.delete(queue(call).queue().name());
    return JsonProtocol.object();
  }

  ObjectNode url(SqsCall call) {
    return JsonProtocol.object()
        .put("QueueUrl", queues.url(queues.get(call.required("QueueName"))));
  }

  ObjectNode list(SqsCall call) {
    String prefix = Objects.requireNonNullElse(call.text("QueueNamePrefix"), "");
    String after = Objects.requireNonNullElse(call.text("NextToken"), "");
    @Nullable Integer max = call.number("MaxResults", 1, 1000);
    int size = max == null ? 1000 : max;
    List<Queue> rest =
        queues.all().stream()
            .filter(queue -> queue.queue().name().startsWith(prefix))
            .filter(queue -> queue.queue().name().compareTo(after) > 0)
            .toList();
    List<Queue> page = rest.subList(0, Math.min(size, rest.size()));
    ObjectNode result = JsonProtocol.object();
    ArrayNode urls = result.putArray("QueueUrls");
    page.forEach(queue -> urls.add(queues.url(queue)));
    if (max != null && page.size() < rest.size()) {
      result.put("NextToken", page.get(page.size() - 1).queue().name());
    }
    return result;
  }

  ObjectNode attributes(SqsCall call) {
    Queue queue = queue(call);
    List<String> wanted = call.list("AttributeNames");
    Map<String, String> all = all(queue);
    for (String name : wanted) {
      boolean known = all.containsKey(name) || name.equals("All") || COMPUTED.contains(name);
      if (!known) {
        // A known attribute that is not set is left out; an unknown one is an error.
        QueueAttributes.checked(Map.of(name, ""));
      }
    }
    ObjectNode result = JsonProtocol.object();
    ObjectNode attributes = result.putObject("Attributes");
    all.forEach(
        (name, value) -> {
          if (wanted.contains("All") || wanted.contains(name)) {
            attributes.put(name, value);
          }
        });
    return result;
  }

  private Map<String, String> all(Queue queue) {
    QueueRecord of = queue.queue();
    Map<String, String> all = new TreeMap<>(of.attributes().all());
    all.putAll(queue.counts());
    all.put("QueueArn", queues.arn(queue));
    all.put("CreatedTimestamp", Long.toString(of.created() / 1000));
    all.put("LastModifiedTimestamp", Long.toString(of.modified() / 1000));
    return all;
  }

  ObjectNode setAttributes(SqsCall call) {
    Queue queue = queue(call);
    QueueRecord of = queue.queue();
    QueueAttributes changes = QueueAttributes.checked(call.texts("Attributes"));
    if (changes.values().containsKey("FifoQueue") && changes.isFifo() != of.attributes().isFifo()) {
      throw new AwsError(400, "InvalidAttributeName", "Unknown Attribute FifoQueue.");
    }
    queue.change(of.with(of.attributes().with(changes), clock.millis()));
    return JsonProtocol.object();
  }

  ObjectNode purge(SqsCall call) {
    queue(call).purge();
    return JsonProtocol.object();
  }

  ObjectNode tags(SqsCall call) {
    ObjectNode result = JsonProtocol.object();
    ObjectNode tags = result.putObject("Tags");
    queue(call).queue().tags().forEach(tags::put);
    return result;
  }

  ObjectNode tag(SqsCall call) {
    Queue queue = queue(call);
    Map<String, String> tags = new TreeMap<>(queue.queue().tags());
    tags.putAll(call.texts("Tags"));
    queue.change(queue.queue().withTags(tags));
    return JsonProtocol.object();
  }

  ObjectNode untag(SqsCall call) {
    Queue queue = queue(call);
    Map<String, String> tags = new TreeMap<>(queue.queue().tags());
    call.list("TagKeys").forEach(tags::remove);
    queue.change(queue.queue().withTags(tags));
    return JsonProtocol.object();
  }

  ObjectNode deadLetterSources(SqsCall call) {
    String arn = queues.arn(queue(call));
    Stream<Queue> sources =
        queues.all().stream()
            .filter(
                source -> {
                  QueueAttributes.Redrive redrive = source.queue().attributes().redrive();
                  return redrive != null && redrive.deadLetterArn().equals(arn);
                });
    ObjectNode result = JsonProtocol.object();
    // The model spells this one in lower case.
    ArrayNode urls = result.putArray("queueUrls");
    sources.forEach(source -> urls.add(queues.url(source)));
    return result;
  }

  private Queue queue(SqsCall call) {
    return queues.byUrl(call.required("QueueUrl"));
  }
}
