package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.ProblemText;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.stack.Synthesizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Directives of every kind, good and damaged, wherever a value may stand. */
@NullMarked
class DirectivePlacesTest {
  private static final JsonNode SCHEMA =
      SampleConfigs.tree(JsonSchema.of(ResourceCatalog.records()));
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "111122223333");

  private record Outcome(List<Problem> problems, @Nullable String template) {
    List<String> said() {
      return problems.stream().map(problem -> problem.code() + " " + problem.message()).toList();
    }
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(ResourceTypes.WORDS);
  }

  @Property(tries = 300)
  void aVariableMeansItsValueWhereverItStands(
      @ForAll("types") String type, @ForAll long seed, @ForAll long choice) {
    Map<String, Object> config = config(type, seed);
    int place = new Random(choice).nextInt(Places.count(config));
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    Object changed =
        Places.change(
            config,
            place,
            (path, value) -> {
              variables.put("it", value);
              return "$Var().it";
            });

    Outcome written = outcome(with(variables, config));
    Outcome byVariable = outcome(with(variables, changed));

    assertThat(byVariable.said())
        .as("%s%n%s", SampleConfigs.write(config), SampleConfigs.write(changed))
        .containsExactlyInAnyOrderElementsOf(
            written.said().stream()
                .filter(said -> !said.startsWith(ConfigCode.CONFIG_UNUSED_VARIABLE.name()))
                .toList());
    assertThat(byVariable.template()).isEqualTo(written.template());
  }

  @Property(tries = 600)
  void anyDirectiveIsToldAtItsPlaceOrIsFine(
      @ForAll("types") String type, @ForAll long seed, @ForAll long choice) {
    Object config = with(Map.of("it", Map.of("a", List.of("b", 1L))), config(type, seed));
    Random random = new Random(choice);
    List<String> placed = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      config =
          Places.change(
              config,
              random.nextInt(Places.count(config)),
              (path, value) -> {
                String text = new DirectiveSample(random).text();
                placed.add(path + ": " + text);
                return text;
              });
    }
    Outcome outcome = outcome(config);

    assertThat(outcome.problems())
        .as("%s in %s", placed, SampleConfigs.write(config))
        .allSatisfy(
            problem -> {
              assertThat(problem.location()).as(problem.toString()).isNotNull();
              assertThat(problem.message()).doesNotContain("null");
            });
    assertThat(ProblemText.plain().of(outcome.problems())).isNotNull();
  }

  private static Map<String, Object> config(String type, long seed) {
    SchemaSample sample = new SchemaSample(SCHEMA, seed, List.of());
    Map<String, Object> config = new LinkedHashMap<>();
    config.put(
        "resources", Map.of("main", sample.resource(type), "other", Map.of("type", "sqs-queue")));
    List<String> keys = List.of("stackConfig", "deploymentConfig", "scripts", "hooks");
    String key = keys.get(Math.floorMod(seed, keys.size()));
    config.put(key, sample.top(key));
    return config;
  }

  private static Map<Object, @Nullable Object> with(
      Map<String, ? extends @Nullable Object> variables, Object config) {
    Map<Object, @Nullable Object> whole = new LinkedHashMap<>();
    whole.put("variables", variables);
    whole.putAll((Map<?, ?>) config);
    return whole;
  }

  private static Outcome outcome(Object config) {
    Problems problems = new Problems();
    Config loaded = SampleConfigs.load(SampleConfigs.write(config), problems);
    assertThat(loaded != null || problems.hasErrors()).isTrue();
    String template = null;
    if (loaded != null) {
      try {
        Synthesis synthesis = Synthesizer.synthesize(loaded, TARGET, List.of(), problems);
        template = synthesis.template().toString();
      } catch (StacktapeException e) {
        problems.addAll(e.problems());
      }
    }
    return new Outcome(problems.sorted(), template);
  }
}
