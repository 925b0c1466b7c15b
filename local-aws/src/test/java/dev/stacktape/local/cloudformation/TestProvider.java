package dev.stacktape.local.cloudformation;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A provider of a type that keeps what it made in memory, remembers every call, and does before
 * each call what the test wants: wait, or throw.
 */
final class TestProvider implements ResourceProvider {
  /** What is there now: the properties by physical id. */
  final Map<String, Map<String, Object>> made = new ConcurrentHashMap<>();

  /** Every call: {@code create LogicalId token}, and so on. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  volatile Consumer<String> before = call -> {};
  private final Map<String, String> idsByToken = new ConcurrentHashMap<>();
  private final String type;

  TestProvider(String type) {
    this.type = type;
  }

  static AwsError broken(String message) {
    return new AwsError(400, "GeneralServiceException", message);
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public Result create(Request request) {
    note("create " + request.logicalId(), request);
    String id =
        idsByToken.computeIfAbsent(
            request.token(), token -> request.logicalId() + "-" + (idsByToken.size() + 1));
    made.put(id, request.properties());
    return result(id, request);
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    note("update " + request.logicalId(), request);
    made.put(physicalId, request.properties());
    return result(physicalId, request);
  }

  @Override
  public void delete(Request request, String physicalId) {
    note("delete " + request.logicalId(), request);
    made.remove(physicalId);
  }

  private void note(String call, Request request) {
    before.accept(call);
    calls.add(call + " " + request.token());
  }

  private static Result result(String id, Request request) {
    return new Result(id, Map.of("Arn", "arn:test:" + id, "QueueName", id, "TopicName", id));
  }
}
