package dev.stacktape.mcp.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds JSON Schemas. Keys keep their order, so that the list of tools has the same bytes in every
 * run and clients can cache it.
 */
public final class Schema {
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  /** A property that must be there. */
  public Schema must(String name, Map<String, Object> type) {
    required.add(name);
    return may(name, type);
  }

  /** A property that may be there. */
  public Schema may(String name, Map<String, Object> type) {
    properties.put(name, type);
    return this;
  }

  /** An object with these properties and no others. */
  public Map<String, Object> closed() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  /** Text. */
  public static Map<String, Object> text(String description) {
    return typed("string", description);
  }

  /** Text without a description. */
  public static Map<String, Object> text() {
    return Map.of("type", "string");
  }

  /** One of some words. */
  public static Map<String, Object> oneOf(String description, String... words) {
    Map<String, Object> schema = typed("string", description);
    schema.put("enum", List.of(words));
    return schema;
  }

  /** One of some words, without a description. */
  public static Map<String, Object> oneOf(List<String> words) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("enum", List.copyOf(words));
    return schema;
  }

  /** A whole number in a range. */
  public static Map<String, Object> number(String description, int min, int max) {
    Map<String, Object> schema = typed("integer", description);
    schema.put("minimum", min);
    schema.put("maximum", max);
    return schema;
  }

  /** A whole number. */
  public static Map<String, Object> number() {
    return Map.of("type", "integer");
  }

  /** Yes or no. */
  public static Map<String, Object> flag() {
    return Map.of("type", "boolean");
  }

  /** A list. */
  public static Map<String, Object> list(Map<String, Object> items) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", items);
    return schema;
  }

  /** A map with free keys. */
  public static Map<String, Object> map() {
    return Map.of("type", "object");
  }

  private static Map<String, Object> typed(String type, String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    schema.put("description", description);
    return schema;
  }
}
