package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.stack.Synthesizer;
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
 * Configs of every type, made of the JSON Schema that editors get. What they mean is often
 * nonsense, and that may be told; their form may not be refused.
 */
@NullMarked
class SchemaConfigsTest {
  private static final JsonNode SCHEMA =
      SampleConfigs.tree(JsonSchema.of(ResourceCatalog.records()));

  /** What is said of the form of a config. */
  private static final Set<ConfigCode> FORM =
      Set.of(
          ConfigCode.CONFIG_UNKNOWN_PROPERTY,
          ConfigCode.CONFIG_MISSING_PROPERTY,
          ConfigCode.CONFIG_WRONG_TYPE,
          ConfigCode.CONFIG_NOT_ALLOWED,
          ConfigCode.CONFIG_OUT_OF_RANGE,
          ConfigCode.CONFIG_UNKNOWN_TYPE,
          ConfigCode.CONFIG_UNKNOWN_RESOURCE_TYPE,
          ConfigCode.CONFIG_NOT_RESOLVED,
          ConfigCode.CONFIG_SYNTAX);

  private static final List<String> DEPLOY_TIME =
      List.of(
          "$SsmParam('/shop/value')",
          "$Secret('shop.value')",
          "$ResourceParam('other', 'arn')",
          "$CfStackOutput('base-dev', 'Value')",
          "$CfFormat('{}-x', $Secret('shop'))");

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(ResourceTypes.WORDS);
  }

  @Property(tries = 600)
  void theFormIsNotRefused(@ForAll("types") String type, @ForAll long seed) {
    assertThat(problems(type, new SchemaSample(SCHEMA, seed, List.of())))
        .filteredOn(SchemaConfigsTest::isOfForm)
        .isEmpty();
  }

  @Property(tries = 600)
  void whatIsKnownOnlyWhenDeployingIsTakenOrToldAtItsPlace(
      @ForAll("types") String type, @ForAll long seed) {
    assertThat(problems(type, new SchemaSample(SCHEMA, seed, DEPLOY_TIME)))
        .filteredOn(SchemaConfigsTest::isOfForm)
        .isEmpty();
  }

  static boolean isOfForm(Problem problem) {
    return problem.isError() && FORM.stream().anyMatch(code -> code.name().equals(problem.code()));
  }

  /** What is found until there is a template; each problem has a place. */
  private static List<Problem> problems(String type, SchemaSample sample) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put(
        "resources", Map.of("main", sample.resource(type), "other", Map.of("type", "sqs-queue")));
    for (String key : List.of("stackConfig", "deploymentConfig", "scripts", "hooks")) {
      config.put(key, sample.top(key));
    }
    Problems problems = new Problems();
    Config loaded = SampleConfigs.load(SampleConfigs.write(config), problems);
    if (loaded != null) {
      synthesize(loaded, problems);
    }
    assertThat(problems.sorted())
        .allSatisfy(problem -> assertThat(problem.location()).as(problem.toString()).isNotNull());
    return problems.sorted();
  }

  private static void synthesize(Config config, Problems problems) {
    try {
      var unused =
          Synthesizer.synthesize(
              config, new Target("shop", "dev", "eu-west-1", "111122223333"), List.of(), problems);
    } catch (StacktapeException e) {
      problems.addAll(e.problems());
    }
  }
}
