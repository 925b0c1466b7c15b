package dev.stacktape.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceSchemasTest {
  private final ResourceSchemas schemas = ResourceSchemas.bundled();

  private ResourceSchema schema(String type) {
    ResourceSchema schema = schemas.find(type);
    assertThat(schema).as(type).isNotNull();
    return schema;
  }

  @Test
  void theDataIsWhatItsHeaderSays() throws Exception {
    JsonNode header = new ObjectMapper().readTree(schemas.header());
    byte[] data;
    try (InputStream in = ResourceSchemas.class.getResourceAsStream("resource-schemas.jsonl")) {
      data = in.readAllBytes();
    }
    int bodyStart = schemas.header().getBytes(StandardCharsets.UTF_8).length + 1;
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(data, bodyStart, data.length - bodyStart);

    assertThat(header.get("sha256").asText()).isEqualTo(HexFormat.of().formatHex(sha256.digest()));
    assertThat(header.get("types").asInt()).isEqualTo(schemas.types().size());
    assertThat(header.get("format").asInt()).isEqualTo(1);
  }

  @Test
  void theDataIsFromTheVersionThatTheScriptNames() throws Exception {
    String script = Files.readString(Path.of("../scripts/update-resource-schemas.mjs"));
    String source = new ObjectMapper().readTree(schemas.header()).get("source").asText();

    assertThat(script)
        .contains("const VERSION = \"" + source.substring(source.lastIndexOf('@') + 1) + "\"");
  }

  @Test
  void everyTypeCanBeReadAndEveryNestedTypeIsThere() {
    assertThat(List.copyOf(schemas.types())).hasSizeGreaterThan(1_500).isSorted();
    for (String type : schemas.types()) {
      ResourceSchema schema = schema(type);
      assertThat(schema.type()).isEqualTo(type);
      schema.properties().values().forEach(property -> resolve(schema, property.type(), 0));
      schema.attributes().values().forEach(attribute -> resolve(schema, attribute, 0));
      TagSchema tagging = schema.tagging();
      if (tagging != null) {
        assertThat(schema.properties()).as(type).containsKey(tagging.property());
      }
    }
  }

  private static void resolve(ResourceSchema schema, PropertyType type, int depth) {
    // Some nested types contain themselves.
    if (depth > 4) {
      return;
    }
    if (type instanceof PropertyType.Nested nested) {
      assertThatCode(() -> schema.definition(nested.definition())).doesNotThrowAnyException();
      schema
          .definition(nested.definition())
          .values()
          .forEach(property -> resolve(schema, property.type(), depth + 1));
    } else if (type instanceof PropertyType.ListOf list) {
      resolve(schema, list.element(), depth);
    } else if (type instanceof PropertyType.MapOf map) {
      resolve(schema, map.element(), depth);
    } else if (type instanceof PropertyType.OneOf choice) {
      choice.members().forEach(member -> resolve(schema, member, depth));
    }
  }

  @Test
  void aFunctionIsKnownWithEverythingThatMatters() {
    ResourceSchema function = schema("AWS::Lambda::Function");

    assertThat(function.primaryIdentifier()).containsExactly("FunctionName");
    assertThat(function.attributes()).containsKeys("Arn", "SnapStartResponse.OptimizationStatus");
    assertThat(function.tagging()).isEqualTo(new TagSchema("Tags", TagSchema.Format.STANDARD));
    assertThat(function.stateful()).isFalse();
    assertThat(function.properties().get("Code").required()).isTrue();
    assertThat(function.properties().get("Code").type()).isEqualTo(new PropertyType.Nested("Code"));
    assertThat(function.properties().get("Layers").type())
        .isEqualTo(new PropertyType.ListOf(new PropertyType.Text(List.of())));
  }

  @Test
  void replacementIsKnownAtEveryDepth() {
    ResourceSchema function = schema("AWS::Lambda::Function");
    assertThat(function.replacementOf("FunctionName")).isEqualTo(Replacement.YES);
    assertThat(function.replacementOf("Code.S3Key")).isEqualTo(Replacement.NO);
    assertThat(function.replacementOf("TenancyConfig.TenantIsolationMode"))
        .isEqualTo(Replacement.YES);
    assertThat(function.replacementOf("NoSuchProperty.At.All")).isEqualTo(Replacement.NO);

    ResourceSchema database = schema("AWS::RDS::DBCluster");
    assertThat(database.replacementOf("Engine")).isEqualTo(Replacement.MAYBE);
    assertThat(database.replacementOf("AvailabilityZones.0")).isEqualTo(Replacement.YES);

    assertThat(schema("AWS::EFS::AccessPoint").replacementOf("AccessPointTags.0.Key"))
        .isEqualTo(Replacement.NO);
    assertThat(schema("AWS::RedshiftServerless::Snapshot").replacementOf("Tags.3.Value"))
        .isEqualTo(Replacement.YES);
  }

  @Test
  void whatHoldsDataIsKnown() {
    assertThat(schema("AWS::S3::Bucket").stateful()).isTrue();
    assertThat(schema("AWS::ECR::Repository").stateful()).isTrue();
    assertThat(schema("AWS::IAM::Role").stateful()).isFalse();
    assertThat(schemas.types()).containsAll(SchemaCorrections.alsoStateful());
  }

  @Test
  void aCustomResourceMayHaveAnyProperty() {
    ResourceSchema custom = schema("Custom::Thing");

    assertThat(custom.type()).isEqualTo("Custom::Thing");
    assertThat(custom.check(Map.of("ServiceToken", "arn", "Colour", "blue"))).isEmpty();
    assertThat(custom.check(Map.of("Colour", "blue")))
        .extracting(SchemaViolation::path)
        .containsExactly("ServiceToken");
  }

  @Test
  void aTypeThatIsNotThereIsNotFound() {
    assertThat(schemas.find("AWS::Lambda::Funktion")).isNull();
    assertThat(schemas.find("")).isNull();
  }
}
