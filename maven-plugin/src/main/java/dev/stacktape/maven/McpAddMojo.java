package dev.stacktape.maven;

import dev.stacktape.esbuild.Libraries;
import dev.stacktape.problem.Problem;
import dev.stacktape.starter.mcp.Client;
import dev.stacktape.starter.mcp.ClientFiles;
import dev.stacktape.starter.mcp.ServerCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Writes the MCP server into the configuration of the clients that AI agents work in: Claude Code,
 * Cursor, VS Code, IntelliJ, Windsurf, Codex. Nothing else in their files changes, a copy is kept,
 * and running it again changes nothing. Agents may look and plan; what else they may is decided
 * here, by {@code stacktape.allowWrite} and {@code stacktape.allowDelete}.
 */
@Mojo(name = "mcp-add", requiresProject = false, aggregator = true, threadSafe = true)
public final class McpAddMojo extends AbstractMojo {

  /**
   * The clients to write for: {@code claude}, {@code cursor}, {@code vscode}, {@code intellij},
   * {@code windsurf}, {@code codex}; those of which there is a sign where left out.
   */
  @Parameter(property = "stacktape.clients")
  private List<String> clients = List.of();

  /** Whether agents may deploy, hot-swap and roll back. */
  @Parameter(property = "stacktape.allowWrite", defaultValue = "false")
  private boolean allowWrite;

  /** Whether agents may delete stacks. */
  @Parameter(property = "stacktape.allowDelete", defaultValue = "false")
  private boolean allowDelete;

  /** The AWS region, where a call names none. */
  @Parameter(property = "stacktape.region")
  private @Nullable String region;

  /** The AWS profile. */
  @Parameter(property = "stacktape.profile")
  private @Nullable String profile;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  @Inject private MavenLibraries libraries;

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Path folder = folder();
    Path home = Path.of(System.getProperty("user.home"));
    List<Client> chosen = chosen(folder, home);
    ServerCommand command = command(folder, home);
    ClientFiles files = new ClientFiles(folder, home, name(folder));
    List<ClientFiles.Result> results = new ArrayList<>();
    for (Client client : chosen) {
      try {
        results.add(files.write(client, command));
      } catch (IOException e) {
        throw new MojoExecutionException(
            "The configuration of " + client.title() + " cannot be written: " + e.getMessage(), e);
      }
    }
    results.forEach(this::say);
    if (results.stream().anyMatch(result -> result.outcome() == ClientFiles.Outcome.FAILED)) {
      throw new MojoFailureException(GoalCode.FILE_NOT_WRITTEN.name() + ", see above");
    }
    getLog().info("Restart the client. What agents may do: docs/agents.md of Stacktape.");
  }

  private List<Client> chosen(Path folder, Path home) throws MojoFailureException {
    List<Client> chosen = new ArrayList<>();
    for (String word : clients) {
      chosen.add(
          Client.of(word)
              .orElseThrow(
                  () ->
                      failure(
                          GoalCode.PARAMETER_INVALID.error(
                              "`%s` is no client; there are %s.".formatted(word, words())))));
    }
    if (clients.isEmpty()) {
      Stream.of(Client.values()).filter(client -> client.isUsed(folder, home)).forEach(chosen::add);
    }
    if (chosen.isEmpty()) {
      throw failure(
          GoalCode.PARAMETER_INVALID
              .error("There is no sign of a client here.")
              .hint("Name one of " + words() + ", such as -Dstacktape.clients=claude."));
    }
    return chosen;
  }

  private static String words() {
    return Stream.of(Client.values()).map(Client::word).collect(Collectors.joining(", "));
  }

  private ServerCommand command(Path folder, Path home) throws MojoFailureException {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    Path jar = jar();
    List<String> arguments = new ArrayList<>(quickStart(java, jar, home));
    arguments.addAll(List.of("-jar", jar.toString()));
    arguments.addAll(List.of("--project", folder.toString()));
    Path repository = session.getRepositorySession().getLocalRepository().getBasedir().toPath();
    if (!repository.equals(home.resolve(".m2").resolve("repository"))) {
      arguments.addAll(List.of("--maven-repository", repository.toString()));
    }
    if (region != null && !region.isBlank()) {
      arguments.addAll(List.of("--region", region));
    }
    if (profile != null && !profile.isBlank()) {
      arguments.addAll(List.of("--profile", profile));
    }
    if (allowWrite) {
      arguments.add("--allow-write");
    }
    if (allowDelete) {
      arguments.add("--allow-delete");
    }
    return new ServerCommand(java.toString(), arguments);
  }

  /** Other virtual machines have other options, and start without them. */
  private List<String> quickStart(Path java, Path jar, Path home) {
    if (!QuickStart.isPossible()) {
      return List.of();
    }
    QuickStart start = QuickStart.ofThisJava(java, jar, home.resolve(".stacktape").resolve("mcp"));
    try {
      if (!start.isMade()) {
        start.makeArchive();
      }
    } catch (IOException slower) {
      getLog().debug("There is no class data archive, so the server starts slower", slower);
    }
    return start.options();
  }

  private Path jar() throws MojoFailureException {
    String coordinates =
        plugin.getGroupId() + ":stacktape-mcp-server:jar:all:" + plugin.getVersion();
    try {
      return libraries.jars(session).jar(coordinates).toAbsolutePath();
    } catch (Libraries.Unavailable e) {
      throw failure(
          GoalCode.ARTIFACT_DEPENDENCIES
              .error("The server is not there: " + e.getMessage())
              .hint("Check the repositories of the project and of settings.xml."));
    }
  }

  private Path folder() {
    return project.getFile() != null
        ? session.getTopLevelProject().getBasedir().toPath()
        : Path.of(session.getRequest().getBaseDirectory()).toAbsolutePath().normalize();
  }

  private String name(Path folder) {
    return project.getFile() != null
        ? session.getTopLevelProject().getArtifactId()
        : String.valueOf(folder.getFileName()).replaceAll("[^A-Za-z0-9_-]+", "-");
  }

  private MojoFailureException failure(Problem problem) {
    return Complaint.of(problem, getLog());
  }

  private void say(ClientFiles.Result result) {
    String where = result.client().title() + ": " + result.file();
    switch (result.outcome()) {
      case CREATED -> getLog().info("Wrote " + where);
      case UPDATED -> getLog().info("Changed " + where + " (before: " + result.backup() + ")");
      case UNCHANGED -> getLog().info("Nothing to do for " + where);
      case FAILED -> getLog().error("Left " + where + " as it is: " + result.reason());
    }
  }
}
