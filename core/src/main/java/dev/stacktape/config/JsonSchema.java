package dev.stacktape.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of a whole config, with which editors complete, explain and check. It is made of
 * the same records that configs are bound to, and is draft 7 because that is what editors' YAML
 * support reads.
 *
 * <p>A schema knows no directives: wherever one may stand, it accepts any text that looks like one.
 *
 * @see <a href="https://json-schema.org/draft-07">JSON Schema draft 7</a>
 */
public final class JsonSchema {
  private static final String RESOURCE = "Resource";

  private final ResourceTypes types;
  private final SchemaDefinitions definitions = new SchemaDefinitions();

  private JsonSchema(ResourceTypes types) {
    this.types = types;
  }

  /** The schema as JSON; the same types always give the same text. */
  public static String of(ResourceTypes types) {
    return write(new JsonSchema(types).root());
  }

  private Map<String, Object> root() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.put("title", "Stacktape config");
    root.putAll(Shapes.structure(RootConfig.class).schema(definitions));
    Map<String, Object> properties = new LinkedHashMap<>(SchemaParts.mapOf(root.get("properties")));
    properties.replace("resources", described("resources", resources()));
    properties.replace(
        "cloudformationResources", described("cloudformationResources", cloudFormationResources()));
    root.put("properties", properties);
    definitions.add(RESOURCE, resource());
    root.put("definitions", definitions.all());
    return root;
  }

  /** With what the record says about the property. */
  private static Map<String, Object> described(String key, Map<String, Object> schema) {
    Component component = ((RecordShape) Shapes.structure(RootConfig.class)).component(key);
    return SchemaParts.described(schema, component);
  }

  private static Map<String, Object> resources() {
    Map<String, Object> map = SchemaParts.object();
    map.put("propertyNames", Map.of("pattern", ResourceReader.NAME.pattern()));
    map.put("additionalProperties", SchemaParts.reference(RESOURCE));
    return map;
  }

  private Map<String, Object> cloudFormationResources() {
    Map<String, Object> map = SchemaParts.object();
    map.put("additionalProperties", definitions.reference(CloudFormationResource.class));
    return map;
  }

  private Map<String, Object> resource() {
    List<SchemaParts.Choice> choices = new ArrayList<>();
    List<String> withoutOverrides = new ArrayList<>();
    for (String word : ResourceTypes.WORDS) {
      Class<? extends Record> record = types.properties(word);
      if (record != null) {
        choices.add(choice(word, record));
        if (ResourceReader.WITHOUT_OVERRIDES.contains(word)) {
          withoutOverrides.add(word);
        }
      }
    }
    Map<String, Object> schema = SchemaParts.envelope("type", "properties", choices);
    SchemaParts.mapOf(schema.get("properties")).put("overrides", overrides());
    if (!withoutOverrides.isEmpty()) {
      SchemaParts.listOf(schema.get("allOf"))
          .add(
              SchemaParts.when(
                  "type", withoutOverrides, Map.of("properties", Map.of("overrides", false))));
    }
    return schema;
  }

  private SchemaParts.Choice choice(String word, Class<? extends Record> record) {
    RecordShape shape = (RecordShape) Shapes.structure(record);
    return new SchemaParts.Choice(
        List.of(word), description(record), definitions.reference(record), shape.mustBeWritten());
  }

  private static @Nullable String description(Class<?> type) {
    Doc doc = type.getAnnotation(Doc.class);
    return doc == null ? null : doc.value();
  }

  private static Map<String, Object> overrides() {
    Map<String, Object> map = SchemaParts.object();
    map.put(
        "description",
        "Changes of the CloudFormation resources that this one becomes, by logical id.");
    map.put("additionalProperties", SchemaParts.object());
    return map;
  }

  private static String write(Map<String, Object> schema) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A schema that is not made of plain values", e);
    }
  }
}
