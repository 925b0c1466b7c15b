package dev.stacktape.mcp.protocol;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The SDK's transport over standard input and output loses an answer when another message goes out
 * at the same moment: two threads that emit into its queue are an error there, which only its log
 * hears of. So messages go out one after another.
 */
final class OneAtATime implements McpServerTransportProvider {
  private final McpServerTransportProvider sdk;

  OneAtATime(McpServerTransportProvider sdk) {
    this.sdk = sdk;
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    sdk.setSessionFactory(transport -> factory.create(new Messages(transport)));
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return sdk.notifyClients(method, params);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return sdk.closeGracefully();
  }

  @Override
  public List<String> protocolVersions() {
    return sdk.protocolVersions();
  }

  /** What goes out to the one client. */
  static final class Messages implements McpServerTransport {
    private final McpServerTransport sdk;
    private final Object sending = new Object();

    Messages(McpServerTransport sdk) {
      this.sdk = sdk;
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
      return Mono.fromRunnable(() -> send(message));
    }

    private void send(McpSchema.JSONRPCMessage message) {
      synchronized (sending) {
        sdk.sendMessage(PlainErrors.of(message)).block();
      }
    }

    @Override
    public Mono<Void> closeGracefully() {
      return sdk.closeGracefully();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return sdk.unmarshalFrom(data, type);
    }
  }
}
