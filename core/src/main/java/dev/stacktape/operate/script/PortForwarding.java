package dev.stacktape.operate.script;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.StartSessionResponse;

/**
 * Leads ports of this machine to places in the network of a bastion, by the Session Manager of
 * Systems Manager. AWS's plugin speaks its protocol.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html">Starting
 *     a session</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html">Session
 *     Manager plugin</a>
 */
final class PortForwarding {
  static final String PLUGIN = "session-manager-plugin";
  private static final String DOCUMENT = "AWS-StartPortForwardingSessionToRemoteHost";

  /** What the plugin prints when its port is open. */
  private static final String OPEN = "Waiting for connections";

  /** The plugin takes the session, which holds a token, from a variable of this name. */
  private static final String RESPONSE_VARIABLE = "AWS_SSM_START_SESSION_RESPONSE";

  private static final long OPEN_SECONDS = 30;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SsmClient ssm;
  private final String region;
  private final @Nullable String profile;
  private final Processes processes;
  private final Map<String, String> environment;
  private final CancellationToken cancellation;

  PortForwarding(
      SsmClient ssm,
      String region,
      @Nullable String profile,
      Processes processes,
      Map<String, String> environment,
      CancellationToken cancellation) {
    this.ssm = ssm;
    this.region = region;
    this.profile = profile;
    this.processes = processes;
    this.environment = Map.copyOf(environment);
    this.cancellation = cancellation;
  }

  Bastions.Tunnel open(String machine, String host, int port) {
    String plugin = new Tools(environment, processes).sessionPlugin();
    int local = freePort();
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    parameters.put("host", List.of(host));
    parameters.put("portNumber", List.of(String.valueOf(port)));
    parameters.put("localPortNumber", List.of(String.valueOf(local)));
    StartSessionResponse session =
        ssm.startSession(
            start -> start.target(machine).documentName(DOCUMENT).parameters(parameters));
    Open tunnel = new Open(local, session.sessionId());
    tunnel.start(command(plugin, session, machine, parameters), host + ":" + port);
    return tunnel;
  }

  private CommandLine command(
      String plugin,
      StartSessionResponse session,
      String machine,
      Map<String, List<String>> parameters) {
    ObjectNode response = JSON.createObjectNode();
    response
        .put("SessionId", session.sessionId())
        .put("TokenValue", session.tokenValue())
        .put("StreamUrl", session.streamUrl());
    ObjectNode request = JSON.createObjectNode();
    request
        .put("Target", machine)
        .put("DocumentName", DOCUMENT)
        .set("Parameters", JSON.valueToTree(parameters));
    Map<String, String> variables = new LinkedHashMap<>(environment);
    variables.put(RESPONSE_VARIABLE, response.toString());
    return new CommandLine(
        List.of(
            plugin,
            RESPONSE_VARIABLE,
            region,
            "StartSession",
            profile == null ? "" : profile,
            request.toString(),
            "https://ssm." + region + ".amazonaws.com"),
        Path.of("").toAbsolutePath(),
        variables);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw failed("this machine", "it has no free port");
    }
  }

  private static StacktapeException failed(String where, String why) {
    return new StacktapeException(
        ScriptCode.SCRIPT_TUNNEL_FAILED
            .error("There is no tunnel to %s: %s.".formatted(where, why))
            .hint("`%s --version` should be 1.2.497.0 or newer.".formatted(PLUGIN)));
  }

  /** A tunnel with the plugin's process, which lives as long as the tunnel. */
  private final class Open implements Bastions.Tunnel {
    private final int localPort;
    private final String session;
    private final CancellationToken end = new CancellationToken();
    private final CompletableFuture<Boolean> open = new CompletableFuture<>();
    private final StringBuilder printed = new StringBuilder();

    Open(int localPort, String session) {
      this.localPort = localPort;
      this.session = session;
    }

    void start(CommandLine command, String where) {
      Thread thread = new Thread(() -> run(command), "stacktape-tunnel-" + localPort);
      thread.setDaemon(true);
      thread.start();
      try {
        cancellation.throwIfCancelled();
        if (!open.get(OPEN_SECONDS, TimeUnit.SECONDS)) {
          throw failed(where, said());
        }
      } catch (TimeoutException | ExecutionException never) {
        close();
        throw failed(where, said());
      } catch (InterruptedException interrupted) {
        close();
        Thread.currentThread().interrupt();
        throw failed(where, "the wait for it was interrupted");
      } catch (StacktapeException failure) {
        close();
        throw failure;
      }
    }

    private void run(CommandLine command) {
      try {
        var unused = processes.run(command, this::take, end);
        open.complete(false);
      } catch (StacktapeException closed) {
        open.complete(false);
      } catch (IOException failure) {
        open.completeExceptionally(failure);
      }
    }

    private void take(String line) {
      synchronized (printed) {
        if (printed.length() < 1000 && !line.isBlank()) {
          printed.append(printed.isEmpty() ? "" : " / ").append(line.strip());
        }
      }
      if (line.contains(OPEN)) {
        open.complete(true);
      }
    }

    private String said() {
      synchronized (printed) {
        return printed.isEmpty() ? "the plugin said nothing" : "the plugin said: " + printed;
      }
    }

    @Override
    public int localPort() {
      return localPort;
    }

    @Override
    public void close() {
      end.cancel();
      var unused = ssm.terminateSession(terminate -> terminate.sessionId(session));
    }
  }
}
