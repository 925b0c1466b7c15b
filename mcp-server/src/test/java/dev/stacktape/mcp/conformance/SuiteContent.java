package dev.stacktape.mcp.conformance;

import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The resources, prompts and completions that the conformance suite asks for. */
final class SuiteContent {
  private SuiteContent() {}

  static List<SyncResourceSpecification> resources() {
    return List.of(
        resource(
            "test://static-text",
            text("test://static-text", "This is the content of the static text resource.")),
        resource(
            "test://static-binary",
            McpSchema.BlobResourceContents.builder("test://static-binary", SuiteTools.PNG)
                .mimeType("image/png")
                .build()),
        resource(
            "test://watched-resource",
            text("test://watched-resource", "Watched resource content.")));
  }

  private static SyncResourceSpecification resource(String uri, ResourceContents contents) {
    return new SyncResourceSpecification(
        McpSchema.Resource.builder(uri, uri).build(),
        (exchange, request) -> ReadResourceResult.builder(List.of(contents)).build());
  }

  private static ResourceContents text(String uri, String text) {
    return McpSchema.TextResourceContents.builder(uri, text).mimeType("text/plain").build();
  }

  static List<SyncResourceTemplateSpecification> templates() {
    return List.of(
        new SyncResourceTemplateSpecification(
            McpSchema.ResourceTemplate.builder("test://template/{id}/data", "template")
                .mimeType("application/json")
                .build(),
            (exchange, request) -> {
              String id = request.uri().split("/")[3];
              String json =
                  "{\"id\":\"%s\",\"templateTest\":true,\"data\":\"Data for ID: %s\"}"
                      .formatted(id, id);
              return ReadResourceResult.builder(
                      List.of(
                          McpSchema.TextResourceContents.builder(request.uri(), json)
                              .mimeType("application/json")
                              .build()))
                  .build();
            }));
  }

  static List<SyncPromptSpecification> prompts() {
    return List.of(
        prompt(
            "test_simple_prompt",
            List.of(),
            arguments ->
                List.of(TextContent.builder("This is a simple prompt for testing.").build())),
        prompt(
            "test_prompt_with_arguments",
            List.of("arg1", "arg2"),
            arguments ->
                List.of(
                    TextContent.builder(
                            "Prompt with arguments: arg1='%s', arg2='%s'"
                                .formatted(arguments.get("arg1"), arguments.get("arg2")))
                        .build())),
        prompt(
            "test_prompt_with_embedded_resource",
            List.of("resourceUri"),
            arguments ->
                List.of(
                    McpSchema.EmbeddedResource.builder(
                            text(
                                String.valueOf(arguments.get("resourceUri")),
                                "Embedded resource content for testing."))
                        .build(),
                    TextContent.builder("Please process the embedded resource above.").build())),
        prompt(
            "test_prompt_with_image",
            List.of(),
            arguments ->
                List.of(
                    McpSchema.ImageContent.builder(SuiteTools.PNG, "image/png").build(),
                    TextContent.builder("Please analyze the image above.").build())));
  }

  private static SyncPromptSpecification prompt(
      String name, List<String> arguments, Function<Map<String, Object>, List<Content>> content) {
    return new SyncPromptSpecification(
        McpSchema.Prompt.builder(name)
            .description("For the suite")
            .arguments(
                arguments.stream()
                    .map(
                        one ->
                            McpSchema.PromptArgument.builder(one)
                                .description("For the suite")
                                .required(true)
                                .build())
                    .toList())
            .build(),
        (exchange, request) ->
            McpSchema.GetPromptResult.builder(
                    content
                        .apply(request.arguments() == null ? Map.of() : request.arguments())
                        .stream()
                        .map(one -> new McpSchema.PromptMessage(McpSchema.Role.USER, one))
                        .toList())
                .build());
  }

  static List<SyncCompletionSpecification> completions() {
    return List.of(
        new SyncCompletionSpecification(
            new McpSchema.PromptReference("test_prompt_with_arguments"),
            (exchange, request) -> {
              List<String> words =
                  Stream.of("paris", "park", "party")
                      .filter(word -> word.startsWith(request.argument().value()))
                      .toList();
              return new McpSchema.CompleteResult(
                  new McpSchema.CompleteResult.CompleteCompletion(words, words.size(), false));
            }));
  }
}
