package dev.stacktape.mcp.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A client by the protocol's own SDK, and what an agent does with it. */
final class Agent implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  final List<String> questions = new CopyOnWriteArrayList<>();
  final List<String> progress = new CopyOnWriteArrayList<>();
  private final McpSyncClient client;

  private Agent(McpClientTransport transport, Function<String, String> person) {
    McpClient.SyncSpec spec =
        McpClient.sync(transport)
            .requestTimeout(PATIENCE)
            .initializationTimeout(PATIENCE)
            .progressConsumer(note -> progress.add(String.valueOf(note.message())));
    if (person != null) {
      spec.capabilities(McpSchema.ClientCapabilities.builder().elicitation().build())
          .elicitation(request -> answer(request, person));
    }
    client = spec.build();
    client.initialize();
  }

  private McpSchema.ElicitResult answer(
      McpSchema.ElicitFormRequest request, Function<String, String> person) {
    questions.add(request.message());
    String typed = person.apply(request.message());
    return typed == null
        ? McpSchema.ElicitResult.builder(McpSchema.ElicitResult.Action.DECLINE).build()
        : new McpSchema.ElicitResult(
            McpSchema.ElicitResult.Action.ACCEPT, Map.of("stackName", typed));
  }

  /** With a server of its own, started as clients do it, and nobody who could be asked. */
  static Agent alone(List<String> options) {
    return new Agent(process(options), null);
  }

  /**
   * With a server of its own, and a person at the client.
   *
   * @param person what is typed into a form, null to decline
   */
  static Agent with(List<String> options, Function<String, String> person) {
    return new Agent(process(options), person);
  }

  /** At a server that others started. */
  static Agent at(URI server, String token) {
    return new Agent(
        HttpClientStreamableHttpTransport.builder(server.resolve("/").toString())
            .endpoint(server.getPath())
            .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
            .requestBuilder(
                java.net.http.HttpRequest.newBuilder().header("Authorization", "Bearer " + token))
            .build(),
        null);
  }

  private static McpClientTransport process(List<String> options) {
    StdioClientTransport transport =
        new StdioClientTransport(
            ServerParameters.builder(ServerCommand.java())
                .args(ServerCommand.arguments(options))
                .build(),
            new JacksonMcpJsonMapper(new ObjectMapper()));
    // The log of the server is that of the test.
    transport.setStdErrorHandler(System.err::println);
    return transport;
  }

  List<String> tools() {
    return client.listTools().tools().stream().map(McpSchema.Tool::name).toList();
  }

  McpSyncClient client() {
    return client;
  }

  /** An answer: structured content, with its text as {@code text}. */
  record Reply(boolean refused, JsonNode content, String text) {
    String at(String pointer) {
      return content.at(pointer).asText();
    }
  }

  /** Calls a tool, whatever comes of it. */
  Reply call(String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result =
        client.callTool(
            McpSchema.CallToolRequest.builder(tool)
                .arguments(arguments)
                .progressToken(tool)
                .build());
    String text = result.content().get(0) instanceof McpSchema.TextContent said ? said.text() : "";
    return new Reply(Boolean.TRUE.equals(result.isError()), content(result), text);
  }

  private static JsonNode content(McpSchema.CallToolResult result) {
    return Boolean.TRUE.equals(result.isError())
        ? JSON.valueToTree(result.meta()).path("dev.stacktape/refusal")
        : JSON.valueToTree(result.structuredContent());
  }

  /** Calls a tool that has to succeed. */
  Reply does(String tool, Map<String, Object> arguments) {
    Reply reply = call(tool, arguments);
    assertThat(reply.refused()).as(reply.text()).isFalse();
    return reply;
  }

  /** Calls a tool that has to refuse; the code of the refusal. */
  String refused(String tool, Map<String, Object> arguments) {
    Reply reply = call(tool, arguments);
    assertThat(reply.refused()).as(reply.text()).isTrue();
    assertThat(reply.content().at("/nextSteps")).as(reply.text()).isNotEmpty();
    return reply.at("/code");
  }

  /** Plans; the plan. */
  Reply plans(String operation) {
    return does("plan_change", Map.of("operation", operation));
  }

  /** Carries a plan out and follows it to its end. */
  Reply carriesOut(String tool, String planId) {
    Reply started = does(tool, Map.of("planId", planId));
    Reply now = started;
    for (int i = 0; i < 10 && now.at("/status").equals("running"); i++) {
      now =
          does(
              "get_operation",
              Map.of("operationId", started.at("/operationId"), "waitSeconds", 45));
    }
    return now;
  }

  @Override
  public void close() {
    client.close();
  }
}
