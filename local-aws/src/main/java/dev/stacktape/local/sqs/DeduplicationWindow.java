package dev.stacktape.local.sqs;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.stacktape.local.StateStore;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a FIFO queue remembers of the last five minutes: a message that is sent again is answered
 * like the first one, and not queued. Guarded by its queue.
 */
final class DeduplicationWindow {
  private static final long LENGTH_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final String NAME = "deduplication";

  /** A message that was sent, at a time in epoch milliseconds. */
  record Sent(String messageId, long sequence, long at) {}

  private final StateStore store;
  private final Map<String, Sent> remembered = new TreeMap<>();

  DeduplicationWindow(StateStore store) {
    this.store = store;
    Map<String, Sent> loaded = store.read(NAME, new TypeReference<Map<String, Sent>>() {});
    if (loaded != null) {
      remembered.putAll(loaded);
    }
  }

  /** The message that was sent with this id, or null when it is new. */
  @Nullable Sent find(String id, long now) {
    remembered.values().removeIf(sent -> sent.at() + LENGTH_MILLIS <= now);
    return remembered.get(id);
  }

  void remember(String id, Sent sent) {
    remembered.put(id, sent);
    store.write(NAME, remembered);
  }
}
