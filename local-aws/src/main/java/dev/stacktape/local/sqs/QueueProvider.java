package dev.stacktape.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProperties;
import dev.stacktape.local.ResourceProvider;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code AWS::SQS::Queue}; its physical id is the queue's URL. */
final class QueueProvider implements ResourceProvider {
  private static final int LONGEST_NAME = 80;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Queues queues;
  private final Clock clock;

  QueueProvider(Queues queues, Clock clock) {
    this.queues = queues;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "AWS::SQS::Queue";
  }

  @Override
  public Result create(Request request) {
    ResourceProperties properties = request.read();
    boolean fifo = properties.flag("FifoQueue");
    String suffix = fifo ? ".fifo" : "";
    String named = properties.text("QueueName");
    String name =
        named == null ? request.generatedName(LONGEST_NAME - suffix.length()) + suffix : named;
    Queue existing = queues.find(name);
    if (existing != null && !request.token().equals(existing.queue().token())) {
      throw new AwsError(409, "AlreadyExists", name + " already exists");
    }
    Map<String, String> tags = properties.tags("Tags", request.stackTags());
    return result(
        queues.create(name, request.region(), attributes(properties), tags, request.token()));
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    Queue queue = queues.byUrl(physicalId);
    QueueRecord of = queue.queue();
    ResourceProperties properties = request.read();
    QueueAttributes attributes = attributes(properties);
    // A policy is a resource of its own, which an update of the queue does not touch.
    String policy = of.attributes().values().get("Policy");
    QueueAttributes kept =
        policy == null
            ? attributes
            : attributes.with(new QueueAttributes(Map.of("Policy", policy)));
    queue.change(
        of.with(kept, clock.millis()).withTags(properties.tags("Tags", request.stackTags())));
    // The port of the endpoint, and with it the URL, may be another by now; it is the same queue.
    return new Result(physicalId, result(queue).attributes());
  }

  @Override
  public void delete(Request request, String physicalId) {
    String name = physicalId.substring(physicalId.lastIndexOf('/') + 1);
    if (queues.find(name) != null) {
      queues.delete(name);
    }
  }

  @Override
  public Map<String, Object> live(String region, String physicalId) {
    Queue queue = queues.find(physicalId.substring(physicalId.lastIndexOf('/') + 1));
    if (queue == null) {
      throw new AwsError(404, "NotFound", "The queue " + physicalId + " does not exist");
    }
    Map<String, Object> live = new TreeMap<>(queue.queue().attributes().values());
    // JSON is told apart by what it means, which is not done here.
    live.keySet().removeAll(List.of("Policy", "RedrivePolicy", "RedriveAllowPolicy"));
    return live;
  }

  private Result result(Queue queue) {
    return new Result(
        queues.url(queue),
        Map.of(
            "Arn", queues.arn(queue),
            "QueueName", queue.queue().name(),
            "QueueUrl", queues.url(queue)));
  }

  /** Most properties are called like the attribute; those that hold JSON may be objects. */
  private static QueueAttributes attributes(ResourceProperties properties) {
    Map<String, String> attributes = new TreeMap<>();
    properties
        .values()
        .forEach(
            (name, value) -> {
              if (!List.of("QueueName", "Tags").contains(name)) {
                attributes.put(
                    name, value instanceof Map<?, ?> ? json(value) : String.valueOf(value));
              }
            });
    return QueueAttributes.checked(attributes);
  }

  static String json(Object value) {
    try {
      return value instanceof String text ? text : JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw SqsErrors.invalidValue("Not a JSON document: " + e.getOriginalMessage());
    }
  }
}
