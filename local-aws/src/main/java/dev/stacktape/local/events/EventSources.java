package dev.stacktape.local.events;

import dev.stacktape.local.QueueReader;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.lambda.FunctionInvoker;
import dev.stacktape.local.lambda.Mapping;
import dev.stacktape.local.lambda.MappingRunner;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out event source mappings, each on a thread of its own, so one mapping calls its function
 * for one batch after the other. Sources other than SQS queues and DynamoDB streams are left alone.
 */
public final class EventSources implements MappingRunner, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EventSources.class.getName());

  private final FunctionInvoker functions;
  private final QueueReader queues;
  private final TableStreams streams;
  private final StateStore positions;
  private final Map<String, Thread> running = new HashMap<>();

  /**
   * Event sources.
   *
   * @param positions remembers how far each stream was read
   */
  public EventSources(
      FunctionInvoker functions, QueueReader queues, TableStreams streams, StateStore positions) {
    this.functions = functions;
    this.queues = queues;
    this.streams = streams;
    this.positions = positions;
  }

  @Override
  public synchronized void run(Mapping mapping) {
    end(mapping.uuid());
    if (mapping.hasFilters()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The embedded AWS does not apply the filters of event source mapping " + mapping.uuid());
    }
    Runnable poller = poller(mapping);
    if (poller != null) {
      Thread thread = new Thread(poller, "event-source-" + mapping.uuid());
      thread.setDaemon(true);
      running.put(mapping.uuid(), thread);
      thread.start();
    }
  }

  private @Nullable Runnable poller(Mapping mapping) {
    String source = mapping.eventSourceArn();
    if (source.contains(":sqs:")) {
      return new QueuePoller(mapping, functions, queues);
    }
    if (source.contains(":dynamodb:")) {
      return new StreamPoller(mapping, functions, streams, positions);
    }
    return null;
  }

  @Override
  public synchronized void end(String uuid) {
    Thread thread = running.remove(uuid);
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public synchronized void close() {
    running.values().forEach(Thread::interrupt);
    running.clear();
  }
}
