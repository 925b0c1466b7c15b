package dev.stacktape.mcp;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the server was started. What it may do is decided here, by whoever starts it, and never by
 * the arguments of a call.
 *
 * @param command {@code serve}, {@code approve} or {@code help}
 * @param planId for {@code approve}
 * @param project the folder that it works for
 * @param home where plans and journals are kept
 * @param policy the policy file, outside of every project
 * @param allowWrite whether agents may deploy, hot-swap and roll back
 * @param allowDelete whether agents may delete stacks
 * @param region used where a call names none
 * @param profile the AWS profile
 * @param embedded where the embedded AWS answers, null for AWS
 * @param repository the Maven repository of this machine, for the bundler of TypeScript
 * @param http how to serve over HTTP, null for standard input and output
 * @param approveCommand what a person types before {@code approve}, null for this jar
 */
record Launch(
    String command,
    @Nullable String planId,
    Path project,
    Path home,
    Path policy,
    boolean allowWrite,
    boolean allowDelete,
    @Nullable String region,
    @Nullable String profile,
    @Nullable URI embedded,
    Path repository,
    @Nullable Http http,
    @Nullable String approveCommand) {

  static final String HELP =
      """
      Stacktape's MCP server.

        java -jar stacktape-mcp-server.jar [options]              serves on standard input and output
        java -jar stacktape-mcp-server.jar approve PLAN_ID        approves a plan, at a terminal

      options
        --project DIR     the folder that agents work in; default: the current one
        --allow-write     agents may deploy, hot-swap and roll back
        --allow-delete    agents may delete stacks
        --region REGION   where a call names none
        --profile NAME    the AWS profile
        --embedded URL    the embedded AWS of `mvn stacktape:local` instead of AWS
        --policy FILE     what agents may do; default: ~/.stacktape/mcp/policy.yml
        --home DIR        where plans and journals are kept; default: ~/.stacktape/mcp
        --approve-command COMMAND
                          what a person types before `approve PLAN_ID`; default: this jar
        --maven-repository DIR
                          where the bundler of TypeScript lies; default: ~/.m2/repository
        --http            serves over HTTP on 127.0.0.1, until it is ended
        --port PORT       for --http; default: a free one
        --token-file FILE for --http: what clients have to know; made when it is not there;
                          default: ~/.stacktape/mcp/http-token, or the variable STACKTAPE_MCP_TOKEN
      """;

  /**
   * How to serve over HTTP.
   *
   * @param port 0 for a free one
   * @param tokenFile where the token of the clients is kept
   * @param token the token itself, out of the environment; null for that of the file
   */
  record Http(int port, Path tokenFile, @Nullable String token) {}

  /** A flag that is not understood. */
  static final class Misunderstood extends Exception {
    private static final long serialVersionUID = 1L;

    Misunderstood(String message) {
      super(message);
    }
  }

  static Launch parse(List<String> arguments, Map<String, String> environment)
      throws Misunderstood {
    try {
      return understood(arguments, environment);
    } catch (InvalidPathException e) {
      throw new Misunderstood("That is no path: " + e.getMessage());
    }
  }

  private static Launch understood(List<String> arguments, Map<String, String> environment)
      throws Misunderstood {
    Deque<String> left = new ArrayDeque<>(arguments);
    String command = "serve";
    @Nullable String planId = null;
    Path project = Path.of("");
    @Nullable Path home = null;
    @Nullable Path policy = null;
    boolean write = false;
    boolean delete = false;
    @Nullable String region = null;
    @Nullable String profile = null;
    @Nullable URI embedded = null;
    @Nullable Path repository = null;
    boolean http = false;
    int port = 0;
    @Nullable Path tokenFile = null;
    @Nullable String approveCommand = null;
    while (!left.isEmpty()) {
      String flag = left.removeFirst();
      switch (flag) {
        case "approve" -> {
          command = "approve";
          planId = value("approve", left);
        }
        case "help", "--help", "-h" -> command = "help";
        case "--project" -> project = Path.of(value(flag, left));
        case "--home" -> home = Path.of(value(flag, left));
        case "--policy" -> policy = Path.of(value(flag, left));
        case "--allow-write" -> write = true;
        case "--allow-delete" -> delete = true;
        case "--region" -> region = value(flag, left);
        case "--profile" -> profile = value(flag, left);
        case "--embedded" -> embedded = address(value(flag, left));
        case "--maven-repository" -> repository = Path.of(value(flag, left));
        case "--http" -> http = true;
        case "--port" -> port = port(value(flag, left));
        case "--approve-command" -> approveCommand = value(flag, left);
        case "--token-file" -> tokenFile = Path.of(value(flag, left));
        default -> throw new Misunderstood("`" + flag + "` is no option of the server.");
      }
    }
    Path user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
    Path folder = home == null ? user.resolve(".stacktape").resolve("mcp") : home;
    if (!http && (port > 0 || tokenFile != null)) {
      throw new Misunderstood("`--port` and `--token-file` go with `--http`.");
    }
    Path root = project.toAbsolutePath().normalize();
    Path rules = policy == null ? folder.resolve("policy.yml") : policy;
    if (command.equals("serve")) {
      requireOutside(root, "--home", folder);
      requireOutside(root, "--policy", rules);
      if (tokenFile != null) {
        requireOutside(root, "--token-file", tokenFile);
      }
    }
    return new Launch(
        command,
        planId,
        root,
        folder,
        rules,
        write,
        delete,
        region,
        profile,
        embedded,
        repository == null ? user.resolve(".m2").resolve("repository") : repository,
        http
            ? new Http(
                port,
                tokenFile == null ? folder.resolve("http-token") : tokenFile,
                tokenFile == null ? environment.get("STACKTAPE_MCP_TOKEN") : null)
            : null,
        approveCommand);
  }

  /** An agent can write inside of the project: approvals and rules have to lie elsewhere. */
  private static void requireOutside(Path root, String flag, Path file) throws Misunderstood {
    if (resolved(file).startsWith(resolved(root))) {
      throw new Misunderstood(
          "`%s` is %s, inside of the project %s, where agents can write. Name another place, or the folder of the project with `--project`."
              .formatted(flag, file, root));
    }
  }

  /** With the links of that part of it followed that is there already. */
  private static Path resolved(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    for (Path there = whole; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(whole));
      } catch (IOException notThere) {
        // Its parent may be.
      }
    }
    return whole;
  }

  private static URI address(String text) throws Misunderstood {
    try {
      URI address = new URI(text);
      if (address.getScheme() != null && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new Misunderstood("`" + text + "` is no address such as http://127.0.0.1:4566.");
  }

  private static int port(String text) throws Misunderstood {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Misunderstood("`" + text + "` is no port.");
  }

  private static String value(String flag, Deque<String> left) throws Misunderstood {
    if (left.isEmpty() || left.getFirst().startsWith("--")) {
      throw new Misunderstood("`" + flag + "` needs a value.");
    }
    return left.removeFirst();
  }
}
