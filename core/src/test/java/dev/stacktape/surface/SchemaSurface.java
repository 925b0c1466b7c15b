package dev.stacktape.surface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The surface as the generated JSON Schema has it. */
final class SchemaSurface {
  /** Other ways to write a value, which every place of its kind has. */
  private static final Set<String> AS_TEXT = Set.of("directive", "numberAsText", "booleanAsText");

  private final JsonNode definitions;
  private final Map<String, Kind> named = new HashMap<>();

  private SchemaSurface(JsonNode definitions) {
    this.definitions = definitions;
  }

  /** The whole config. */
  static Kind.Structure read(String schema) {
    try {
      JsonNode root = new ObjectMapper().readTree(schema);
      return new SchemaSurface(root.get("definitions")).kind(root, "Config").structures().get(0);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Kind kind(JsonNode schema, String name) {
    if (schema.has("$ref")) {
      return reference(schema.get("$ref").asText().replace("#/definitions/", ""));
    }
    Kind kind = Kind.none();
    schema.path("anyOf").forEach(part -> kind.add(kind(part, name)));
    schema.path("oneOf").forEach(part -> kind.add(kind(part, name)));
    schema.path("enum").forEach(word -> kind.words().add(Kind.word(word)));
    if (schema.has("const")) {
      kind.words().add(Kind.word(schema.get("const")));
    }
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      addType(kind, type.asText(), schema, name);
    }
    type.forEach(each -> addType(kind, each.asText(), schema, name));
    boolean saysNothing = kind.equals(Kind.none());
    return saysNothing ? Kind.plain("any") : kind;
  }

  private Kind reference(String name) {
    if (AS_TEXT.contains(name)) {
      return Kind.none();
    }
    Kind known = named.get(name);
    if (known == null) {
      known = kind(definitions.get(name), name);
      named.put(name, known);
    }
    return known;
  }

  private void addType(Kind kind, String type, JsonNode schema, String name) {
    switch (type) {
      case "array" -> kind.items().add(() -> kind(schema.path("items"), name + "[]"));
      case "object" -> addObject(kind, schema, name);
      case "integer" -> kind.plain().add("number");
      default -> kind.plain().add(type);
    }
  }

  private void addObject(Kind kind, JsonNode schema, String name) {
    if (schema.has("allOf")) {
      addMembers(kind, schema, name);
    } else if (schema.has("properties")) {
      kind.structures().add(structure(schema, name));
    } else {
      JsonNode values = schema.path("additionalProperties");
      kind.entries().add(() -> values.isObject() ? kind(values, name + "{}") : Kind.plain("any"));
    }
  }

  private Kind.Structure structure(JsonNode schema, String name) {
    Map<String, Supplier<Kind>> properties = new LinkedHashMap<>();
    schema
        .get("properties")
        .properties()
        .forEach(
            entry ->
                properties.put(
                    entry.getKey(), () -> kind(entry.getValue(), name + "." + entry.getKey())));
    TreeSet<String> required = new TreeSet<>();
    schema.path("required").forEach(key -> required.add(key.asText()));
    boolean open = schema.path("additionalProperties").asBoolean(true);
    return new Kind.Structure(name, open, required, properties);
  }

  /** Conditions become alternatives, one for each word; a property that is false is not there. */
  private void addMembers(Kind kind, JsonNode schema, String name) {
    Map<String, Kind.Structure> members = new LinkedHashMap<>();
    for (JsonNode condition : schema.get("allOf")) {
      condition
          .get("if")
          .get("properties")
          .properties()
          .forEach(
              entry -> {
                for (String word : kind(entry.getValue(), name).words()) {
                  Kind.Structure base =
                      members.getOrDefault(word, member(schema, name, entry.getKey(), word));
                  apply(condition.get("then"), base);
                  members.put(word, base);
                }
              });
    }
    kind.structures().addAll(members.values());
  }

  private Kind.Structure member(JsonNode schema, String name, String key, String word) {
    Kind.Structure base = structure(schema, name + "=" + word);
    Kind only = Kind.none();
    only.words().add(word);
    base.properties().put(key, () -> only);
    return base;
  }

  private void apply(JsonNode then, Kind.Structure base) {
    then.path("required").forEach(key -> base.required().add(key.asText()));
    then.get("properties")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isBoolean()) {
                base.properties().remove(entry.getKey());
              } else {
                base.properties().put(entry.getKey(), () -> kind(entry.getValue(), base.name()));
              }
            });
  }
}
