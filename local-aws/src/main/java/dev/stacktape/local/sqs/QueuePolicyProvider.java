package dev.stacktape.local.sqs;

import dev.stacktape.local.ResourceProperties;
import dev.stacktape.local.ResourceProvider;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code AWS::SQS::QueuePolicy}: one policy for one or more queues. */
final class QueuePolicyProvider implements ResourceProvider {
  private static final int LONGEST_ID = 128;

  private final Queues queues;
  private final Clock clock;

  QueuePolicyProvider(Queues queues, Clock clock) {
    this.queues = queues;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "AWS::SQS::QueuePolicy";
  }

  @Override
  public Result create(Request request) {
    put(request);
    return result(request.generatedName(LONGEST_ID));
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    List<String> urls = request.read().texts("Queues");
    new ResourceProperties(previous)
        .texts("Queues").stream().filter(url -> !urls.contains(url)).forEach(this::remove);
    put(request);
    return result(physicalId);
  }

  private static Result result(String id) {
    return new Result(id, Map.of("Id", id));
  }

  private void put(Request request) {
    Object document = Objects.requireNonNullElse(request.properties().get("PolicyDocument"), "");
    QueueAttributes policy =
        QueueAttributes.checked(Map.of("Policy", QueueProvider.json(document)));
    for (String url : request.read().texts("Queues")) {
      Queue queue = queues.byUrl(url);
      QueueRecord of = queue.queue();
      queue.change(of.with(of.attributes().with(policy), clock.millis()));
    }
  }

  @Override
  public void delete(Request request, String physicalId) {
    request.read().texts("Queues").forEach(this::remove);
  }

  private void remove(String url) {
    Queue queue = queues.find(url.substring(url.lastIndexOf('/') + 1));
    if (queue != null) {
      QueueRecord of = queue.queue();
      QueueAttributes without = of.attributes().with(new QueueAttributes(Map.of("Policy", "")));
      queue.change(of.with(without, clock.millis()));
    }
  }
}
