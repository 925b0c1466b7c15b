package dev.stacktape.mcp.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.mcp.offer.Offer;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Serves one client over standard input and output. */
public final class StdioServer {
  private final Offer offer;
  private final String version;

  /** A server of what is offered. */
  public StdioServer(Offer offer, String version) {
    this.offer = offer;
    this.version = version;
  }

  /** Serves until the input ends and everything that was asked is answered. */
  public void run(InputStream in, OutputStream out) throws IOException, InterruptedException {
    InFlight inFlight = new InFlight();
    StdioGuard guard = new StdioGuard(in, out, inFlight);
    StdioServerTransportProvider transport =
        new StdioServerTransportProvider(
            new JacksonMcpJsonMapper(new ObjectMapper()), guard.input(), guard.output());
    McpSyncServer server =
        new SdkServer(offer, version, inFlight)
            .fill(McpServer.sync(new OneAtATime(transport)))
            .build();
    guard.run();
    server.closeGracefully();
  }
}
