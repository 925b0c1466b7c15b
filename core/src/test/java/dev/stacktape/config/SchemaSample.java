package dev.stacktape.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Makes values that a JSON Schema allows, as plain maps, lists, text, numbers and booleans. */
@NullMarked
final class SchemaSample {
  /** Deeper down, only what is required is there. */
  private static final int DEPTH = 7;

  private static final int LENGTH = 3;
  private static final double LARGEST = 100_000;

  private final JsonNode schema;
  private final Random random;
  private final List<String> directives;

  /**
   * @param directives stand now and then where the schema allows a directive; none do when empty
   */
  SchemaSample(JsonNode schema, long seed, List<String> directives) {
    this.schema = schema;
    this.random = new Random(seed);
    this.directives = List.copyOf(directives);
  }

  /** A resource of a type. */
  Map<?, ?> resource(String type) {
    JsonNode resource = schema.at("/definitions/Resource");
    return (Map<?, ?>) envelope(resource, "type", type, 0);
  }

  /** What stands under a key of the top level. */
  Object top(String key) {
    return value(schema.path("properties").path(key), 0);
  }

  private Object value(JsonNode node, int depth) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = schema.at(found.path("$ref").asText().substring(1));
    }
    for (String key : List.of("anyOf", "oneOf")) {
      if (found.has(key)) {
        return choice(found.path(key), depth);
      }
    }
    if (found.path("allOf").has(0)) {
      return envelope(found, null, null, depth);
    }
    if (found.has("const")) {
      return plain(found.path("const"));
    }
    if (found.has("enum")) {
      return plain(one(found.path("enum")));
    }
    JsonNode type = found.path("type");
    return switch (type.isArray() ? one(type).asText() : type.asText()) {
      case "object" -> object(found, depth);
      case "array" -> list(found, depth);
      case "boolean" -> random.nextBoolean();
      case "integer" -> Math.round(Math.ceil(number(found)));
      case "number" -> number(found);
      case "string" -> text();
      default -> List.<Object>of("a", 1L, true, Map.of("b", 1L)).get(random.nextInt(4));
    };
  }

  private Object choice(JsonNode choices, int depth) {
    List<JsonNode> values = new ArrayList<>();
    boolean directive = false;
    for (JsonNode choice : choices) {
      String reference = choice.path("$ref").asText();
      if (reference.endsWith("/directive") || reference.endsWith("AsText")) {
        directive = true;
      } else {
        values.add(choice);
      }
    }
    if (directive && !directives.isEmpty() && random.nextInt(12) == 0) {
      return directives.get(random.nextInt(directives.size()));
    }
    Object value = value(values.get(random.nextInt(values.size())), depth);
    boolean inQuotes = directive && random.nextInt(10) == 0;
    return inQuotes && (value instanceof Long || value instanceof Boolean)
        ? String.valueOf(value)
        : value;
  }

  /** A map whose word tells what else is in it. */
  private Object envelope(JsonNode node, @Nullable String key, @Nullable String word, int depth) {
    List<JsonNode> conditions = new ArrayList<>();
    node.path("allOf").forEach(conditions::add);
    String chosen = word;
    if (chosen == null) {
      List<String> words = wordsOf(conditions.get(random.nextInt(conditions.size())));
      chosen = words.get(random.nextInt(words.size()));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key == null ? node.at("/required/0").asText() : key, chosen);
    for (JsonNode condition : conditions) {
      if (wordsOf(condition).contains(chosen)) {
        addTo(map, condition.path("then"), depth);
      }
    }
    return map;
  }

  private void addTo(Map<String, Object> map, JsonNode then, int depth) {
    for (Map.Entry<String, JsonNode> property : then.path("properties").properties()) {
      boolean allowed = !property.getValue().isBoolean() && !property.getKey().equals("overrides");
      if (allowed && (isRequired(then, property.getKey()) || wanted(depth))) {
        map.put(property.getKey(), value(property.getValue(), depth + 1));
      }
    }
  }

  private static List<String> wordsOf(JsonNode condition) {
    List<String> words = new ArrayList<>();
    for (JsonNode by : condition.at("/if/properties")) {
      by.path("enum").forEach(word -> words.add(word.asText()));
      if (by.has("const")) {
        words.add(by.path("const").asText());
      }
    }
    return words;
  }

  private Object object(JsonNode node, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
      if (isRequired(node, property.getKey()) || wanted(depth)) {
        map.put(property.getKey(), value(property.getValue(), depth + 1));
      }
    }
    if (map.isEmpty() && node.path("additionalProperties").isObject()) {
      for (int i = random.nextInt(LENGTH); i > 0; i--) {
        map.put("key" + i, value(node.path("additionalProperties"), depth + 1));
      }
    }
    return map;
  }

  private static boolean isRequired(JsonNode node, String key) {
    for (JsonNode required : node.path("required")) {
      if (required.asText().equals(key)) {
        return true;
      }
    }
    return false;
  }

  private boolean wanted(int depth) {
    return depth < DEPTH && random.nextInt(3) == 0;
  }

  private Object list(JsonNode node, int depth) {
    int least = node.path("minItems").asInt(0);
    int most = node.path("maxItems").asInt(least + LENGTH);
    int length = least + random.nextInt(Math.min(most - least, LENGTH) + 1);
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      list.add(value(node.path("items"), depth + 1));
    }
    return list;
  }

  private double number(JsonNode node) {
    double least = node.path("minimum").asDouble(Math.min(0, node.path("maximum").asDouble(0)));
    double most = Math.min(node.path("maximum").asDouble(LARGEST), least + LARGEST);
    return Math.floor(least + random.nextDouble() * (most - least));
  }

  private String text() {
    return List.of("abc", "a-1", "text with blanks", "./src", "rate(1 day)", "a.example.com")
        .get(random.nextInt(6));
  }

  private JsonNode one(JsonNode list) {
    return Objects.requireNonNull(list.get(random.nextInt(list.size())));
  }

  private static Object plain(JsonNode node) {
    if (node.isNumber()) {
      return node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
    }
    return node.isBoolean() ? (Object) node.booleanValue() : node.asText();
  }
}
