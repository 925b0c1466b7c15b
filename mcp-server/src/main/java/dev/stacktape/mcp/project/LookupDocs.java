package dev.stacktape.mcp.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.Stacktape;
import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.Page;
import dev.stacktape.mcp.tool.Refusal;
import dev.stacktape.mcp.tool.Schema;
import dev.stacktape.mcp.tool.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code lookup_docs}: the documentation of the config language, out of the JSON Schema. */
public final class LookupDocs implements Tool {
  private static final int HITS = 8;
  private static final String RESOURCE = "Resource";
  private static final String DIRECTIVE = "directive";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A structure of the config by its name in the schema. */
  private record Definition(String name, JsonNode schema) {}

  /** Read when it is first asked for. */
  private volatile List<Definition> definitions = List.of();

  @Override
  public String name() {
    return "lookup_docs";
  }

  @Override
  public String title() {
    return "Look up the config language";
  }

  @Override
  public String description() {
    return "Documents the config language, offline. With `type` (such as `function` or `sqs-queue`) or `structure`: every"
        + " property with meaning, default and example. With `query`: where words occur. Without arguments: all types.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return new Schema()
        .may("type", Schema.text("A resource type, as it stands behind `type:`."))
        .may("structure", Schema.text("A structure that an earlier answer named."))
        .may("query", Schema.text("Words to look for."))
        .closed();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return new Schema()
        .must("topic", Schema.text())
        .may("properties", Schema.list(Schema.map()))
        .may("hits", Schema.list(Schema.text()))
        .closed();
  }

  @Override
  public Effect effect() {
    return Effect.LOOKS;
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    if (arguments.text("query").isPresent()) {
      return search(arguments.required("query"));
    }
    if (arguments.text("structure").isPresent()) {
      return structure(arguments.required("structure"));
    }
    if (arguments.text("type").isPresent()) {
      return type(arguments.required("type"));
    }
    Map<String, String> types = types();
    StringBuilder text = new StringBuilder("Resource types:");
    types.keySet().forEach(word -> text.append("\n- ").append(word));
    return new Answer(text.toString(), hits("types", List.copyOf(types.keySet())));
  }

  private Answer type(String word) {
    String definition = types().get(word);
    if (definition == null) {
      throw new Refusal(
          "TYPE_UNKNOWN",
          "There is no resource type `" + word + "`.",
          "The types are: " + String.join(", ", types().keySet()) + ".",
          "Call lookup_docs without arguments for the list.");
    }
    return structure(definition);
  }

  private Answer structure(String name) {
    Definition found =
        definitions().stream()
            .filter(definition -> definition.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        "STRUCTURE_UNKNOWN",
                        "There is no structure `" + name + "`.",
                        "Structures are named in the answers of lookup_docs.",
                        "Call lookup_docs with `type` first."));
    List<String> required = new ArrayList<>();
    found.schema().path("required").forEach(key -> required.add(key.asText()));
    List<Map<String, Object>> properties = new ArrayList<>();
    StringBuilder text =
        new StringBuilder("## ")
            .append(name)
            .append('\n')
            .append(found.schema().path("description").asText(""));
    found
        .schema()
        .path("properties")
        .properties()
        .forEach(
            entry -> {
              Map<String, Object> property = property(entry.getKey(), entry.getValue());
              property.put("required", required.contains(entry.getKey()));
              properties.add(property);
              text.append("\n- `").append(entry.getKey()).append("`");
              text.append(required.contains(entry.getKey()) ? " (required)" : "");
              text.append(" ").append(property.get("type"));
              text.append(": ").append(property.getOrDefault("description", ""));
              append(text, " Default: ", property.get("default"));
              append(text, " Example: ", property.get("example"));
            });
    variants(found.schema())
        .forEach(
            (word, structure) ->
                text.append("\n- type `")
                    .append(word)
                    .append("`: properties are the structure ")
                    .append(structure));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("topic", name);
    content.put("properties", properties);
    return new Answer(Page.of(text.toString(), null).text(), content);
  }

  private static void append(
      StringBuilder text, String label, @org.jspecify.annotations.Nullable Object value) {
    if (value != null) {
      text.append(label).append(value).append('.');
    }
  }

  private static Map<String, Object> property(String name, JsonNode schema) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("name", name);
    property.put("type", kind(schema));
    if (schema.has("description")) {
      property.put("description", schema.get("description").asText());
    }
    if (schema.has("default")) {
      property.put("default", schema.get("default").toString());
    }
    if (schema.path("examples").size() > 0) {
      property.put("example", schema.get("examples").get(0).toString());
    }
    return property;
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
        kinds.remove("structure " + DIRECTIVE);
        return String.join(" or ", kinds.stream().distinct().toList());
      }
    }
    if (schema.path("type").asText().equals("array")) {
      return "list of " + kind(schema.path("items"));
    }
    return schema.path("type").isTextual() ? schema.get("type").asText() : "value";
  }

  private Answer search(String query) {
    List<String> words =
        List.of(query.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).stream()
            .filter(word -> word.length() > 1)
            .toList();
    record Hit(int score, String line) {}
    List<Hit> hits = new ArrayList<>();
    for (Definition definition : definitions()) {
      definition
          .schema()
          .path("properties")
          .properties()
          .forEach(
              entry -> {
                String text = entry.getValue().path("description").asText("");
                String all =
                    (definition.name() + " " + entry.getKey() + " " + entry.getKey() + " " + text)
                        .toLowerCase(Locale.ROOT);
                int score = (int) words.stream().filter(all::contains).count();
                if (score > 0) {
                  int exact = words.contains(entry.getKey().toLowerCase(Locale.ROOT)) ? 1 : 0;
                  hits.add(
                      new Hit(
                          score * 2 + exact,
                          definition.name() + "." + entry.getKey() + ": " + text));
                }
              });
    }
    List<String> lines =
        hits.stream()
            .sorted(Comparator.comparingInt(Hit::score).reversed())
            .limit(HITS)
            .map(Hit::line)
            .toList();
    String text =
        lines.isEmpty()
            ? "Nothing mentions that. Call lookup_docs without arguments for the list of types."
            : "- " + String.join("\n- ", lines);
    return new Answer(text, hits(query, lines));
  }

  private static Map<String, Object> hits(String topic, List<String> lines) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("topic", topic);
    content.put("hits", lines);
    return content;
  }

  /** The words of all resource types. */
  public List<String> typeWords() {
    return List.copyOf(types().keySet());
  }

  /** The structure of each resource type's properties, by the word of the type. */
  private Map<String, String> types() {
    return definitions().stream()
        .filter(definition -> definition.name().equals(RESOURCE))
        .findFirst()
        .map(resource -> variants(resource.schema()))
        .orElse(Map.of());
  }

  /** What a union consists of: the structure of the properties, by the word of the type. */
  private static Map<String, String> variants(JsonNode union) {
    Map<String, String> variants = new TreeMap<>();
    for (JsonNode rule : union.path("allOf")) {
      JsonNode word = rule.path("if").path("properties").path("type").path("const");
      JsonNode properties = rule.path("then").path("properties").path("properties");
      if (word.isTextual()) {
        variants.put(word.asText(), reference(properties));
      }
    }
    return variants;
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

  private List<Definition> definitions() {
    if (definitions.isEmpty()) {
      List<Definition> read = new ArrayList<>();
      try {
        JsonNode schema = JSON.readTree(Stacktape.configSchema());
        read.add(new Definition("config", schema));
        schema
            .path("definitions")
            .properties()
            .forEach(entry -> read.add(new Definition(entry.getKey(), entry.getValue())));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("The schema of the config is JSON", e);
      }
      definitions = List.copyOf(read);
    }
    return definitions;
  }
}
