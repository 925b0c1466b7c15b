package dev.stacktape.mcp.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.Stacktape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The structures of the config language, out of its JSON Schema; read when first asked for. */
final class ConfigLanguage {
  private static final String RESOURCE = "Resource";
  private static final String DIRECTIVE = "directive";
  private static final Set<String> EVERYWHERE =
      Set.of("structure " + DIRECTIVE, "structure numberAsText", "structure booleanAsText");
  private static final ObjectMapper JSON = new ObjectMapper();

  private volatile List<Structure> structures = List.of();

  /** A structure by its name in the schema. */
  record Structure(String name, JsonNode schema) {
    String description() {
      return schema.path("description").asText("");
    }

    /** Its properties, in the order of the schema. */
    List<Property> properties() {
      List<String> required = new ArrayList<>();
      schema.path("required").forEach(key -> required.add(key.asText()));
      return schema.path("properties").properties().stream()
          .map(
              entry ->
                  new Property(entry.getKey(), entry.getValue(), required.contains(entry.getKey())))
          .toList();
    }

    /** What a union consists of: the structure of the properties, by the word of the type. */
    Map<String, String> variants() {
      Map<String, String> variants = new TreeMap<>();
      for (JsonNode rule : schema.path("allOf")) {
        JsonNode word = rule.path("if").path("properties").path("type").path("const");
        JsonNode properties = rule.path("then").path("properties").path("properties");
        if (word.isTextual()) {
          variants.put(word.asText(), reference(properties));
        }
      }
      return variants;
    }
  }

  /** A property of a structure. */
  record Property(String name, JsonNode schema, boolean required) {
    String description() {
      return schema.path("description").asText("");
    }

    Optional<String> defaultValue() {
      return schema.has("default")
          ? Optional.of(schema.get("default").toString())
          : Optional.empty();
    }

    Optional<String> example() {
      return schema.path("examples").size() > 0
          ? Optional.of(schema.get("examples").get(0).toString())
          : Optional.empty();
    }

    /** What it takes, in words. */
    String kind() {
      return ConfigLanguage.kind(schema);
    }
  }

  /** All structures; the config itself is the first. */
  List<Structure> structures() {
    if (structures.isEmpty()) {
      structures = read();
    }
    return structures;
  }

  Optional<Structure> structure(String name) {
    return structures().stream().filter(structure -> structure.name().equals(name)).findFirst();
  }

  /** The structure of each resource type's properties, by the word of the type. */
  Map<String, String> types() {
    return structure(RESOURCE).map(Structure::variants).orElse(Map.of());
  }

  private static List<Structure> read() {
    try {
      List<Structure> read = new ArrayList<>();
      JsonNode schema = JSON.readTree(Stacktape.configSchema());
      read.add(new Structure("config", schema));
      schema
          .path("definitions")
          .properties()
          .forEach(entry -> read.add(new Structure(entry.getKey(), entry.getValue())));
      return List.copyOf(read);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The schema of the config is JSON", e);
    }
  }

  private static String kind(JsonNode schema) {
    if (schema.has("$ref")) {
      return "structure " + last(schema.get("$ref").asText());
    }
    if (schema.has("enum")) {
      List<String> words = new ArrayList<>();
      schema.get("enum").forEach(word -> words.add(word.asText()));
      return "one of " + String.join(" | ", words);
    }
    for (String several : List.of("anyOf", "oneOf", "allOf")) {
      if (schema.has(several)) {
        List<String> kinds = new ArrayList<>();
        schema.get(several).forEach(kind -> kinds.add(kind(kind)));
        // What holds for every value needs not be said of each.
        kinds.removeIf(kind -> EVERYWHERE.contains(kind));
        return String.join(" or ", kinds.stream().distinct().toList());
      }
    }
    if (schema.path("type").asText().equals("array")) {
      return "list of " + kind(schema.path("items"));
    }
    return schema.path("type").isTextual() ? schema.get("type").asText() : "value";
  }

  private static String reference(JsonNode schema) {
    if (schema.has("$ref")) {
      return last(schema.get("$ref").asText());
    }
    for (JsonNode one : schema.path("anyOf")) {
      String name = reference(one);
      if (!name.isEmpty() && !name.equals(DIRECTIVE)) {
        return name;
      }
    }
    return "";
  }

  private static String last(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
