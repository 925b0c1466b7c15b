package dev.stacktape.local.cloudformation.document;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template, read but not yet bound to parameter values.
 *
 * @param text as it was sent
 * @param conditions by name, each the tree of its function
 * @param outputs by key, each the tree of the output
 * @param metadata the section's tree, or null
 * @param transforms the names under {@code Transform}
 */
public record TemplateDocument(
    String text,
    @Nullable String description,
    Map<String, ParameterDeclaration> parameters,
    Map<String, Object> mappings,
    Map<String, Object> conditions,
    Map<String, ResourceEntry> resources,
    Map<String, Map<String, Object>> outputs,
    @Nullable Object metadata,
    List<String> transforms) {

  /** The only transform that is understood: it adds functions and needs no macro. */
  public static final String LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";

  /** The transform that allows {@code Fn::Length} and {@code Fn::ToJsonString}. */
  public boolean hasLanguageExtensions() {
    return transforms.contains(LANGUAGE_EXTENSIONS);
  }
}
