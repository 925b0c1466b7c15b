package dev.stacktape.mcp.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.mcp.story.Agent.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that go away, servers that are killed, and input that is none. */
@Timeout(300)
class EndOfServerTest {
  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void open() throws IOException {
    stage = Stage.in(folder);
    stage.project.config(ShopProject.CONFIG);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private RawServer server() throws IOException {
    return RawServer.start(stage.options("--allow-write"));
  }

  /** Begins a deployment and does not wait for it; the operation. */
  private static String begin(RawServer server) throws IOException {
    JsonNode plan = server.call("plan_change", Map.of("operation", "deploy"));
    JsonNode started =
        server.call("deploy", Map.of("planId", plan.at("/planId").asText(), "waitSeconds", 0));
    assertThat(started.at("/status").asText()).as(started.toString()).isEqualTo("running");
    return started.at("/operationId").asText();
  }

  @Test
  void aDeploymentIsBroughtToItsEndWhenTheClientGoesAway() throws Exception {
    String operation;
    try (RawServer server = server()) {
      operation = begin(server);
      assertThat(server.endOfInput()).isZero();
    }
    try (Agent next = Agent.alone(stage.options())) {
      Reply found = next.does("get_operation", Map.of("operationId", operation));

      assertThat(found.at("/status")).as(found.text()).isEqualTo("succeeded");
      assertThat(next.does("describe_stack", Map.of()).at("/status")).isEqualTo("CREATE_COMPLETE");
    }
  }

  @Test
  void afterAKilledServerTheNextOneKnowsAndCarriesOn() throws Exception {
    String operation;
    try (RawServer server = server()) {
      operation = begin(server);
      server.kill();
    }
    try (Agent next = Agent.alone(stage.options("--allow-write"))) {
      Reply found = next.does("get_operation", Map.of("operationId", operation));
      assertThat(found.at("/status")).isEqualTo("interrupted");
      assertThat(found.content().at("/nextSteps").toString()).contains("describe_stack");

      Reply again = next.carriesOut("deploy", next.plans("deploy").at("/planId"));
      assertThat(again.at("/status")).as(again.text()).isEqualTo("succeeded");
    }
  }

  @Test
  void inputThatIsNoneIsAnsweredAndSurvived() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    try (RawServer server = RawServer.start(stage.options())) {
      server.send(noise);
      server.send("\n");
      server.send("x".repeat(5 << 20) + "\n");
      server.send("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":" + "[".repeat(50_000) + "\n");
      server.send("{\"jsonrpc\":\"2.0\",\"id\":\"unfinished\n");
      server.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/nobody-knows\"}\n");
      server.send("{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}\n");

      assertThat(server.call("validate_config", Map.of()).at("/valid").asBoolean()).isTrue();
      assertThat(server.endOfInput()).isZero();
    }
  }
}
