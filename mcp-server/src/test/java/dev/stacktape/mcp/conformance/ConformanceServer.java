package dev.stacktape.mcp.conformance;

import dev.stacktape.mcp.http.HttpEndpoint;
import dev.stacktape.mcp.offer.Offer;
import dev.stacktape.mcp.protocol.SdkServer;
import dev.stacktape.mcp.tool.Tool;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The server with what the protocol's conformance suite wants to find in every server, beside tools
 * of ours. Builder, transport and guards are those that users get; only the token is not asked for,
 * because the suite has none. Started by {@code scripts/mcp-conformance.sh}.
 */
public final class ConformanceServer {
  private ConformanceServer() {}

  /**
   * Serves until it is ended.
   *
   * @param arguments the file that the address is written to
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    HttpEndpoint endpoint = open(List.of());
    Path address = Path.of(arguments[0]);
    Path whole = Path.of(arguments[0] + ".tmp");
    // The suite's check of names needs one.
    Files.writeString(whole, endpoint.uri().toString().replace("127.0.0.1", "localhost"));
    Files.move(whole, address);
    new CountDownLatch(1).await();
  }

  static HttpEndpoint open(List<Tool> tools) throws IOException {
    HttpEndpoint endpoint = HttpEndpoint.open(0, authorization -> true, Clock.systemUTC());
    var unused =
        new SdkServer(Offer.of(tools), "conformance", endpoint.inFlight())
            .fill(McpServer.sync(endpoint.transport()))
            .capabilities(
                McpSchema.ServerCapabilities.builder()
                    .tools(false)
                    .resources(true, false)
                    .prompts(false)
                    .completions()
                    .logging()
                    .build())
            .tools(SuiteTools.all())
            .resources(SuiteContent.resources())
            .resourceTemplates(SuiteContent.templates())
            .prompts(SuiteContent.prompts())
            .completions(SuiteContent.completions())
            .build();
    endpoint.start();
    return endpoint;
  }
}
