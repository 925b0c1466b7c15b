package dev.stacktape.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.mcp.offer.Offer;
import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.Tool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client over standard input and output can rely on, whatever it sends. */
@Timeout(60)
class StdioGuardTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private volatile boolean interrupted;

  private TestClient client() throws Exception {
    return TestClient.of(
        List.of(
            tool("echo", arguments -> new Answer(arguments.required("text"), Map.of("n", 1))),
            tool("slow", this::slow),
            tool(
                "broken",
                arguments -> {
                  throw new IllegalStateException("secret detail");
                }),
            tool(
                "noisy",
                arguments -> {
                  System.out.println("a library prints");
                  return new Answer("done", Map.of("n", 2));
                })));
  }

  private Answer slow(Arguments arguments) {
    begun.countDown();
    try {
      var unused = goOn.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      Thread.currentThread().interrupt();
    }
    return new Answer("slowly", Map.of("n", 3));
  }

  @Test
  void aLineThatIsNoJsonIsAnsweredAndTheNextOneToo() throws Exception {
    try (TestClient client = client()) {
      client.sendRaw("{ this is no JSON");
      client.sendRaw("[1, 2]");
      client.sendRaw("{\"id\": 1}");

      assertThat(client.next().at("/error/code").asInt()).isEqualTo(-32700);
      assertThat(client.next().at("/error/code").asInt()).isEqualTo(-32600);
      assertThat(client.next().at("/error/code").asInt()).isEqualTo(-32600);
      assertThat(client.call("echo", Map.of("text", "hi")).at("/content/0/text").asText())
          .isEqualTo("hi");
    }
  }

  /** Each of these ended the server, or had the words of an exception in its answer. */
  @Test
  void whatIsJsonButNoMessageIsSurvived() throws Exception {
    try (TestClient client = client()) {
      List<String> odd =
          List.of(
              "{'jsonrpc':'2.0'}",
              "{'jsonrpc':'2.0','id':1001}",
              "{'jsonrpc':'2.0','id':1002,'method':{'a':1}}",
              "{'jsonrpc':'2.0','id':1003,'method':'tools/call','params':[1]}",
              "{'jsonrpc':'2.0','id':1004,'method':'tools/call','params':'x'}",
              "{'jsonrpc':'2.0','id':1005,'method':'tools/call'}",
              "{'jsonrpc':'2.0','id':1006,'method':'tools/call','params':{'name':'echo','arguments':[]}}",
              "{'jsonrpc':'2.0','id':1007,'method':'initialize'}",
              "{'jsonrpc':'2.0','id':1008,'error':'x'}",
              "{'jsonrpc':'2.0','id':'','method':'ping'}",
              "{'jsonrpc':'2.0','id':123456789012345678901234567890,'method':'ping'}",
              "{'jsonrpc':'2.0','method':7}",
              "{'jsonrpc':'2.0','method':'notifications/cancelled','params':[1]}",
              "{'jsonrpc':'2.0','id':7,'method':'ping'}{'jsonrpc':'2.0','id':8,'method':'ping'}",
              "null",
              "'text'");
      for (String line : odd) {
        client.sendRaw(line.replace('\'', '"'));
        boolean namesItself = line.contains("'id':100") && line.contains("method");
        JsonNode answer = namesItself ? client.await(1000 + odd.indexOf(line)) : client.next();

        assertThat(answer.at("/error/code").asInt()).as(line).isIn(-32700, -32600, -32602);
        assertThat(answer.toString()).as(line).doesNotContain("modelcontextprotocol", "jackson");
      }
      // Answers to nothing are passed over.
      client.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":\"nobody\",\"result\":{}}");
      assertThat(client.call("echo", Map.of("text", "hi")).at("/content/0/text").asText())
          .isEqualTo("hi");
    }
  }

  @Test
  void progressEndsWithTheAnswer() throws Exception {
    AtomicReference<Call> kept = new AtomicReference<>();
    Tool tool =
        new TestTool(
            "begin",
            (arguments, call) -> {
              call.progress("begun");
              kept.set(call);
              return new Answer("goes on", Map.of("n", 1));
            });
    try (TestClient client = TestClient.of(List.of(tool))) {
      int id =
          client.send(
              "tools/call",
              Map.of(
                  "name", "begin", "arguments", Map.of(), "_meta", Map.of("progressToken", "t")));
      assertThat(client.next().at("/params/message").asText()).isEqualTo("begun");
      assertThat(client.await(id).at("/content/0/text").asText()).isEqualTo("goes on");

      kept.get().progress("much later");

      client.sendRaw("no JSON");
      assertThat(client.next().at("/error/code").asInt()).isEqualTo(-32700);
    }
  }

  @Test
  void aMistakeOfTheServerIsSaidWithoutItsDetails() throws Exception {
    try (TestClient client = client()) {
      JsonNode result = client.call("broken", Map.of());

      assertThat(result.at("/isError").asBoolean()).isTrue();
      assertThat(result.at("/_meta/dev.stacktape~1refusal/code").asText())
          .isEqualTo("INTERNAL_ERROR");
      assertThat(result.toString()).doesNotContain("secret detail");
    }
  }

  @Test
  void aRefusalSaysWhatToDoNow() throws Exception {
    try (TestClient client = client()) {
      JsonNode result = client.call("echo", Map.of());

      assertThat(result.at("/isError").asBoolean()).isTrue();
      assertThat(result.at("/_meta/dev.stacktape~1refusal/nextSteps")).isNotEmpty();
    }
  }

  @Test
  void whatIsCancelledIsInterruptedAndNotAnswered() throws Exception {
    try (TestClient client = client()) {
      int id = client.send("tools/call", Map.of("name", "slow", "arguments", Map.of()));
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

      client.notify("notifications/cancelled", Map.of("requestId", id));

      JsonNode echoed = client.call("echo", Map.of("text", "after"));
      assertThat(echoed.at("/content/0/text").asText()).isEqualTo("after");
      assertThat(client.answered(id)).isFalse();
      client.endOfInput();
      assertThat(interrupted).isTrue();
      assertThat(client.answered(id)).isFalse();
    }
  }

  @Test
  void everythingIsAnsweredBeforeTheServerEnds() throws Exception {
    try (TestClient client = client()) {
      int id = client.send("tools/call", Map.of("name", "slow", "arguments", Map.of()));
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      client.closeInput();
      goOn.countDown();

      client.awaitEnd();

      assertThat(client.answered(id)).isTrue();
    }
  }

  @Test
  void anIdThatIsTextIsNotTheSameAsTheNumber() throws Exception {
    try (TestClient client = client()) {
      int id = client.send("tools/call", Map.of("name", "slow", "arguments", Map.of()));
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

      client.notify("notifications/cancelled", Map.of("requestId", String.valueOf(id)));
      goOn.countDown();

      assertThat(client.await(id).at("/content/0/text").asText()).isEqualTo("slowly");
    }
  }

  private static Tool tool(String name, Function<Arguments, Answer> answer) {
    return new TestTool(name, (arguments, call) -> answer.apply(arguments));
  }

  /** The SDK would lose some of them. */
  @Test
  void manyAnswersAtOnceAllArrive() throws Exception {
    try (TestClient client = client()) {
      List<Integer> requests = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        requests.add(
            client.send("tools/call", Map.of("name", "echo", "arguments", Map.of("text", "" + i))));
      }
      for (int i = 0; i < requests.size(); i++) {
        assertThat(client.await(requests.get(i)).at("/content/0/text").asText())
            .isEqualTo(String.valueOf(i));
      }
    }
  }

  /** The SDK would keep quiet about both for ever. */
  @Test
  void whatComesBeforeInitializeAndWhatHasNoUsableIdIsRejected() throws Exception {
    String lines =
        """
        {"jsonrpc":"2.0","id":5,"method":"tools/list"}
        {"jsonrpc":"2.0","id":null,"method":"ping"}
        {"jsonrpc":"2.0","id":1.5,"method":"ping"}
        {"jsonrpc":"2.0","id":{},"method":"ping"}
        """;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new StdioServer(Offer.of(List.of()), "test")
        .run(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), out);

    List<String> answers = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(answers).hasSize(4).allMatch(answer -> answer.contains("-32600"));
    assertThat(answers.get(0)).contains("\"id\":5", "initialize");
  }
}
