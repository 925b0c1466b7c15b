package dev.stacktape.mcp.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The tools that the conformance suite calls, with the answers that it expects. */
final class SuiteTools {
  /** One transparent pixel. */
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

  /** A sound of no length. */
  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";

  private static final String NO_ARGUMENTS =
      "{'type': 'object', 'properties': {}, 'additionalProperties': false}";

  private SuiteTools() {}

  private interface Handler
      extends BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> {}

  static List<SyncToolSpecification> all() {
    return List.of(
        tool(
            "test_simple_text",
            NO_ARGUMENTS,
            (exchange, request) -> text("This is a simple text response for testing.")),
        tool(
            "test_image_content",
            NO_ARGUMENTS,
            (exchange, request) ->
                content(McpSchema.ImageContent.builder(PNG, "image/png").build())),
        tool(
            "test_audio_content",
            NO_ARGUMENTS,
            (exchange, request) ->
                content(McpSchema.AudioContent.builder(WAV, "audio/wav").build())),
        tool(
            "test_embedded_resource",
            NO_ARGUMENTS,
            (exchange, request) ->
                content(
                    embedded(
                        "test://embedded-resource",
                        "text/plain",
                        "This is an embedded resource content."))),
        tool(
            "test_multiple_content_types",
            NO_ARGUMENTS,
            (exchange, request) ->
                content(
                    TextContent.builder("Multiple content types test:").build(),
                    McpSchema.ImageContent.builder(PNG, "image/png").build(),
                    embedded(
                        "test://mixed-content-resource",
                        "application/json",
                        "{\"test\":\"data\",\"value\":123}"))),
        tool("test_tool_with_logging", NO_ARGUMENTS, SuiteTools::log),
        tool("test_tool_with_progress", NO_ARGUMENTS, SuiteTools::progress),
        tool(
            "test_error_handling",
            NO_ARGUMENTS,
            (exchange, request) ->
                CallToolResult.builder()
                    .addTextContent("This tool intentionally returns an error for testing")
                    .isError(true)
                    .build()),
        tool("test_sampling", oneText("prompt"), SuiteTools::sample),
        tool(
            "test_elicitation",
            oneText("message"),
            (exchange, request) ->
                ask(
                    exchange,
                    String.valueOf(request.arguments().get("message")),
                    "User response: ",
                    """
                    {'type': 'object', 'required': ['username', 'email'], 'properties': {
                      'username': {'type': 'string', 'description': 'Your name'},
                      'email': {'type': 'string', 'description': 'Your address'}}}
                    """)),
        tool(
            "test_elicitation_sep1034_defaults",
            NO_ARGUMENTS,
            (exchange, request) ->
                ask(
                    exchange,
                    "Every kind of default",
                    "Elicitation completed: ",
                    """
                    {'type': 'object', 'required': [], 'properties': {
                      'name': {'type': 'string', 'default': 'John Doe'},
                      'age': {'type': 'integer', 'default': 30},
                      'score': {'type': 'number', 'default': 95.5},
                      'status': {'type': 'string', 'enum': ['active', 'inactive', 'pending'],
                        'default': 'active'},
                      'verified': {'type': 'boolean', 'default': true}}}
                    """)),
        tool(
            "test_elicitation_sep1330_enums",
            NO_ARGUMENTS,
            (exchange, request) ->
                ask(
                    exchange,
                    "Every kind of choice",
                    "Elicitation completed: ",
                    """
                    {'type': 'object', 'required': [], 'properties': {
                      'untitledSingle': {'type': 'string', 'enum': ['option1', 'option2', 'option3']},
                      'titledSingle': {'type': 'string', 'oneOf': [
                        {'const': 'value1', 'title': 'First Option'},
                        {'const': 'value2', 'title': 'Second Option'},
                        {'const': 'value3', 'title': 'Third Option'}]},
                      'legacyEnum': {'type': 'string', 'enum': ['opt1', 'opt2', 'opt3'],
                        'enumNames': ['Option One', 'Option Two', 'Option Three']},
                      'untitledMulti': {'type': 'array', 'items': {'type': 'string',
                        'enum': ['option1', 'option2', 'option3']}},
                      'titledMulti': {'type': 'array', 'items': {'anyOf': [
                        {'const': 'value1', 'title': 'First Choice'},
                        {'const': 'value2', 'title': 'Second Choice'},
                        {'const': 'value3', 'title': 'Third Choice'}]}}}}
                    """)),
        tool(
            "json_schema_2020_12_tool",
            """
            {'$schema': 'https://json-schema.org/draft/2020-12/schema', 'type': 'object',
              '$defs': {'address': {'$anchor': 'addressDef', 'type': 'object', 'properties': {
                'street': {'type': 'string'}, 'city': {'type': 'string'}}}},
              'properties': {'name': {'type': 'string'}, 'address': {'$ref': '#/$defs/address'},
                'contactMethod': {'type': 'string', 'enum': ['phone', 'email']},
                'phone': {'type': 'string'}, 'email': {'type': 'string'}},
              'allOf': [{'anyOf': [{'required': ['phone']}, {'required': ['email']}]}],
              'if': {'properties': {'contactMethod': {'const': 'phone'}},
                'required': ['contactMethod']},
              'then': {'required': ['phone']}, 'else': {'required': ['email']},
              'additionalProperties': false}
            """,
            (exchange, request) -> text("Taken: " + request.arguments())));
  }

  private static String oneText(String name) {
    return "{'type': 'object', 'required': ['%s'], 'properties': {'%s': {'type': 'string'}}}"
        .formatted(name, name);
  }

  private static SyncToolSpecification tool(String name, String schema, Handler handler) {
    return SyncToolSpecification.builder()
        .tool(McpSchema.Tool.builder(name, json(schema)).description("For the suite").build())
        .callHandler(handler)
        .build();
  }

  private static CallToolResult text(String text) {
    return content(TextContent.builder(text).build());
  }

  private static CallToolResult content(Content... content) {
    return CallToolResult.builder().content(List.of(content)).isError(false).build();
  }

  private static McpSchema.EmbeddedResource embedded(String uri, String type, String text) {
    return McpSchema.EmbeddedResource.builder(
            McpSchema.TextResourceContents.builder(uri, text).mimeType(type).build())
        .build();
  }

  private static CallToolResult log(McpSyncServerExchange exchange, CallToolRequest request) {
    for (String line :
        List.of("Tool execution started", "Tool processing data", "Tool execution completed")) {
      exchange.loggingNotification(
          McpSchema.LoggingMessageNotification.builder(McpSchema.LoggingLevel.INFO, line).build());
    }
    return text("Logged");
  }

  private static CallToolResult progress(McpSyncServerExchange exchange, CallToolRequest request) {
    Object token = request.meta() == null ? null : request.meta().get("progressToken");
    if (token != null) {
      for (double done : new double[] {0, 50, 100}) {
        exchange.progressNotification(
            McpSchema.ProgressNotification.builder(token, done).total(100.0).build());
      }
    }
    return text("Progressed");
  }

  private static CallToolResult sample(McpSyncServerExchange exchange, CallToolRequest request) {
    McpSchema.CreateMessageResult result =
        exchange.createMessage(
            McpSchema.CreateMessageRequest.builder(
                    List.of(
                        McpSchema.SamplingMessage.builder(
                                McpSchema.Role.USER,
                                TextContent.builder(
                                        String.valueOf(request.arguments().get("prompt")))
                                    .build())
                            .build()),
                    100)
                .build());
    return text(
        "LLM response: " + (result.content() instanceof TextContent said ? said.text() : ""));
  }

  private static CallToolResult ask(
      McpSyncServerExchange exchange, String message, String prefix, String schema) {
    McpSchema.ElicitResult result =
        exchange.createElicitation(
            McpSchema.ElicitFormRequest.builder(message, json(schema)).build());
    return text(prefix + "action=" + result.action() + ", content=" + result.content());
  }

  /** JSON with the quotes that do not need a backslash in Java. */
  private static Map<String, Object> json(String text) {
    try {
      return new ObjectMapper().readValue(text.replace('\'', '"'), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
