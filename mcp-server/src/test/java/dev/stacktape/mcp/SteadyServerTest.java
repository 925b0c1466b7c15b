package dev.stacktape.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.Stacktape;
import dev.stacktape.mcp.protocol.TestClient;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server lives as long as its client, which validates after every edit. */
@Timeout(300)
class SteadyServerTest {
  private static final int CALLS = 1_000;
  private static final long MOST_GROWTH = 8L << 20;

  @TempDir Path folder;
  @TempDir Path home;

  @Test
  void aThousandCallsLeaveTheMemoryAsItWas() throws Exception {
    Files.writeString(folder.resolve("app.py"), "def handler(event, context): pass");
    String config =
        "resources:\n"
            + IntStream.range(0, 3)
                .mapToObj(SteadyServerTest::resources)
                .collect(Collectors.joining());
    Files.writeString(folder.resolve("stacktape.yml"), config);
    Launch launch =
        Launch.parse(List.of("--project", folder.toString(), "--home", home.toString()), Map.of());
    try (Toolbox toolbox = Toolbox.of(launch, new Stacktape(), Clock.systemUTC(), "server");
        TestClient client = TestClient.of(toolbox.offer())) {
      call(client, CALLS / 5);
      long before = used();

      call(client, CALLS);

      assertThat(used() - before).isLessThan(MOST_GROWTH);
    }
  }

  private static String resources(int number) {
    return """
      q%d:
        type: sqs-queue
        properties:
          visibilityTimeoutSeconds: 60
      f%d:
        type: function
        properties:
          packaging:
            type: stacktape-lambda-buildpack
            properties: { entryfilePath: app.py }
          connectTo: [q%d]
    """
        .formatted(number, number, number);
  }

  /** Mostly what agents call mostly, and now and then something else, refusals among it. */
  private static void call(TestClient client, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      JsonNode answer = client.call("validate_config", Map.of("region", "eu-west-1"));
      assertThat(answer.at("/structuredContent/valid").asBoolean()).as(answer.toString()).isTrue();
      if (i % 20 == 0) {
        client.call("preview_template", Map.of("region", "eu-west-1"));
        client.call("validate_config", Map.of("config", "resources: { a: { type: none } }"));
        client.call("get_operation", Map.of("operationId", "none"));
        client.await(client.send("resources/read", Map.of("uri", "stacktape://docs/sqs-queue")));
      }
    }
  }

  /** What is left when the collector has certainly run. */
  private static long used() {
    WeakReference<Object> sign = new WeakReference<>(new Object());
    while (sign.get() != null) {
      System.gc();
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
