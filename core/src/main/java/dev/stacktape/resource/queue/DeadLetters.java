package dev.stacktape.resource.queue;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.event.FailureQueue;
import dev.stacktape.resource.event.QueueFeeder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queue for what could not be delivered. */
public final class DeadLetters {
  private DeadLetters() {}

  /**
   * Reports when none or several queues are given, or one that the services do not take.
   *
   * @param path where it stands below {@code properties:}
   */
  public static void check(Inspection<?> inspection, @Nullable FailureQueue queue, Object... path) {
    if (queue == null) {
      return;
    }
    Map<String, @Nullable Object> choices = new LinkedHashMap<>();
    choices.put("sqsQueueName", queue.sqsQueueName());
    choices.put("sqsQueueArn", queue.sqsQueueArn());
    inspection.exactlyOne(choices, path);
    if (queue.sqsQueueName() != null) {
      List<Object> place = new ArrayList<>(Arrays.asList(path));
      place.add("sqsQueueName");
      inspection
          .reference(queue.sqsQueueName(), QueueProperties.class, place.toArray())
          .filter(target -> QueueType.isFifo(target.properties()))
          .ifPresent(target -> reportOrder(inspection, target, place));
    }
  }

  private static void reportOrder(
      Inspection<?> inspection, Resource<QueueProperties> target, List<Object> place) {
    inspection.report(
        PROPERTY_CONFLICT
            .error(
                "The queue `%s` keeps the order, and AWS puts nothing into it that could not be delivered."
                    .formatted(target.name()))
            .hint("Use a queue without `fifoEnabled`."),
        place.toArray());
  }

  /** The ARN of the queue, a template value; null where there is none. */
  public static @Nullable Object arn(@Nullable FailureQueue queue) {
    if (queue == null) {
      return null;
    }
    return queue.sqsQueueName() == null
        ? Objects.requireNonNull(queue.sqsQueueArn(), "checked to be exactly one of two")
        : QueueType.arn(queue.sqsQueueName());
  }

  /** The right to put something into the queue, if it is one of the config. */
  public static Optional<QueueFeeder.Feed> feed(
      @Nullable FailureQueue queue, String service, Object sourceArn) {
    return queue == null || queue.sqsQueueName() == null
        ? Optional.empty()
        : Optional.of(new QueueFeeder.Feed(queue.sqsQueueName(), service, sourceArn));
  }
}
