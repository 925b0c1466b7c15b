package dev.stacktape.mcp;

import dev.stacktape.Stacktape;
import dev.stacktape.mcp.http.BearerToken;
import dev.stacktape.mcp.http.HttpEndpoint;
import dev.stacktape.mcp.http.HttpMcpServer;
import dev.stacktape.mcp.project.LocalRepository;
import dev.stacktape.mcp.protocol.StdioServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts the server, or approves a plan. */
public final class Main {
  private Main() {}

  /** See {@code --help}. */
  public static void main(String[] arguments) throws InterruptedException {
    // The protocol owns standard output; whatever a library prints must not get into it.
    PrintStream protocol = System.out;
    System.setOut(System.err);
    int code = run(List.of(arguments), protocol);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(List<String> arguments, PrintStream out) throws InterruptedException {
    Launch launch;
    try {
      launch = Launch.parse(arguments, System.getenv());
    } catch (Launch.Misunderstood e) {
      System.err.println(e.getMessage() + "\n\n" + Launch.HELP);
      return 2;
    }
    switch (launch.command()) {
      case "help" -> out.println(Launch.HELP);
      case "approve" -> {
        return Approve.run(launch, Clock.systemUTC(), System.console(), out);
      }
      default -> {
        return serve(launch, out);
      }
    }
    return 0;
  }

  private static int serve(Launch launch, PrintStream out) throws InterruptedException {
    if (!Files.isDirectory(launch.project())) {
      System.err.println("There is no folder " + launch.project() + " (`--project`).");
      return 2;
    }
    try (Toolbox toolbox =
        Toolbox.of(
            launch,
            Stacktape.withoutProgramsOfProjects(new LocalRepository(launch.repository())),
            Clock.systemUTC(),
            command(launch))) {
      if (launch.http() == null) {
        new StdioServer(toolbox.offer(), version()).run(System.in, out);
      } else {
        serve(launch.http(), toolbox);
      }
      return 0;
    } catch (IOException e) {
      // A policy or a token that cannot be used, a port that is taken, a client that has gone.
      System.err.println("The server has ended: " + e.getMessage());
      return 2;
    }
  }

  private static void serve(Launch.Http http, Toolbox toolbox)
      throws IOException, InterruptedException {
    String secret = http.token();
    BearerToken token =
        secret == null
            ? BearerToken.in(http.tokenFile())
            : BearerToken.of(secret, "STACKTAPE_MCP_TOKEN");
    HttpEndpoint endpoint = HttpEndpoint.open(http.port(), token, Clock.systemUTC());
    try (HttpMcpServer server = HttpMcpServer.start(endpoint, toolbox.offer(), version())) {
      System.err.println(
          "Serving at "
              + server.uri()
              + "; the token is "
              + (secret == null ? "in " + http.tokenFile() : "that of STACKTAPE_MCP_TOKEN")
              + ".");
      // Until somebody ends the process.
      new CountDownLatch(1).await();
    }
  }

  /** How this server is started, for a person who is to approve something. */
  private static String command(Launch launch) {
    if (launch.approveCommand() != null) {
      return launch.approveCommand();
    }
    String jar = Path.of(location()).getFileName() + "";
    boolean packed = jar.endsWith(".jar");
    return "java -jar "
        + (packed ? quoted(location()) : "stacktape-mcp-server.jar")
        + " --home "
        + quoted(launch.home().toAbsolutePath().toString());
  }

  /** As a shell takes it, of whichever system. */
  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9_./:\\\\-]+") ? path : "\"" + path + "\"";
  }

  private static String location() {
    return Path.of(
            java.net.URI.create(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
