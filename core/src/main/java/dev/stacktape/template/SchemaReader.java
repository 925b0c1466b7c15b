package dev.stacktape.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one line of the bundled data; {@code scripts/README.md} describes the format. */
final class SchemaReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String type;
  private final List<List<String>> allowedValues;

  private SchemaReader(String type, List<List<String>> allowedValues) {
    this.type = type;
    this.allowedValues = allowedValues;
  }

  static ResourceSchema read(String line) {
    JsonNode tree;
    try {
      tree = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The bundled resource schemas are damaged", e);
    }
    List<List<String>> allowedValues = new ArrayList<>();
    tree.path("values").forEach(values -> allowedValues.add(texts(values)));
    return new SchemaReader(tree.path("type").asText(), allowedValues).schema(tree);
  }

  private ResourceSchema schema(JsonNode tree) {
    List<String> identifier = texts(tree.path("identifier"));
    List<String> ref = texts(tree.path("ref"));
    return new ResourceSchema(
        type,
        identifier,
        ref.isEmpty() ? identifier : ref,
        SchemaCorrections.stateful(type, tree.path("stateful").asBoolean()),
        tagging(tree.path("tags")),
        text(tree.path("scrutiny")),
        Set.copyOf(texts(tree.path("replacedBy"))),
        properties(tree.path("properties")),
        entries(tree.path("attributes"), node -> type(node.asText())),
        entries(tree.path("definitions"), this::properties));
  }

  private Map<String, PropertySchema> properties(JsonNode nodes) {
    return entries(nodes, this::property);
  }

  private PropertySchema property(JsonNode node) {
    String text = node.isTextual() ? node.asText() : node.path("type").asText();
    boolean required = false;
    boolean deprecated = false;
    Replacement replacement = Replacement.NO;
    int at = 0;
    for (boolean flag = true; flag; ) {
      switch (text.charAt(at)) {
        case '!' -> required = true;
        case '^' -> replacement = Replacement.YES;
        case '~' -> replacement = Replacement.MAYBE;
        case '?' -> deprecated = true;
        default -> flag = false;
      }
      at += flag ? 1 : 0;
    }
    return new PropertySchema(
        type(text.substring(at)),
        required,
        replacement,
        deprecated,
        text(node.path("default")),
        text(node.path("scrutiny")));
  }

  private PropertyType type(String text) {
    List<String> members = splitOutsideBrackets(text);
    if (members.size() > 1) {
      return new PropertyType.OneOf(members.stream().map(this::type).toList());
    }
    return switch (text.charAt(0)) {
      case '[' -> new PropertyType.ListOf(type(text.substring(1, text.length() - 1)));
      case '{' -> new PropertyType.MapOf(type(text.substring(1, text.length() - 1)));
      case '#' -> new PropertyType.Nested(text.substring(1));
      default -> primitive(text);
    };
  }

  private PropertyType primitive(String text) {
    int at = text.indexOf('@');
    String word = at < 0 ? text : text.substring(0, at);
    List<String> allowed =
        at < 0 ? List.of() : allowedValues.get(Integer.parseInt(text.substring(at + 1)));
    return switch (word) {
      case "string", "date-time" -> new PropertyType.Text(allowed);
      case "integer" -> new PropertyType.Numeric(true, allowed);
      case "number" -> new PropertyType.Numeric(false, allowed);
      case "boolean" -> new PropertyType.Flag();
      case "json" -> new PropertyType.Json();
      case "tag" -> new PropertyType.Tag();
      default ->
          throw new IllegalStateException(
              "The bundled schema of " + type + " has an unknown type '" + text + "'");
    };
  }

  private static List<String> splitOutsideBrackets(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      } else if (c == '|' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static @Nullable TagSchema tagging(JsonNode node) {
    if (node.isMissingNode()) {
      return null;
    }
    String format = node.path(1).asText().toUpperCase(Locale.ROOT);
    return new TagSchema(node.path(0).asText(), TagSchema.Format.valueOf(format));
  }

  private static @Nullable String text(JsonNode node) {
    return node.isMissingNode() ? null : node.asText();
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(item -> texts.add(item.asText()));
    return List.copyOf(texts);
  }

  private static <T> Map<String, T> entries(JsonNode node, Function<JsonNode, T> reading) {
    Map<String, T> entries = new LinkedHashMap<>();
    node.properties()
        .forEach(entry -> entries.put(entry.getKey(), reading.apply(entry.getValue())));
    return Collections.unmodifiableMap(entries);
  }
}
