package dev.stacktape.config;

import static dev.stacktape.config.ConfigCode.CONFIG_NOT_ALLOWED;
import static dev.stacktape.config.ConfigCode.CONFIG_OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullMarked;

/**
 * The JSON Schema that editors get and the reader of configs say the same: of configs made of the
 * schema, and of such configs with one thing changed, both refuse the same ones. A validator that
 * is not ours reads the schema.
 */
@NullMarked
class SchemaRefusalsTest {
  private static final String TEXT = JsonSchema.of(ResourceCatalog.records());
  private static final JsonNode TREE = SampleConfigs.tree(TEXT);
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(TREE);

  private static final List<String> TOP =
      List.of(
          "stackConfig",
          "deploymentConfig",
          "providerConfig",
          "guardrails",
          "scripts",
          "hooks",
          "directives");

  private static final Set<String> OF_NUMBERS =
      Set.of(CONFIG_OUT_OF_RANGE.name(), CONFIG_NOT_ALLOWED.name());

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(ResourceTypes.WORDS);
  }

  @Property(tries = 1000)
  void theReaderRefusesWhatTheSchemaRefuses(
      @ForAll("types") String type, @ForAll long seed, @ForAll long change) {
    Map<String, Object> config = config(type, seed);
    SchemaMutation mutation = new SchemaMutation(change);
    agree(config, mutation);
    agree(mutation.of(config), mutation);
  }

  private static void agree(Object config, SchemaMutation mutation) {
    String text = SampleConfigs.write(config);
    List<String> schema =
        SCHEMA.validate(SampleConfigs.tree(text)).stream().map(Object::toString).toList();
    List<Problem> reader = new ArrayList<>(problems(text));
    if (schema.isEmpty() && mutation.wroteNumberInQuotes()) {
      // Of a number in quotes the schema says only that it looks like one.
      reader.removeIf(problem -> OF_NUMBERS.contains(problem.code()));
    }
    assertThat(reader.isEmpty())
        .as(
            "changed: %s%nschema: %s%nreader: %s%nconfig: %s",
            mutation.told(), schema, reader, text)
        .isEqualTo(schema.isEmpty());
  }

  private static Map<String, Object> config(String type, long seed) {
    SchemaSample sample = new SchemaSample(TREE, seed, List.of());
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("resources", Map.of("main", sample.resource(type)));
    for (String key : TOP) {
      if (seed % TOP.size() == TOP.indexOf(key)) {
        config.put(key, sample.top(key));
      }
    }
    return config;
  }

  /** What is said of the form of a config. */
  private static List<Problem> problems(String text) {
    Problems problems = new Problems();
    var unused = SampleConfigs.load(text, problems);
    return problems.sorted().stream().filter(SchemaConfigsTest::isOfForm).toList();
  }
}
