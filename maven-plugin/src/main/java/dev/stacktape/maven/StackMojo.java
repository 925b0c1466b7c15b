package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.StackRequest.ImageOptions;
import dev.stacktape.Stacktape;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.event.Event;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.ProblemText;
import dev.stacktape.problem.StacktapeException;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * What all goals that act on a stack have in common: their parameters, when they run in a reactor,
 * and how problems become Maven's exceptions.
 */
abstract class StackMojo extends AbstractMojo {

  /** The stage: an environment of its own, such as {@code dev} or {@code production}. */
  @Parameter(property = "stacktape.stage", defaultValue = "dev")
  private String stage = "dev";

  /** The AWS region, such as {@code eu-west-1}. Default: what the environment or profile says. */
  @Parameter(property = "stacktape.region")
  private @Nullable String region;

  /**
   * The project's name, first part of the stack's name. Default: {@code serviceName} of the config,
   * else the artifactId.
   */
  @Parameter(property = "stacktape.projectName")
  private @Nullable String projectName;

  /**
   * The config. Default: {@code stacktape.ts}, {@code .yml}, {@code .yaml}, {@code .js}, {@code
   * .mjs} or {@code .json} in the project.
   */
  @Parameter(property = "stacktape.configPath")
  private @Nullable File configPath;

  /** The AWS profile. Default: what the environment says. */
  @Parameter(property = "stacktape.profile")
  private @Nullable String profile;

  /**
   * Act on the embedded AWS on this machine instead of an AWS account. A running {@code
   * stacktape:local} is used; otherwise one is started for the time of the goal.
   */
  @Parameter(property = "stacktape.local", defaultValue = "false")
  private boolean local;

  /** Where the embedded AWS keeps its state. Default: {@code .stacktape/local-aws} at home. */
  @Parameter(property = "stacktape.localState")
  private @Nullable File localState;

  /**
   * Where base images of containers come from instead: {@code from=to}, comma-separated, each for
   * the names that begin with {@code from}. For example {@code
   * public.ecr.aws/docker/library/=mirror.acme.com/}.
   */
  @Parameter(property = "stacktape.baseImages")
  private @Nullable String baseImages;

  /** The AWS account to name things for when working offline; 12 digits. */
  @Parameter(property = "stacktape.accountId")
  private @Nullable String accountId;

  /**
   * What Ctrl-C does while CloudFormation is at work: {@code leave} it running, {@code cancel} and
   * wait until everything is taken back, or {@code ask}, which leaves it where there is no
   * terminal.
   */
  @Parameter(property = "stacktape.onInterrupt", defaultValue = "ask")
  private String onInterrupt = "ask";

  /** Does nothing. */
  @Parameter(property = "stacktape.skip", defaultValue = "false")
  private boolean skip;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Inject private ReactorModules modules;

  @Inject private MavenLibraries libraries;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    letTheCommandLineWin();
    if (skip) {
      getLog().info("skipped (stacktape.skip)");
      return;
    }
    if (configPath == null
        && execution.getSource() == MojoExecution.Source.LIFECYCLE
        && !Stacktape.hasConfig(directory(project))) {
      getLog().info("skipped (no stacktape config in this module)");
      return;
    }
    if (talksToAws()) {
      Stacktape.warmUp(!local);
    }
    for (MavenProject module : modulesToActIn()) {
      act(module);
    }
  }

  /**
   * Maven lets {@code <configuration>} in the pom win over {@code -D}; what is typed is meant, so
   * here it is the other way round.
   */
  private void letTheCommandLineWin() {
    stage = Objects.requireNonNullElse(typed("stage"), stage);
    region = typed("region") == null ? region : typed("region");
    projectName = typed("projectName") == null ? projectName : typed("projectName");
    profile = typed("profile") == null ? profile : typed("profile");
    accountId = typed("accountId") == null ? accountId : typed("accountId");
    local = isTyped("local", local);
    skip = isTyped("skip", skip);
  }

  @Nullable String typed(String name) {
    return session.getUserProperties().getProperty("stacktape." + name);
  }

  /** A switch of the command line, {@code -Dstacktape.x} alone meaning yes. */
  boolean isTyped(String name, boolean configured) {
    String typed = typed(name);
    return typed == null ? configured : typed.isEmpty() || Boolean.parseBoolean(typed);
  }

  /** The same for a switch that need not be set either way: null for neither. */
  @Nullable Boolean isTypedIfAtAll(String name, @Nullable Boolean configured) {
    return typed(name) == null ? configured : Boolean.valueOf(isTyped(name, false));
  }

  /** A config that was named is the only one, and its path starts from the root. */
  private List<MavenProject> modulesToActIn() {
    return configPath != null
        ? List.of(project)
        : ActingModules.of(
            execution.getSource(), project, session.getProjects(), Stacktape::hasConfig);
  }

  /** Does what the goal is for. */
  abstract void run(Stacktape stacktape, StackRequest request, Console console);

  /**
   * Whether the goal talks to AWS, and so needs an endpoint when {@code stacktape.local} is set.
   */
  boolean talksToAws() {
    return true;
  }

  /** Whether the goal will ask for what the code needs at run time. */
  boolean packagesCode() {
    return false;
  }

  private void act(MavenProject module) throws MojoExecutionException, MojoFailureException {
    try (Console console = Console.open(getLog(), session)) {
      act(module, console);
    }
  }

  /** All is said before the console is closed, because after Ctrl-C the JVM ends with that. */
  private void act(MavenProject module, Console console)
      throws MojoExecutionException, MojoFailureException {
    try {
      checkProperties(console);
    } catch (StacktapeException e) {
      throw asMavenSaysIt(e, console);
    }
    try (LocalEndpoint endpoint = endpoint(console)) {
      refuseOffline();
      console.onInterrupt(
          OnInterrupt.of(Objects.requireNonNullElse(typed("onInterrupt"), onInterrupt)));
      run(new Stacktape(libraries.jars(session)), request(module, endpoint), console);
    } catch (StacktapeException e) {
      throw asMavenSaysIt(e, console);
    }
  }

  private void checkProperties(Console console) {
    List<Problem> unknown =
        UnknownProperties.in(
            session.getUserProperties().stringPropertyNames(),
            UnknownProperties.read(execution.getMojoDescriptor().getPluginDescriptor()));
    if (unknown.stream().anyMatch(Problem::isError)) {
      throw new StacktapeException(unknown);
    }
    unknown.forEach(problem -> console.on(new Event.Warned(problem)));
  }

  /**
   * Prints the problems and ends the goal: what the user can mend fails the build, what AWS did
   * ends the execution. Maven adds the messages of all causes to a text that has said everything
   * already; what is suppressed it shows with {@code -e} only.
   */
  private MojoExecutionException asMavenSaysIt(StacktapeException e, Console console)
      throws MojoFailureException {
    tell(e.problems(), console);
    int more = e.problems().size() - 1;
    String message =
        e.problems().get(0).code() + (more == 0 ? "" : " and " + more + " more") + ", see above";
    if (e.isCloud()) {
      MojoExecutionException failure = new MojoExecutionException(message);
      failure.addSuppressed(e);
      return failure;
    }
    MojoFailureException failure = new MojoFailureException(message);
    failure.addSuppressed(e);
    throw failure;
  }

  /** Prints the problems that end the goal. */
  void tell(List<Problem> problems, Console console) {
    console.complain(ProblemText.plain().report(problems));
  }

  /** The folder that the goal acts in: the module's, or the current one where there is no pom. */
  private Path directory(MavenProject module) {
    return hasPom()
        ? module.getBasedir().toPath()
        : Path.of(session.getRequest().getBaseDirectory()).toAbsolutePath().normalize();
  }

  /**
   * The embedded AWS is on this machine, and Maven's own lock on the network is not meant for it.
   */
  private void refuseOffline() {
    if (session.isOffline()
        && talksToAws()
        && !local
        && System.getenv("AWS_ENDPOINT_URL") == null) {
      throw new StacktapeException(
          GoalCode.MAVEN_OFFLINE
              .error(
                  "stacktape:" + execution.getGoal() + " talks to AWS, and Maven is offline (-o).")
              .hint("Leave out -o, or act on the embedded AWS with -Dstacktape.local=true."));
    }
  }

  private LocalEndpoint endpoint(Console console) {
    return local && talksToAws()
        ? LocalEndpoint.open(
            LocalEndpoint.stateFolder(localState), libraries.resolver(session), console)
        : LocalEndpoint.none();
  }

  private StackRequest request(MavenProject module, LocalEndpoint endpoint) {
    Path directory = directory(module);
    Path output = outputDirectory(module, directory);
    return new StackRequest(
            directory,
            configPath == null ? null : configPath.toPath(),
            blankToNull(projectName),
            hasPom() ? module.getArtifactId() : String.valueOf(directory.getFileName()),
            stage,
            blankToNull(region),
            blankToNull(profile),
            endpoint.uri(),
            blankToNull(accountId),
            modules(module, output),
            output,
            arguments(),
            hasPom() ? "mvn package stacktape:" + execution.getGoal() : "the build of that code")
        .with(new ImageOptions(BaseImageProperty.parse(baseImages), session.isOffline()))
        .with(execution.getGoal(), projectFolder(directory));
  }

  private List<JavaModule> modules(MavenProject module, Path output) {
    if (!hasPom()) {
      return List.of();
    }
    return packagesCode() ? modules.of(session, module, output) : modules.of(session);
  }

  /** The folder that the whole build lies in, where the goal acts below it. */
  private Path projectFolder(Path directory) {
    File whole = session.getRequest().getMultiModuleProjectDirectory();
    Path folder = whole == null ? directory : whole.toPath().toAbsolutePath().normalize();
    return directory.startsWith(folder) ? folder : directory;
  }

  private Path outputDirectory(MavenProject module, Path directory) {
    Path target =
        hasPom() ? Path.of(module.getBuild().getDirectory()) : directory.resolve("target");
    return target.resolve("stacktape");
  }

  /** {@code -Dname=value} of the command line, ours left out, is what {@code $CliArgs} finds. */
  private Map<String, String> arguments() {
    Map<String, String> arguments = new HashMap<>();
    session.getUserProperties().forEach((name, value) -> arguments.put(name + "", value + ""));
    arguments.keySet().removeIf(name -> name.startsWith("stacktape."));
    return arguments;
  }

  private boolean hasPom() {
    return project.getFile() != null;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The goal as it was typed, such as {@code deploy}. */
  String goal() {
    return execution.getGoal();
  }

  boolean isLocal() {
    return local;
  }

  MavenSession session() {
    return session;
  }
}
