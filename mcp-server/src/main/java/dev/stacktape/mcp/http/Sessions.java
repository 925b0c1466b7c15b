package dev.stacktape.mcp.http;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clients of the server. Most never say that they leave, so that has to be found out. */
final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  /** How long a client may say nothing and listen to nothing before it is forgotten. */
  static final Duration IDLE = Duration.ofMinutes(30);

  /** More clients than any one machine has. */
  static final int MOST = 100;

  private final Clock clock;
  private final Map<String, Session> open = new ConcurrentHashMap<>();

  Sessions(Clock clock) {
    this.clock = clock;
  }

  /** One client. */
  final class Session {
    private final McpStreamableServerSession protocol;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long lastSeen = clock.millis();
    private @Nullable EventStream listening;

    private Session(McpStreamableServerSession protocol) {
      this.protocol = protocol;
    }

    McpStreamableServerSession protocol() {
      return protocol;
    }

    void begin() {
      requests.incrementAndGet();
    }

    void end() {
      lastSeen = clock.millis();
      requests.decrementAndGet();
    }

    /** A client listens to one stream; a new one takes the place of that before. */
    synchronized void listenTo(@Nullable EventStream stream) {
      if (listening != null) {
        listening.close();
      }
      listening = stream;
    }

    private boolean isIdle() {
      return requests.get() == 0 && clock.millis() - lastSeen > IDLE.toMillis();
    }

    private void close() {
      try {
        protocol.close();
      } catch (RuntimeException e) {
        LOG.debug("A session did not close", e);
      }
      listenTo(null);
    }
  }

  /**
   * Lets a client in.
   *
   * @throws Rejection when there are too many already
   */
  Session add(McpStreamableServerSession protocol) throws Rejection {
    if (open.size() >= MOST) {
      sweep();
    }
    if (open.size() >= MOST) {
      throw new Rejection(503, "There are " + MOST + " clients already");
    }
    Session session = new Session(protocol);
    open.put(protocol.getId(), session);
    return session;
  }

  @Nullable Session find(String id) {
    return open.get(id);
  }

  List<Session> all() {
    return List.copyOf(open.values());
  }

  /** Forgets a client, and ends what it listens to. */
  void remove(String id) {
    Session session = open.remove(id);
    if (session != null) {
      session.close();
    }
  }

  /** Forgets the clients that have not been heard of. */
  void sweep() {
    open.forEach(
        (id, session) -> {
          if (session.isIdle()) {
            remove(id);
          }
        });
  }

  void close() {
    List.copyOf(open.keySet()).forEach(this::remove);
  }
}
