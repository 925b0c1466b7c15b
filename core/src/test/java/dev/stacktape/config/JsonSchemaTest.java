package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class JsonSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  enum Days {
    @ConfigValue("1")
    ONE,
    @ConfigValue("30")
    THIRTY
  }

  enum Version {
    @ConfigValue("1.0")
    FIRST,
    @ConfigValue("2.0")
    SECOND
  }

  @Union
  sealed interface Place {}

  @Doc("A shelf.")
  @TypeName({"shelf", "rack"})
  record Shelf(@Doc("How high.") Integer height) implements Place {}

  @Doc("Nowhere.")
  @TypeName("nowhere")
  record Nowhere() implements Place {}

  @Doc("A label.")
  record Label(@Doc("What it says.") String text, @Doc("Its colour.") @Nullable String colour) {}

  @Doc("A box.")
  record Box(
      @Doc(value = "How wide.", defaultValue = "3", example = "5") @Range(min = 1, max = 10)
          @Nullable Integer width,
      @Doc("How heavy.") @Nullable Double weight,
      @Doc(value = "Whether it is shut.", defaultValue = "true") @Nullable Boolean shut,
      @Doc(value = "How long it is kept.", defaultValue = "30") @Nullable Days days,
      @Doc(value = "Which kind.", defaultValue = "1.0") @Nullable Version version,
      @Doc("Where it is.") Place place,
      @Doc("What stands on it.") @TextFor("text") @Range(max = 2) List<Label> labels,
      @Doc("Where it comes from.") @TextOrMap @Nullable Object origin,
      @Doc("All else.") @OtherKeys Map<String, Object> others) {}

  private static JsonNode schema() {
    return parsed(JsonSchema.of(ResourceTypes.of(Map.of("bucket", Box.class))));
  }

  private static JsonNode property(String key) {
    return schema().at("/definitions/JsonSchemaTest.Box/properties/" + key);
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  @Test
  void numbersSayTheirRangeAndMayBeWrittenAsText() {
    assertThat(property("width"))
        .isEqualTo(
            parsed(
                """
                {"description": "How wide.",
                 "anyOf": [{"type": "integer", "minimum": 1, "maximum": 10},
                           {"$ref": "#/definitions/numberAsText"}],
                 "default": 3, "examples": [5]}
                """));
    assertThat(property("weight").at("/anyOf/0")).isEqualTo(parsed("{\"type\": \"number\"}"));
  }

  @Test
  void wordsThatAreNumbersAreNumbersUnlessANumberWouldLoseTheirSpelling() {
    assertThat(property("days").at("/anyOf/0/enum")).isEqualTo(parsed("[1, 30]"));
    assertThat(property("days").at("/default")).isEqualTo(parsed("30"));
    assertThat(property("version").at("/anyOf/0/enum")).isEqualTo(parsed("[\"1.0\", \"2.0\"]"));
    assertThat(property("version").at("/default")).isEqualTo(parsed("\"1.0\""));
  }

  @Test
  void theWordOfAUnionDecidesWhatStandsBelowIt() {
    JsonNode place = schema().at("/definitions/JsonSchemaTest.Place");

    assertThat(place.at("/required")).isEqualTo(parsed("[\"type\"]"));
    assertThat(place.at("/additionalProperties").asBoolean(true)).isFalse();
    assertThat(place.at("/properties/type/oneOf"))
        .isEqualTo(
            parsed(
                """
                [{"const": "nowhere", "description": "Nowhere."},
                 {"const": "shelf", "description": "A shelf."},
                 {"const": "rack", "description": "A shelf."}]
                """));
    assertThat(place.at("/allOf/1"))
        .isEqualTo(
            parsed(
                """
                {"if": {"properties": {"type": {"enum": ["shelf", "rack"]}}, "required": ["type"]},
                 "then": {"properties": {"properties": {"anyOf": [
                            {"$ref": "#/definitions/JsonSchemaTest.Shelf"},
                            {"$ref": "#/definitions/directive"}]}},
                          "required": ["properties"]}}
                """));
    assertThat(place.at("/allOf/0/then"))
        .isEqualTo(parsed("{\"properties\":{\"properties\":false}}"));
  }

  @Test
  void shortFormsAndOpenRecordsAreAllowed() {
    assertThat(property("labels").at("/anyOf/0/items/anyOf/0"))
        .isEqualTo(parsed("{\"type\": \"string\"}"));
    assertThat(property("labels").at("/anyOf/0/maxItems").asInt()).isEqualTo(2);
    assertThat(property("origin").at("/type")).isEqualTo(parsed("[\"string\", \"object\"]"));
    assertThat(property("others").isMissingNode()).isTrue();
    assertThat(schema().at("/definitions/JsonSchemaTest.Box/additionalProperties").asBoolean())
        .isTrue();
    assertThat(
            schema().at("/definitions/JsonSchemaTest.Label/additionalProperties").asBoolean(true))
        .isFalse();
    assertThat(schema().at("/definitions/JsonSchemaTest.Label/required"))
        .isEqualTo(parsed("[\"text\"]"));
  }

  @Test
  void directivesAndValuesAsTextAreRecognised() {
    Pattern directive = pattern("/definitions/directive/pattern");
    assertThat(directive.matcher("$Var().size").find()).isTrue();
    assertThat(directive.matcher("$File('a.json').b.c").find()).isTrue();
    assertThat(directive.matcher("costs $5 (net)").find()).isFalse();

    Pattern number = pattern("/definitions/numberAsText/anyOf/0/pattern");
    assertThat(number.matcher("-1.5e3").find()).isTrue();
    assertThat(number.matcher("1 GB").find()).isFalse();
  }

  private static Pattern pattern(String pointer) {
    return Pattern.compile(schema().at(pointer).asText());
  }

  @Test
  void theSameTypesAlwaysGiveTheSameText() {
    String first = JsonSchema.of(ResourceCatalog.records());

    assertThat(JsonSchema.of(ResourceCatalog.records())).isEqualTo(first);
    assertThat(first).doesNotContain("\r").endsWith("}\n");
  }

  @Test
  void everyReferenceLeadsToADefinition() {
    JsonNode schema = parsed(JsonSchema.of(ResourceCatalog.records()));
    List<String> references = schema.findValuesAsText("$ref");

    assertThat(references)
        .hasSizeGreaterThan(500)
        .allSatisfy(
            reference ->
                assertThat(schema.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void everyResourceTypeIsOffered() {
    JsonNode schema = parsed(JsonSchema.of(ResourceCatalog.records()));

    assertThat(schema.at("/definitions/Resource/properties/type/oneOf").findValuesAsText("const"))
        .containsExactlyElementsOf(ResourceTypes.WORDS);
  }
}
