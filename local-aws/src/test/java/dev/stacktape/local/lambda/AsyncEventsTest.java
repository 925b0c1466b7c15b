package dev.stacktape.local.lambda;

import static dev.stacktape.local.lambda.LambdaFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.value.Document;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncEventsTest {
  @TempDir Path state;

  @Test
  void aFailedEventIsTriedAgainAfterOneAndTwoMinutesThenPassedOn() {
    List<Duration> waits = new ArrayList<>();
    Deque<Runnable> tasks = new ArrayDeque<>();
    Delays delays =
        (delay, task) -> {
          waits.add(delay);
          tasks.add(task);
        };
    try (LambdaFixture aws = new LambdaFixture(state, true, new TestLibraries(), delays)) {
      aws.createJava(
          "failing",
          "Failing",
          """
          import com.amazonaws.services.lambda.runtime.*;
          public class Failing implements RequestHandler<Object, Object> {
            public Object handleRequest(Object event, Context context) {
              throw new IllegalStateException("no");
            }
          }
          """);
      aws.createJava(
          "keeper",
          "Keeper",
          """
          import com.amazonaws.services.lambda.runtime.*;
          import java.util.*;
          public class Keeper implements RequestHandler<Map<String, Object>, Object> {
            private final List<Object> kept = new ArrayList<>();
            public Object handleRequest(Map<String, Object> event, Context context) {
              if (event.containsKey("requestPayload")) {
                kept.add(event);
              }
              return kept;
            }
          }
          """);
      aws.call(
          "PUT",
          "/2019-09-25/functions/failing/event-invoke-config",
          Map.of(
              "DestinationConfig",
              Map.of(
                  "OnFailure",
                  Map.of("Destination", "arn:aws:lambda:eu-west-1:123456789012:function:keeper"))));

      aws.lambda
          .invoker()
          .invokeLater(
              FunctionRef.parse("failing", LambdaFixture.REGION, null),
              "{\"n\":1}".getBytes(UTF_8));
      while (!tasks.isEmpty()) {
        tasks.poll().run();
      }

      assertThat(waits)
          .containsExactly(
              Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ZERO);
      Document kept =
          Document.parse("{\"all\":" + text(aws.invoke("keeper", "{}")) + "}")
              .documents("all")
              .get(0);
      assertThat(kept.at("requestContext").values())
          .containsEntry("condition", "RetriesExhausted")
          .containsEntry("approximateInvokeCount", 3);
      assertThat(kept.at("requestPayload").values()).containsEntry("n", 1);
      assertThat(kept.at("responsePayload").values()).containsEntry("errorMessage", "no");
    }
  }
}
