package dev.stacktape.mcp.protocol;

import dev.stacktape.mcp.offer.Offer;
import dev.stacktape.mcp.offer.Prompt;
import dev.stacktape.mcp.offer.Resource;
import dev.stacktape.mcp.offer.Words;
import dev.stacktape.mcp.tool.CleanText;
import dev.stacktape.mcp.tool.Refusal;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resources, prompts and completions in the types of the protocol's SDK. */
final class SdkOffer {
  private static final Logger LOG = LoggerFactory.getLogger(SdkOffer.class);

  /** What one answer may have, by the protocol. */
  private static final int MOST_VALUES = 100;

  private SdkOffer() {}

  static List<SyncResourceSpecification> resources(Offer offer) {
    return offer.resources().stream()
        .filter(resource -> !resource.isTemplate())
        .map(
            resource ->
                new SyncResourceSpecification(
                    McpSchema.Resource.builder(resource.uri(), resource.name())
                        .title(resource.title())
                        .description(resource.description())
                        .mimeType(resource.mediaType())
                        .build(),
                    (exchange, request) -> read(resource, request.uri())))
        .toList();
  }

  static List<SyncResourceTemplateSpecification> templates(Offer offer) {
    return offer.resources().stream()
        .filter(Resource::isTemplate)
        .map(
            resource ->
                new SyncResourceTemplateSpecification(
                    McpSchema.ResourceTemplate.builder(resource.uri(), resource.name())
                        .title(resource.title())
                        .description(resource.description())
                        .mimeType(resource.mediaType())
                        .build(),
                    (exchange, request) -> read(resource, request.uri())))
        .toList();
  }

  private static McpSchema.ReadResourceResult read(Resource resource, String uri) {
    String text;
    try {
      text = CleanText.of(resource.read(uri));
    } catch (Refusal unknown) {
      throw McpError.builder(McpSchema.ErrorCodes.RESOURCE_NOT_FOUND)
          .message(unknown.code() + ": " + CleanText.of(unknown.message() + " " + unknown.fix()))
          .data(Map.of("uri", CleanText.of(uri)))
          .build();
    } catch (RuntimeException bug) {
      LOG.error("{} cannot be read", resource.name(), bug);
      throw mistake();
    }
    return McpSchema.ReadResourceResult.builder(
            List.of(
                McpSchema.TextResourceContents.builder(uri, text)
                    .mimeType(resource.mediaType())
                    .build()))
        .build();
  }

  private static McpError mistake() {
    return McpError.builder(McpSchema.ErrorCodes.INTERNAL_ERROR)
        .message(PlainErrors.MISTAKE)
        .build();
  }

  static List<SyncPromptSpecification> prompts(Offer offer) {
    return offer.prompts().stream().map(SdkOffer::prompt).toList();
  }

  private static SyncPromptSpecification prompt(Prompt prompt) {
    return new SyncPromptSpecification(
        McpSchema.Prompt.builder(prompt.name())
            .title(prompt.title())
            .description(prompt.description())
            .arguments(
                List.of(
                    McpSchema.PromptArgument.builder(prompt.argument())
                        .description(prompt.meaning())
                        .required(true)
                        .build()))
            .build(),
        (exchange, request) -> {
          Object value =
              request.arguments() == null ? null : request.arguments().get(prompt.argument());
          if (value == null || value.toString().isBlank()) {
            throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                .message("The prompt needs `" + prompt.argument() + "`: " + prompt.meaning())
                .build();
          }
          String words = prompt.filled(CleanText.of(value.toString()));
          return McpSchema.GetPromptResult.builder(
                  List.of(
                      McpSchema.PromptMessage.builder(
                              McpSchema.Role.USER, McpSchema.TextContent.builder(words).build())
                          .build()))
              .description(prompt.description())
              .build();
        });
  }

  static List<SyncCompletionSpecification> completions(Offer offer) {
    return Stream.concat(
            offer.resources().stream()
                .filter(Resource::isTemplate)
                .map(
                    resource ->
                        completion(
                            new McpSchema.ResourceReference(resource.uri()), resource.values())),
            offer.prompts().stream()
                .map(
                    prompt ->
                        completion(new McpSchema.PromptReference(prompt.name()), prompt.values())))
        .toList();
  }

  private static SyncCompletionSpecification completion(
      McpSchema.CompleteReference reference, Words words) {
    return new SyncCompletionSpecification(
        reference,
        (exchange, request) -> {
          try {
            List<String> fitting = words.startingWith(request.argument().value());
            List<String> shown = fitting.subList(0, Math.min(MOST_VALUES, fitting.size()));
            return new McpSchema.CompleteResult(
                new McpSchema.CompleteResult.CompleteCompletion(
                    shown, fitting.size(), shown.size() < fitting.size()));
          } catch (RuntimeException bug) {
            LOG.error("{} cannot be completed", reference, bug);
            throw mistake();
          }
        });
  }
}
