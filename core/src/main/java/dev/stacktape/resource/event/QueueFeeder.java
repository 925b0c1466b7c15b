package dev.stacktape.resource.event;

import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import java.util.List;

/**
 * The properties of something on whose behalf AWS puts messages into queues. A queue has one policy
 * only, so it asks for everybody who has to stand in it.
 */
public interface QueueFeeder {
  /** Who puts messages into which queue. */
  List<Feed> feeds(Resource<?> self, StackView stack);

  /**
   * The right to put messages into a queue.
   *
   * @param queueName the queue in the config
   * @param service such as {@code events.amazonaws.com}
   * @param sourceArn what the service acts for, a template value
   */
  record Feed(String queueName, String service, Object sourceArn) {}
}
