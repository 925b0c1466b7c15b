package dev.stacktape.operate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Polling;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.problem.StacktapeException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real SDK clients against a server on loopback that answers as EC2 and SSM do. */
class AwsBastionsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  private final List<String> calls = new ArrayList<>();
  private final Map<String, JsonNode> inputs = new HashMap<>();
  private final Map<String, Queue<String>> answers = new HashMap<>();
  private final CancellationToken cancellation = new CancellationToken();
  private final FakeProcesses processes = new FakeProcesses();
  private HttpServer server;
  private Instant now = Instant.EPOCH;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    answer(
        "DescribeInstances",
        "<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId>"
            + "</item></instancesSet></item></reservationSet></DescribeInstancesResponse>");
    answer(
        "DescribeInstanceInformation",
        "{\"InstanceInformationList\": [{\"InstanceId\": \"i-1\", \"PingStatus\": \"Online\"}]}");
    answer("SendCommand", "{\"Command\": {\"CommandId\": \"c-1\"}}");
    answer("PutParameter", "{\"Version\": 1}");
    answer("DeleteParameter", "{}");
    answer("CancelCommand", "{}");
    answer("TerminateSession", "{}");
    answer(
        "StartSession",
        "{\"SessionId\": \"s-1\", \"TokenValue\": \"token-1\", \"StreamUrl\": \"wss://ssm\"}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** The last answer of an operation is given again and again. */
  private void answer(String operation, String... bodies) {
    answers.put(operation, new ArrayDeque<>(List.of(bodies)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    byte[] body = exchange.getRequestBody().readAllBytes();
    String operation;
    if (target == null) {
      operation = exchange.getRequestURI().getQuery().replaceAll(".*Action=(\\w+).*", "$1");
    } else {
      operation = target.substring(target.indexOf('.') + 1);
      inputs.put(operation, JSON.readTree(body));
    }
    calls.add(operation);
    Queue<String> left = answers.get(operation);
    String text = left.size() > 1 ? left.remove() : left.element();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(text.contains("__type") ? 400 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String invocation(String status, int code, String out, String err) {
    return JSON.createObjectNode()
        .put("Status", status)
        .put("StatusDetails", status)
        .put("ResponseCode", code)
        .put("StandardOutputContent", out)
        .put("StandardErrorContent", err)
        .toString();
  }

  @Test
  void aCommandIsSentToTheMachineThatIsOnlineAndWaitedFor() {
    answer(
        "DescribeInstanceInformation",
        "{\"InstanceInformationList\": []}",
        "{\"InstanceInformationList\": [{\"InstanceId\": \"i-1\", \"PingStatus\": \"Online\"}]}");
    answer(
        "GetCommandInvocation",
        "{\"__type\": \"InvocationDoesNotExist\"}",
        invocation("InProgress", -1, "", ""),
        invocation("Failed", 7, "one\ntwo\n", "oops\n"));
    List<String> lines = new ArrayList<>();

    int code = run(new Bastions.RemoteScript("seed", "date", "/tmp", false), lines);

    assertThat(code).isEqualTo(7);
    assertThat(lines).containsExactly("one", "two", "oops");
    JsonNode sent = inputs.get("SendCommand");
    assertThat(sent.at("/DocumentName").textValue()).isEqualTo("AWS-RunShellScript");
    assertThat(sent.at("/InstanceIds/0").textValue()).isEqualTo("i-1");
    assertThat(sent.at("/Parameters/commands/0").textValue()).isEqualTo("date");
    assertThat(sent.at("/Parameters/workingDirectory/0").textValue()).isEqualTo("/tmp");
    assertThat(calls).doesNotContain("PutParameter", "CancelCommand");
  }

  @Test
  void aSecretScriptIsNowhereInTheCommandAndItsParameterIsDeleted() {
    answer("GetCommandInvocation", invocation("Success", 0, "", ""));

    run(new Bastions.RemoteScript("seed", "export P='hunter22'", null, true), new ArrayList<>());

    JsonNode parameter = inputs.get("PutParameter");
    assertThat(parameter.at("/Type").textValue()).isEqualTo("SecureString");
    assertThat(parameter.at("/Value").textValue()).contains("hunter22");
    String name = parameter.at("/Name").textValue();
    assertThat(inputs.get("SendCommand")).asString().doesNotContain("hunter22").contains(name);
    assertThat(inputs.get("DeleteParameter").at("/Name").textValue()).isEqualTo(name);
  }

  @Test
  void whatAwsDoesNotBringToItsEndIsAProblemAndNoExitCode() {
    answer("GetCommandInvocation", invocation("TimedOut", -1, "", ""));

    StacktapeException failure =
        catchThrowableOfType(
            StacktapeException.class,
            () -> run(new Bastions.RemoteScript("seed", "date", null, true), new ArrayList<>()));

    assertThat(failure.problems().get(0).code()).isEqualTo("SCRIPT_BASTION_UNREACHABLE");
    assertThat(calls).contains("DeleteParameter");
  }

  @Test
  void aMachineThatNeverComesIsNotWaitedForWithoutEnd() {
    answer("DescribeInstanceInformation", "{\"InstanceInformationList\": []}");

    StacktapeException failure =
        catchThrowableOfType(
            StacktapeException.class,
            () -> run(new Bastions.RemoteScript("seed", "date", null, false), new ArrayList<>()));

    assertThat(failure.problems().get(0).code()).isEqualTo("SCRIPT_BASTION_UNREACHABLE");
    assertThat(calls).doesNotContain("SendCommand");
  }

  @Test
  void whoeverStopsTheRunStopsTheCommand() {
    answer("GetCommandInvocation", invocation("InProgress", -1, "", ""));
    cancelAt = Instant.EPOCH.plusSeconds(60);

    StacktapeException failure =
        catchThrowableOfType(
            StacktapeException.class,
            () ->
                run(new Bastions.RemoteScript("seed", "sleep 1", null, false), new ArrayList<>()));

    assertThat(failure.problems().get(0).code()).isEqualTo("CANCELLED");
    assertThat(inputs.get("CancelCommand").at("/CommandId").textValue()).isEqualTo("c-1");
  }

  @Test
  void aTunnelIsTheProcessOfAwsPluginUntilItIsClosed() throws IOException {
    Path plugin = Files.createFile(folder.resolve("session-manager-plugin"));
    assertThat(plugin.toFile().setExecutable(true)).isTrue();
    processes.printing("StartSession", "Starting session", "Waiting for connections...");

    try (AwsClients clients = clients()) {
      Bastions.Tunnel tunnel =
          bastions(clients, folder + File.pathSeparator + "/nowhere").open("group", "db", 5432);
      assertThat(tunnel.localPort()).isPositive();
      JsonNode started = inputs.get("StartSession");
      assertThat(started.at("/Parameters/host/0").textValue()).isEqualTo("db");
      assertThat(started.at("/Parameters/portNumber/0").textValue()).isEqualTo("5432");
      assertThat(started.at("/Parameters/localPortNumber/0").textValue())
          .isEqualTo(String.valueOf(tunnel.localPort()));
      tunnel.close();
    }

    CommandLine command = processes.commands.get(0);
    assertThat(command.words().get(0)).isEqualTo(plugin.toString());
    assertThat(command.words()).noneMatch(word -> word.contains("token-1"));
    assertThat(command.environment().get("AWS_SSM_START_SESSION_RESPONSE")).contains("token-1");
    assertThat(calls).contains("TerminateSession");
  }

  @Test
  void aPluginThatOpensNothingIsAProblemWithWhatItSaid() throws IOException {
    Path plugin = Files.createFile(folder.resolve("session-manager-plugin"));
    assertThat(plugin.toFile().setExecutable(true)).isTrue();
    processes.printing("StartSession", "Cannot perform start session: EOF");

    try (AwsClients clients = clients()) {
      StacktapeException failure =
          catchThrowableOfType(
              StacktapeException.class,
              () -> bastions(clients, folder.toString()).open("group", "db", 5432));

      assertThat(failure.problems().get(0).code()).isEqualTo("SCRIPT_TUNNEL_FAILED");
      assertThat(failure.problems().get(0).message()).contains("db:5432", "EOF");
    }
    assertThat(calls).contains("TerminateSession");
  }

  @Test
  void withoutThePluginWhatToInstallIsSaid() {
    try (AwsClients clients = clients()) {
      StacktapeException failure =
          catchThrowableOfType(
              StacktapeException.class,
              () -> bastions(clients, "/nowhere").open("group", "db", 5432));

      assertThat(failure.problems().get(0).code()).isEqualTo("SCRIPT_TOOL_MISSING");
      assertThat(failure.problems().get(0).message()).contains("session-manager-plugin");
    }
    assertThat(calls).doesNotContain("StartSession");
  }

  private Instant cancelAt = Instant.MAX;

  private int run(Bastions.RemoteScript script, List<String> lines) {
    try (AwsClients clients = clients()) {
      return bastions(clients, "/nowhere").run("group", script, lines::add);
    }
  }

  private AwsBastions bastions(AwsClients clients, String path) {
    return new AwsBastions(
        clients,
        new Polling(new Ticking(), this::sleep, cancellation),
        processes,
        Map.of("PATH", path),
        cancellation);
  }

  private void sleep(Duration time) {
    now = now.plus(time);
    if (now.isAfter(cancelAt)) {
      cancellation.cancel();
    }
  }

  private AwsClients clients() {
    Map<String, String> environment =
        Map.of("AWS_ACCESS_KEY_ID", "key", "AWS_SECRET_ACCESS_KEY", "secret");
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new AwsClients(
        new AwsSettings("eu-west-1", null, endpoint, false, environment), event -> {});
  }

  private final class Ticking extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
