package dev.stacktape.mcp.http;

import dev.stacktape.mcp.offer.Offer;
import dev.stacktape.mcp.protocol.SdkServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import java.net.URI;

/** Serves clients over streamable HTTP. */
public final class HttpMcpServer implements AutoCloseable {
  private final HttpEndpoint endpoint;
  private final McpSyncServer server;

  private HttpMcpServer(HttpEndpoint endpoint, McpSyncServer server) {
    this.endpoint = endpoint;
    this.server = server;
  }

  /** Serves at an endpoint, which is closed with the server. */
  public static HttpMcpServer start(HttpEndpoint endpoint, Offer offer, String version) {
    McpSyncServer server =
        new SdkServer(offer, version, endpoint.inFlight())
            .fill(McpServer.sync(endpoint.transport()))
            .build();
    endpoint.start();
    return new HttpMcpServer(endpoint, server);
  }

  /** Where clients find it. */
  public URI uri() {
    return endpoint.uri();
  }

  @Override
  public void close() {
    server.close();
    endpoint.close();
  }
}
