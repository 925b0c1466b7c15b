package dev.stacktape.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.config.JsonSchema;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The reference of one resource type in Markdown, made of the JSON Schema: its properties first,
 * then everything that they are made of, in the order in which it is met.
 */
final class ResourcePage {
  private static final JsonNode SCHEMA = schema();

  private final String word;
  private final String example;
  private final Deque<String> pending = new ArrayDeque<>();
  private final Set<String> met = new LinkedHashSet<>();
  private final StringBuilder page = new StringBuilder();

  /**
   * @param example a config with such a resource
   * @param root the definition with the type's properties
   */
  ResourcePage(String word, String example, String root) {
    this.word = word;
    this.example = example;
    meet(root);
  }

  String text() {
    line("# `" + word + "`");
    line("<!-- Generated from the code. -->");
    line("```yaml\n" + example.strip() + "\n```");
    line(
        """
        A directive may stand wherever a value may. Numbers and booleans may be written in quotes. What is described here and
        cannot be deployed yet is refused by name: `FEATURE_NOT_SUPPORTED`.""");
    line("## Properties");
    boolean first = true;
    for (String name = pending.poll(); name != null; name = pending.poll()) {
      if (!first) {
        line("## " + name);
      }
      first = false;
      describe(definition(name));
    }
    return page.toString().strip() + "\n";
  }

  private void describe(JsonNode schema) {
    if (schema.has("description")) {
      line(schema.get("description").asText());
    }
    if (schema.has("allOf")) {
      line(envelope(schema));
    } else if (schema.has("oneOf")) {
      schema.get("oneOf").forEach(this::besideWord);
    } else {
      line(properties(schema));
    }
  }

  /** A member of a union whose properties stand beside the word that chooses it. */
  private void besideWord(JsonNode member) {
    line(member.path("description").asText("") + "\n\n" + properties(member));
  }

  private String envelope(JsonNode schema) {
    String by = schema.at("/required/0").asText();
    Map<String, String> contents = new LinkedHashMap<>();
    String in = "";
    for (JsonNode condition : schema.get("allOf")) {
      for (String chosen : constants(condition.at("/if/properties/" + by))) {
        Map.Entry<String, JsonNode> inner =
            condition.at("/then/properties").properties().iterator().next();
        in = inner.getKey();
        contents.put(chosen, inner.getValue().isBoolean() ? "" : type(inner.getValue()));
      }
    }
    StringBuilder table = new StringBuilder(head("`" + by + "`", "`" + in + "`", "description"));
    for (JsonNode choice : schema.at("/properties/" + by + "/oneOf")) {
      String chosen = choice.get("const").asText();
      table.append(
          row("`" + chosen + "`", contents.get(chosen), choice.path("description").asText("")));
    }
    return table.toString();
  }

  private String properties(JsonNode schema) {
    JsonNode properties = schema.path("properties");
    if (properties.isEmpty()) {
      return schema.path("additionalProperties").asBoolean() ? "Any keys." : "No properties.";
    }
    Set<String> required = new LinkedHashSet<>();
    schema.path("required").forEach(key -> required.add(key.asText()));
    StringBuilder table = new StringBuilder(head("property", "type", "default", "description"));
    properties
        .properties()
        .forEach(
            property ->
                table.append(
                    row(
                        "`" + property.getKey() + "`",
                        type(property.getValue()),
                        required.contains(property.getKey())
                            ? "**required**"
                            : written(property.getValue().path("default")),
                        description(property.getValue()))));
    return table.toString();
  }

  private static String description(JsonNode property) {
    String text = property.path("description").asText("");
    JsonNode example = property.at("/examples/0");
    return example.isMissingNode() ? text : text + " Example: " + written(example);
  }

  private String type(JsonNode schema) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText().replace("#/definitions/", "");
      meet(name);
      return "[" + name + "](#" + name.toLowerCase(Locale.ROOT).replace(".", "") + ")";
    }
    if (schema.has("anyOf")) {
      return alternatives(schema.get("anyOf"));
    }
    if (schema.has("oneOf") || schema.has("enum") || schema.has("const")) {
      return constants(schema).stream().map(c -> "`" + c + "`").collect(Collectors.joining(", "));
    }
    return switch (schema.path("type").asText()) {
      case "array" -> "list of " + type(schema.path("items")) + range(schema, "Items");
      case "object" ->
          schema.path("additionalProperties").isObject()
              ? "map of " + type(schema.get("additionalProperties"))
              : "map";
      case "string" -> "text";
      case "integer" -> "whole number" + range(schema, "imum");
      case "number" -> "number" + range(schema, "imum");
      case "boolean" -> "`true`, `false`";
      default -> "anything";
    };
  }

  /** Without what stands for every value: directives and values in quotes. */
  private String alternatives(JsonNode schemas) {
    List<String> types = new ArrayList<>();
    for (JsonNode schema : schemas) {
      String name = schema.path("$ref").asText("");
      if (!name.matches("#/definitions/(directive|numberAsText|booleanAsText)")) {
        types.add(type(schema));
      }
    }
    return String.join(" or ", new LinkedHashSet<>(types));
  }

  private static String range(JsonNode schema, String what) {
    JsonNode least = schema.path("min" + what);
    JsonNode most = schema.path("max" + what);
    if (least.isMissingNode() && most.isMissingNode()) {
      return "";
    }
    if (most.isMissingNode()) {
      return ", at least " + least.asText();
    }
    return least.isMissingNode()
        ? ", at most " + most.asText()
        : ", " + least.asText() + " to " + most.asText();
  }

  /** The words of a schema that allows nothing but some words. */
  private static List<String> constants(JsonNode schema) {
    List<String> words = new ArrayList<>();
    if (schema.has("const")) {
      words.add(schema.get("const").asText());
    }
    schema.path("enum").forEach(value -> words.add(value.asText()));
    schema.path("oneOf").forEach(choice -> words.addAll(constants(choice)));
    return words;
  }

  private void meet(String name) {
    if (met.add(name)) {
      pending.add(name);
    }
  }

  private void line(String text) {
    if (!text.isBlank()) {
      page.append(text.strip()).append("\n\n");
    }
  }

  private static String head(String... titles) {
    return row(titles) + "|" + " --- |".repeat(titles.length) + "\n";
  }

  private static String row(String... cells) {
    return Arrays.stream(cells)
        .map(cell -> cell.replace("\n", " ").replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String written(JsonNode value) {
    return value.isMissingNode() ? "" : "`" + (value.isTextual() ? value.asText() : value) + "`";
  }

  private static JsonNode definition(String name) {
    return SCHEMA.at("/definitions").get(name);
  }

  private static JsonNode schema() {
    try {
      return new ObjectMapper().readTree(JsonSchema.of(ResourceCatalog.records()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
