package dev.stacktape.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

@Timeout(60)
class OneAtATimeTest {
  private static final int THREADS = 4;
  private static final int MESSAGES = 2_000;

  /** As sensitive as the SDK's: two senders at once are a mistake. */
  private static final class Sensitive implements McpServerTransport {
    private final AtomicBoolean inside = new AtomicBoolean();
    private final AtomicInteger sent = new AtomicInteger();

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
      return Mono.fromRunnable(
          () -> {
            if (!inside.compareAndSet(false, true)) {
              throw new IllegalStateException("Two at once");
            }
            Thread.yield();
            inside.set(false);
            sent.incrementAndGet();
          });
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void messagesOfSeveralThreadsGoOutOneAfterAnother() {
    Sensitive sdk = new Sensitive();
    OneAtATime.Messages messages = new OneAtATime.Messages(sdk);
    McpSchema.JSONRPCMessage message = new McpSchema.JSONRPCNotification("test", Map.of());

    List<CompletableFuture<Void>> senders =
        IntStream.range(0, THREADS)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int n = 0; n < MESSAGES; n++) {
                            messages.sendMessage(message).block();
                          }
                        }))
            .toList();
    senders.forEach(CompletableFuture::join);

    assertThat(sdk.sent).hasValue(THREADS * MESSAGES);
  }
}
