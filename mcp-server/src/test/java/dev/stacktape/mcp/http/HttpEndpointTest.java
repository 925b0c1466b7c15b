package dev.stacktape.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.mcp.http.RawRequest.Reply;
import dev.stacktape.mcp.offer.Offer;
import dev.stacktape.mcp.protocol.TestTool;
import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in over HTTP, and what others get to see. */
@Timeout(60)
class HttpEndpointTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "a".repeat(43);

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final MovingClock clock = new MovingClock();
  private HttpEndpoint endpoint;
  private HttpMcpServer server;

  @BeforeEach
  void start() throws IOException {
    endpoint = HttpEndpoint.open(0, BearerToken.of(TOKEN, "the test"), clock);
    server =
        HttpMcpServer.start(
            endpoint,
            Offer.of(
                List.of(
                    new TestTool("echo", (arguments, call) -> answer(arguments.required("text"))),
                    new TestTool("slow", this::slow),
                    new TestTool(
                        "telling",
                        (arguments, call) -> {
                          call.progress("half");
                          return answer("told");
                        }),
                    new TestTool(
                        "asking",
                        (arguments, call) -> answer(call.ask("Name?", "name").orElse("nobody"))))),
            "test");
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    server.close();
  }

  private static Answer answer(String text) {
    return new Answer(text, Map.of("n", 1));
  }

  private Answer slow(Arguments arguments, Call call) {
    begun.countDown();
    try {
      var unused = goOn.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    return answer("slowly");
  }

  private RawRequest request() {
    return new RawRequest(endpoint.uri(), TOKEN);
  }

  private static String message(int id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
        .formatted(id, method, params);
  }

  private static String call(int id, String tool, String arguments) {
    return message(
        id,
        "tools/call",
        "{\"name\":\"%s\",\"arguments\":%s,\"_meta\":{\"progressToken\":\"p\"}}"
            .formatted(tool, arguments));
  }

  private static String initialize() {
    return message(
        0,
        "initialize",
        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"elicitation\":{}},"
            + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}");
  }

  private String session() throws IOException {
    Reply reply = request().body(initialize()).send();
    assertThat(reply.status()).isEqualTo(200);
    String session = reply.header("Mcp-Session-Id");
    Reply initialized =
        request()
            .header("Mcp-Session-Id", session)
            .body("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
            .send();
    assertThat(initialized.status()).isEqualTo(202);
    return session;
  }

  private RawRequest in(String session) {
    return request().header("Mcp-Session-Id", session);
  }

  private static void assertTellsNothing(Reply reply) throws IOException {
    JsonNode body = JSON.readTree(reply.body());
    assertThat(body.at("/error/code").isInt()).isTrue();
    assertThat(body.fieldNames()).toIterable().containsExactly("jsonrpc", "id", "error");
    assertThat(reply.body())
        .doesNotContain("Exception", "\tat ", "stackTrace", "dev.stacktape", TOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "Host, evil.example, 421",
    "Host, 127.0.0.1.evil.example:80, 421",
    "Host, localhost, 421",
    "Origin, http://evil.example, 403",
    "Origin, http://localhost.evil.example, 403",
    "Origin, http://127.0.0.1@evil.example, 403",
    "Origin, null, 403",
    "Origin, file://, 403",
    "Authorization, Bearer wrong, 401",
    "Authorization, Basic YTph, 401",
    "MCP-Protocol-Version, 1999-01-01, 400",
    "MCP-Protocol-Version, 2026-07-28, 400",
    "Content-Type, text/plain, 415",
    "Accept, application/json, 406",
  })
  void whoDoesNotComeFromThisMachineIsRefused(String header, String value, int status)
      throws IOException {
    Reply reply = request().header(header, value).body(initialize()).send();

    assertThat(reply.status()).isEqualTo(status);
    assertTellsNothing(reply);
  }

  @Test
  void whoHasNoTokenIsToldHowToShowOne() throws IOException {
    Reply reply = request().header("Authorization", null).body(initialize()).send();

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    assertTellsNothing(reply);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:6274", "http://127.0.0.1:8080", "https://localhost"})
  void pagesOfThisMachineAreLetInWithTheToken(String origin) throws IOException {
    assertThat(request().header("Origin", origin).body(initialize()).send().status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "\"text\"",
        "{\"id\":1}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}",
      })
  void whatIsNoMessageIsRefused(String body) throws IOException {
    Reply reply = request().body(body).send();

    assertThat(reply.status()).isEqualTo(400);
    assertTellsNothing(reply);
  }

  @Test
  void aMessageThatIsTooLongOrTooDeepIsRefused() throws IOException {
    String session = session();
    Reply tooLong =
        in(session).body(call(1, "echo", "{\"text\":\"" + "x".repeat(4 << 20) + "\"}")).send();
    Reply tooDeep = in(session).body("{\"jsonrpc\":" + "[".repeat(100_000)).send();

    assertThat(tooLong.status()).isEqualTo(413);
    assertTellsNothing(tooLong);
    assertThat(tooDeep.status()).isEqualTo(400);
    assertTellsNothing(tooDeep);
    assertThat(in(session).body(call(2, "echo", "{\"text\":\"still here\"}")).send().body())
        .contains("still here");
  }

  @Test
  void otherPathsMethodsAndSessionsAreNotThere() throws IOException {
    String session = session();

    assertThat(request().path("/").body(initialize()).send().status()).isEqualTo(404);
    assertThat(request().path("/mcp/../x").body(initialize()).send().status()).isEqualTo(404);
    assertThat(in(session).method("PUT").body(initialize()).send().status()).isEqualTo(405);
    assertThat(in("guessed").body(call(1, "echo", "{}")).send().status()).isEqualTo(404);
    assertThat(request().body(call(1, "echo", "{}")).send().status()).isEqualTo(400);
    assertThat(
            in(session)
                .body("{\"jsonrpc\":\"2.0\",\"id\":\"never-asked\",\"result\":{}}")
                .send()
                .status())
        .isEqualTo(400);
  }

  @Test
  void anAnswerAloneIsPlainJson() throws IOException {
    Reply reply = in(session()).body(call(1, "echo", "{\"text\":\"hello\"}")).send();

    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(JSON.readTree(reply.body()).at("/result/content/0/text").asText())
        .isEqualTo("hello");
  }

  @Test
  void anUnknownMethodAndAnUnknownToolAreAnswered() throws IOException {
    String session = session();
    Reply method = in(session).body(message(1, "tools/destroy", "{}")).send();
    Reply tool = in(session).body(call(2, "nothing", "{}")).send();

    assertThat(JSON.readTree(method.body()).at("/error/code").asInt()).isEqualTo(-32601);
    assertThat(tool.body()).contains("error").doesNotContain("\tat ", "stackTrace");
  }

  /** The SDK throws at them, and the client would wait for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "{\"name\":\"echo\",\"arguments\":[]}", "null"})
  void parametersThatDoNotFitAreAnswered(String params) throws IOException {
    Reply reply = in(session()).body(message(1, "tools/call", params)).send();

    assertThat(JSON.readTree(reply.body()).at("/error/code").asInt()).isIn(-32600, -32602);
    assertThat(reply.body()).doesNotContain("modelcontextprotocol", "jackson");
  }

  @Test
  void whoeverIsToldMeanwhileGetsAStream() throws IOException {
    Reply reply = in(session()).body(call(1, "telling", "{}")).send();

    assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(reply.body()).contains("notifications/progress", "half", "told");
  }

  @Test
  void aQuestionIsAnsweredByAnotherRequest() throws Exception {
    String session = session();
    try (Socket asked = in(session).body(call(1, "asking", "{}")).open()) {
      String question = readUntil(asked.getInputStream(), "elicitation/create");
      String id = question.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
      Reply accepted =
          in(session)
              .body(
                  "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}}"
                      .formatted(id))
              .send();

      assertThat(accepted.status()).isEqualTo(202);
      assertThat(readUntil(asked.getInputStream(), "Ada")).contains("\"result\"");
    }
  }

  /** A client that answers what another was asked must not be heard. */
  @Test
  void nobodyAnswersForAnotherSession() throws Exception {
    String session = session();
    String other = session();
    try (Socket asked = in(session).body(call(1, "asking", "{}")).open()) {
      String question = readUntil(asked.getInputStream(), "elicitation/create");
      String id = question.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
      String yes =
          "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Eve\"}}}"
              .formatted(id);

      assertThat(in(other).body(yes).send().status()).isEqualTo(400);
      assertThat(in(session).body(yes.replace("Eve", "Ada")).send().status()).isEqualTo(202);
      assertThat(readUntil(asked.getInputStream(), "\"result\"")).contains("Ada");
    }
  }

  @Test
  void whatIsCancelledIsInterruptedAndNotAnswered() throws Exception {
    String session = session();
    String other = session();
    CompletableFuture<Reply> asked =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return in(session).body(call(7, "slow", "{}")).send();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    String cancel =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}";

    assertThat(in(other).body(cancel).send().status()).isEqualTo(202);
    assertThat(interrupted.getCount()).isEqualTo(1);
    assertThat(in(session).body(cancel).send().status()).isEqualTo(202);

    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(asked.get(30, TimeUnit.SECONDS).body()).doesNotContain("slowly", "\"result\"");
  }

  @Test
  void aClientThatSaysGoodByeIsForgotten() throws IOException {
    String session = session();
    try (Socket listening = listen(session)) {
      assertThat(in(session).method("DELETE").send().status()).isEqualTo(204);

      // The stream ends with the session.
      assertThat(listening.getInputStream().readAllBytes()).isNotNull();
      assertThat(in(session).body(call(1, "echo", "{}")).send().status()).isEqualTo(404);
    }
  }

  @Test
  void aClientThatSaysNothingForLongIsForgotten() throws IOException {
    String silent = session();
    String listens = session();
    try (Socket listening = listen(listens)) {
      clock.now = clock.now.plus(Sessions.IDLE).plus(Duration.ofSeconds(1));
      endpoint.transport().sweep();

      assertThat(in(silent).body(call(1, "echo", "{\"text\":\"x\"}")).send().status())
          .isEqualTo(404);
      assertThat(in(listens).body(call(1, "echo", "{\"text\":\"x\"}")).send().status())
          .isEqualTo(200);
      assertThat(listening.isClosed()).isFalse();
    }
  }

  @Test
  void thereIsAnEndToHowManyClientsThereAre() throws IOException {
    for (int i = 0; i < Sessions.MOST; i++) {
      session();
    }
    assertThat(request().body(initialize()).send().status()).isEqualTo(503);

    clock.now = clock.now.plus(Sessions.IDLE).plus(Duration.ofSeconds(1));
    assertThat(request().body(initialize()).send().status()).isEqualTo(200);
  }

  @Test
  void manyClientsAtOnceGetTheirOwnAnswers() {
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 24)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return in(session())
                                .body(call(1, "echo", "{\"text\":\"<%d>\"}".formatted(i)))
                                .send()
                                .body();
                          } catch (IOException e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .toList();

    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).join()).contains("<" + i + ">");
    }
  }

  private Socket listen(String session) throws IOException {
    Socket socket = in(session).method("GET").header("Accept", "text/event-stream").open();
    readUntil(socket.getInputStream(), ": open");
    return socket;
  }

  private static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    // To the end of the line, so that a whole event has been read.
    while (read.indexOf(end) < 0 || read.charAt(read.length() - 1) != '\n') {
      int next = in.read();
      assertThat(next).as("the stream ended after " + read).isNotNegative();
      read.append((char) next);
    }
    return read.toString();
  }

  /** Stands still until a test moves it. */
  private static final class MovingClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
