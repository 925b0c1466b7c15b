package dev.stacktape.local.sqs;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One queue. Every change is on disk before the method returns. Callers wait on the queue itself
 * for messages to become visible.
 */
final class Queue {
  private static final String RECORD = "queue";

  private final StateStore store;
  private final StateStore messageStore;
  private final DeduplicationWindow deduplication;
  private final Clock clock;
  private final NavigableMap<Long, StoredMessage> messages = new TreeMap<>();
  private QueueRecord queue;
  private long lastSequence;
  private boolean closed;

  private Queue(Path folder, QueueRecord queue, Clock clock) {
    this.store = new StateStore(folder);
    this.messageStore = new StateStore(folder.resolve("messages"));
    this.deduplication = new DeduplicationWindow(store);
    this.clock = clock;
    this.queue = queue;
  }

  static Queue create(Path folder, QueueRecord queue, Clock clock) {
    Queue created = new Queue(folder, queue, clock);
    created.store.write(RECORD, queue);
    return created;
  }

  /** A queue from disk, or null when the folder holds none. */
  static @Nullable Queue load(Path folder, Clock clock) {
    QueueRecord queue = new StateStore(folder).read(RECORD, QueueRecord.class);
    if (queue == null) {
      return null;
    }
    Queue loaded = new Queue(folder, queue, clock);
    for (String name : loaded.messageStore.names()) {
      StoredMessage message =
          Objects.requireNonNull(loaded.messageStore.read(name, StoredMessage.class), name);
      loaded.messages.put(message.sequence(), message);
      loaded.lastSequence = message.sequence();
    }
    return loaded;
  }

  synchronized QueueRecord queue() {
    return queue;
  }

  synchronized void change(QueueRecord changed) {
    store.write(RECORD, changed);
    queue = changed;
  }

  /**
   * Queues a message, unless it is one that was sent already.
   *
   * @param delay null for the queue's own
   * @return id and sequence of this message or of the one that it repeats
   */
  synchronized DeduplicationWindow.Sent send(Draft draft, @Nullable Duration delay) {
    long now = clock.millis();
    String deduplicationId = draft.deduplicationId(queue.attributes());
    String remembered =
        queue.attributes().deduplicatesPerGroup()
            ? draft.group() + "/" + deduplicationId
            : deduplicationId;
    DeduplicationWindow.Sent repeated =
        remembered == null ? null : deduplication.find(remembered, now);
    if (repeated != null) {
      return repeated;
    }
    Duration hidden = delay == null ? queue.attributes().delay() : delay;
    StoredMessage message =
        new StoredMessage(
            nextSequence(now),
            UUID.randomUUID().toString(),
            draft.body(),
            draft.attributes(),
            draft.group(),
            deduplicationId,
            draft.traceHeader(),
            now,
            now + hidden.toMillis(),
            0,
            0,
            null);
    refuseTooLong(message);
    save(message);
    DeduplicationWindow.Sent sent =
        new DeduplicationWindow.Sent(message.id(), message.sequence(), now);
    if (remembered != null) {
      deduplication.remember(remembered, sent);
    }
    notifyAll();
    return sent;
  }

  private void refuseTooLong(StoredMessage message) {
    long largest = queue.attributes().largestMessage();
    if (message.size() > largest) {
      throw SqsErrors.invalidValue(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + largest
              + " bytes.");
    }
  }

  /** Follows the time, so that it need not be kept when all messages are gone. */
  private long nextSequence(long now) {
    lastSequence = Math.max(lastSequence + 1, now * 1000);
    return lastSequence;
  }

  /** Takes in a message that another queue gave up. */
  synchronized void bury(StoredMessage message, String sourceArn) {
    save(message.dead(nextSequence(clock.millis()), sourceArn));
    notifyAll();
  }

  /**
   * What a receiver gets.
   *
   * @param dead messages that were received too often; the caller brings them to the dead-letter
   *     queue and then removes them here
   */
  record Batch(List<StoredMessage> messages, List<StoredMessage> dead) {
    boolean isEmpty() {
      return messages.isEmpty() && dead.isEmpty();
    }
  }

  /**
   * Receives messages and hides them; waits for the first one.
   *
   * @param visibility null for the queue's own
   */
  synchronized Batch receive(int max, @Nullable Duration visibility, Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Batch batch = take(max, visibility);
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (!batch.isEmpty() || left <= 0 || closed) {
        return batch;
      }
      try {
        // Woken by a new message; looks again by itself when a hidden one may have come back.
        wait(Math.min(left, Math.max(1, Math.min(1000, untilNextVisible()))));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return batch;
      }
    }
  }

  private long untilNextVisible() {
    long now = clock.millis();
    return messages.values().stream()
        .mapToLong(message -> message.visibleAt() - now)
        .filter(left -> left > 0)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private Batch take(int max, @Nullable Duration visibility) {
    long now = clock.millis();
    dropExpired(now);
    QueueAttributes.Redrive redrive = queue.attributes().redrive();
    Duration hidden = visibility == null ? queue.attributes().visibilityTimeout() : visibility;
    Batch batch = new Batch(new ArrayList<>(), new ArrayList<>());
    Set<String> blocked = new HashSet<>();
    for (StoredMessage message : List.copyOf(messages.values())) {
      if (batch.messages().size() >= max) {
        break;
      }
      if (message.visibleAt() > now) {
        block(blocked, message);
      } else if (!blocked.contains(message.group())) {
        if (redrive != null && message.receiveCount() >= redrive.maxReceiveCount()) {
          // Off the list at once; its file stays until the other queue has it.
          messages.remove(message.sequence());
          batch.dead().add(message);
        } else {
          StoredMessage received = message.received(now, now + hidden.toMillis());
          save(received);
          batch.messages().add(received);
        }
      }
    }
    return batch;
  }

  /** In a FIFO queue a group waits until its first message is dealt with. */
  private void block(Set<String> blocked, StoredMessage message) {
    String group = message.group();
    if (queue.attributes().isFifo() && group != null) {
      blocked.add(group);
    }
  }

  private void dropExpired(long now) {
    long oldest = now - queue.attributes().retention().toMillis();
    for (StoredMessage message : List.copyOf(messages.values())) {
      if (message.sent() < oldest) {
        remove(message.sequence());
      }
    }
  }

  synchronized void remove(long sequence) {
    messageStore.delete(name(sequence));
    messages.remove(sequence);
    // The next of its group can be received now.
    notifyAll();
  }

  /**
   * Hides a received message for another while.
   *
   * @throws AwsError {@code ReceiptHandleIsInvalid} or {@code MessageNotInflight}
   */
  synchronized void changeVisibility(long sequence, Duration timeout) {
    StoredMessage message = messages.get(sequence);
    long now = clock.millis();
    if (message == null) {
      throw SqsErrors.invalidValue(
          "Value for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not"
              + " available for visibility timeout change.");
    }
    if (!message.isInFlight(now)) {
      throw new AwsError(400, "MessageNotInflight", "The message referred to isn't in flight.");
    }
    save(message.visibleAt(now + timeout.toMillis()));
    notifyAll();
  }

  synchronized void purge() {
    for (long sequence : List.copyOf(messages.keySet())) {
      remove(sequence);
    }
  }

  /** The attributes that count messages. */
  synchronized Map<String, String> counts() {
    long now = clock.millis();
    dropExpired(now);
    long hidden = messages.values().stream().filter(m -> m.isInFlight(now)).count();
    long delayed =
        messages.values().stream().filter(m -> m.visibleAt() > now && !m.isInFlight(now)).count();
    return Map.of(
        "ApproximateNumberOfMessages", Long.toString(messages.size() - hidden - delayed),
        "ApproximateNumberOfMessagesNotVisible", Long.toString(hidden),
        "ApproximateNumberOfMessagesDelayed", Long.toString(delayed));
  }

  /** Sends those home who wait. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void save(StoredMessage message) {
    messageStore.write(name(message.sequence()), message);
    messages.put(message.sequence(), message);
  }

  /** A file per message, which sorts like its sequence. */
  private static String name(long sequence) {
    return String.format(Locale.ROOT, "%020d", sequence);
  }
}
