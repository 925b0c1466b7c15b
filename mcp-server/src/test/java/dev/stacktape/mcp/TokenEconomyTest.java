package dev.stacktape.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.Stacktape;
import dev.stacktape.mcp.offer.Offer;
import dev.stacktape.mcp.protocol.TestClient;
import dev.stacktape.mcp.tool.Tool;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an agent reads costs it room to think. */
@Timeout(120)
class TokenEconomyTest {
  /** JSON and English have about four characters to a token. */
  private static final int CHARACTERS = 4;

  private static final int HARD_CAP = 20_000;

  @TempDir Path project;
  @TempDir Path home;

  @BeforeEach
  void config() throws IOException {
    String queues =
        IntStream.range(0, 100)
            .mapToObj(
                "  q%d: { type: sqs-queue, properties: { visibilityTimeoutSeconds: 60 } }\n"
                    ::formatted)
            .collect(Collectors.joining());
    Files.writeString(project.resolve("stacktape.yml"), "resources:\n" + queues);
    Files.writeString(
        project.resolve("broken.yml"),
        "resources:\n" + queues.replace("visibilityTimeoutSeconds: 60", "nothing: 60"));
  }

  private TestClient client() throws Exception {
    return TestClient.of(offer());
  }

  private Offer offer() throws Exception {
    Launch launch =
        Launch.parse(
            List.of(
                "--project",
                project.toString(),
                "--home",
                home.toString(),
                "--region",
                "eu-west-1",
                "--allow-write",
                "--allow-delete"),
            Map.of());
    return Toolbox.of(launch, new Stacktape(), Clock.systemUTC(), "java -jar server.jar").offer();
  }

  @Test
  void allToolsAndInstructionsFitIntoFiveThousandTokens() throws Exception {
    try (TestClient client = client()) {
      JsonNode tools = client.await(client.send("tools/list", Map.of()));
      int characters = tools.toString().length() + client.instructions().length();

      assertThat(characters / CHARACTERS).isLessThan(5_000);
      assertThat(tools.at("/nextCursor").isMissingNode()).isTrue();
      for (JsonNode tool : tools.at("/tools")) {
        assertThat(tool.at("/inputSchema/additionalProperties").asBoolean(true))
            .as(tool.at("/name").asText())
            .isFalse();
        assertThat(tool.at("/outputSchema/type").asText()).isEqualTo("object");
        assertThat(tool.at("/title").asText()).isNotBlank();
      }
    }
  }

  /** The server spares its clients the wait for this; so it has to be certain. */
  @Test
  void theSchemasOfToolsAreSchemas() throws Exception {
    JsonSchemaValidator validator = new DefaultJsonSchemaValidator();
    for (Tool tool : offer().tools()) {
      validator.assertConforms(tool.name(), tool.inputSchema());
      validator.assertConforms(tool.name(), tool.outputSchema());
    }
  }

  /** Clients keep what they were told as long as it has the same bytes. */
  @Test
  void theListOfToolsIsTheSameInEveryRun() throws Exception {
    try (TestClient one = client();
        TestClient other = client()) {
      assertThat(one.await(one.send("tools/list", Map.of())).toString())
          .isEqualTo(other.await(other.send("tools/list", Map.of())).toString());
    }
  }

  @Test
  void usualAnswersFitIntoTwoThousandTokens() throws Exception {
    Files.writeString(project.resolve("stacktape.yml"), "resources:\n  q: { type: sqs-queue }\n");
    try (TestClient client = client()) {
      for (Map.Entry<String, Map<String, Object>> call :
          List.of(
              Map.entry("describe_project", Map.<String, Object>of()),
              Map.entry("validate_config", Map.<String, Object>of()),
              Map.entry("preview_template", Map.<String, Object>of()),
              Map.entry("lookup_docs", Map.<String, Object>of()),
              Map.entry("lookup_docs", Map.<String, Object>of("query", "timeout")),
              Map.entry("lookup_docs", Map.<String, Object>of("type", "sqs-queue")))) {
        String answer = client.call(call.getKey(), call.getValue()).toString();

        assertThat(answer.length() / CHARACTERS).as(call.toString()).isLessThan(2_000);
      }
    }
  }

  @Test
  void noAnswerIsLongerThanTheCapAndTheRestIsOnTheNextPage() throws Exception {
    try (TestClient client = client()) {
      Stream.of(Map.<String, Object>of("view", "full"), Map.<String, Object>of("view", "summary"))
          .forEach(view -> assertShort(client, "preview_template", view));
      assertShort(client, "validate_config", Map.of("configPath", "broken.yml"));
      assertShort(client, "lookup_docs", Map.of("type", "function"));
      assertShort(client, "lookup_docs", Map.of("type", "web-service"));

      String cursor = "0";
      StringBuilder whole = new StringBuilder();
      while (!cursor.isEmpty()) {
        JsonNode page = client.call("preview_template", Map.of("view", "full", "cursor", cursor));
        whole.append(page.at("/structuredContent/template").asText());
        cursor = page.at("/structuredContent/nextCursor").asText();
      }
      assertThat(whole.toString()).contains("Q0Queue:", "Q99Queue:").contains("Outputs:");
    }
  }

  private static void assertShort(TestClient client, String tool, Map<String, Object> arguments) {
    try {
      assertThat(client.call(tool, arguments).toString().length())
          .as(tool + arguments)
          .isLessThan(HARD_CAP);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
