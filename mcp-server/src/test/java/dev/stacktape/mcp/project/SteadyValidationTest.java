package dev.stacktape.mcp.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.Stacktape;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.NoCall;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server lives as long as its client, which validates after every edit. */
@Timeout(300)
class SteadyValidationTest {
  private static final int CALLS = 1_000;
  private static final long MOST_GROWTH = 8L << 20;

  @TempDir Path folder;

  @Test
  void aThousandCallsLeaveTheMemoryAsItWas() throws IOException {
    Files.writeString(folder.resolve("app.py"), "def handler(event, context): pass");
    String config =
        "resources:\n"
            + IntStream.range(0, 3)
                .mapToObj(SteadyValidationTest::resources)
                .collect(Collectors.joining());
    Files.writeString(folder.resolve("stacktape.yml"), config);
    ValidateConfig tool =
        new ValidateConfig(
            new Stacktape(), new Project(ProjectFolder.at(folder), "eu-west-1", null, null));
    call(tool, CALLS / 5);
    long before = used();

    call(tool, CALLS);

    assertThat(used() - before).isLessThan(MOST_GROWTH);
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

  private static void call(ValidateConfig tool, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(tool.call(new Arguments(Map.of()), NoCall.INSTANCE).content())
          .containsEntry("valid", true);
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
