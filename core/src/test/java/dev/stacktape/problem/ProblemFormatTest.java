package dev.stacktape.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.testing.Golden;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemFormatTest {
  private static final List<Problem> PROBLEMS =
      List.of(
          Problem.error("CONFIG_UNKNOWN_PROPERTY", "`api` has no property `memroy`.")
              .at(new Location("my app/stacktape.yml", 7, 5, 6, "    memroy: 512"))
              .hint("Did you mean `memory`?"),
          Problem.warning("CONFIG_SEVERAL_FILES", "There are several configs.")
              .at(Location.of("stacktape.yml")),
          Problem.error("CONFIG_UNKNOWN_PROPERTY", "It says \"no\".")
              .at(new Location("stacktape.yml", 9, 0, null)),
          Problem.error("NAME_INVALID", "The stage is not a name."));

  @ParameterizedTest
  @EnumSource
  void eachFormatLooksLikeThis(ProblemFormat format) {
    Golden.assertMatches(
        "problem-formats/" + format.name().toLowerCase(java.util.Locale.ROOT) + ".txt",
        format.write(PROBLEMS) + "\n");
  }

  @ParameterizedTest
  @EnumSource
  void noProblemsAreAReportToo(ProblemFormat format) {
    assertThat(format.write(List.of())).isNotEmpty();
  }

  @Test
  void sarifPointsAtRulesAndEscapesPaths() throws IOException {
    JsonNode run = new ObjectMapper().readTree(ProblemFormat.SARIF.write(PROBLEMS)).at("/runs/0");
    JsonNode rules = run.at("/tool/driver/rules");
    assertThat(rules).hasSize(3);
    run.at("/results")
        .forEach(
            result ->
                assertThat(rules.get(result.get("ruleIndex").asInt()).get("id"))
                    .isEqualTo(result.get("ruleId")));
    assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").textValue())
        .isEqualTo("my%20app/stacktape.yml");
  }
}
