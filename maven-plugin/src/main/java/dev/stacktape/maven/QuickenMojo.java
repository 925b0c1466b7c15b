package dev.stacktape.maven;

import dev.stacktape.Stacktape;
import dev.stacktape.event.Amounts;
import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Has the goals of this project take about half their time: adds options for Maven's own JVM to
 * {@code .mvn/jvm.config}, for everybody who builds the project, and keeps the classes that goals
 * load in {@code .mvn/classes.jsa}, for this machine and its JDK. For that Maven runs once more, as
 * far as {@code stacktape:package}; nothing is sent anywhere. To undo it, delete what it added.
 *
 * @see <a href="https://openjdk.org/jeps/350">JEP 350, dynamic CDS archives</a>
 */
@Mojo(name = "quicken", requiresProject = false, aggregator = true, threadSafe = true)
public final class QuickenMojo extends AbstractMojo {
  private static final long PATIENCE_MINUTES = 10;

  /** Relative to the root of the build, because options cannot have a blank in them. */
  private static final String LOG = ".mvn/classes.log";

  /**
   * Loads what goals need that were not run, and what this log of the JVM says was loaded, and does
   * nothing else: what the run beside this goal is for.
   */
  @Parameter(property = "stacktape.rehearse")
  private @Nullable String rehearse;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Path root = session.getRequest().getMultiModuleProjectDirectory().toPath();
    if (rehearse != null) {
      rehearse(root.resolve(rehearse));
      return;
    }
    NestedMaven maven = NestedMaven.of(session);
    if (maven == null || !QuickStart.isPossible()) {
      throw failure(
          GoalCode.ARCHIVE_NOT_MADE
              .error("This JVM or this Maven cannot keep classes.")
              .hint("Run it with an OpenJDK, by `mvn` itself."));
    }
    JvmSettings settings = new JvmSettings(root, Runtime.version().feature());
    try {
      boolean added = settings.complete();
      getLog().info((added ? "Added to " : "Nothing to add to ") + settings.file());
      settings.ignoreArchive();
      Path archive = settings.archive();
      makeArchive(maven, settings, archive);
      getLog()
          .info(
              "Kept the classes of this machine's JDK in %s (%s)."
                  .formatted(archive, Amounts.size(Files.size(archive))));
    } catch (IOException e) {
      throw failure(
          GoalCode.ARCHIVE_NOT_MADE
              .error("The archive of classes could not be made: " + e.getMessage())
              .hint("Goals work without it. Try again when the build passes on its own."));
    }
  }

  private void rehearse(Path log) throws MojoExecutionException {
    Stacktape.warmUpWholly();
    LoadedClasses classes =
        new LoadedClasses(getClass().getClassLoader(), MavenSession.class.getClassLoader());
    try {
      classes.link(getClass(), "dev/stacktape", "dev/stacktape/local");
      classes.link(log);
    } catch (IOException e) {
      throw new MojoExecutionException("What was loaded cannot be read: " + e.getMessage(), e);
    }
  }

  private void makeArchive(NestedMaven maven, JvmSettings settings, Path archive)
      throws IOException {
    Files.createDirectories(archive.toAbsolutePath().getParent());
    Files.deleteIfExists(archive);
    String goal = plugin.getId() + ":";
    List<String> rehearsal = List.of(goal + "quicken", "-Dstacktape.rehearse=" + LOG);
    List<String> whole = new ArrayList<>(List.of("process-classes", goal + "package"));
    whole.addAll(rehearsal);
    getLog().info("Running Maven once more, to see what goals load");
    try {
      // Where the project cannot be packaged now, most of what is loaded is known all the same.
      if (!run(maven.command(whole), settings, archive) || !Files.exists(archive)) {
        Files.deleteIfExists(archive);
        if (!run(maven.command(rehearsal), settings, archive) || !Files.exists(archive)) {
          throw new IOException("Maven did not come to its end, or its JVM wrote nothing");
        }
      }
    } finally {
      Files.deleteIfExists(settings.root().resolve(LOG));
    }
  }

  private static boolean run(List<String> command, JvmSettings settings, Path archive)
      throws IOException {
    Path root = settings.root();
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    String options = "-Xlog:class+load:file=" + LOG + ":uptime,level,tags:filecount=0";
    if (!settings.writesArchive()) {
      // Those of the JDK itself, in place of the archive that is still to be made.
      Path base = Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa");
      Path made = archive.startsWith(root) ? root.relativize(archive) : archive;
      options += " -XX:SharedArchiveFile=" + base + " -XX:ArchiveClassesAtExit=" + made;
    }
    environment.merge("MAVEN_OPTS", options, (given, ours) -> given + " " + ours);
    Process maven = builder.start();
    try {
      maven.getOutputStream().close();
      return maven.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) && maven.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
    }
  }

  private MojoFailureException failure(Problem problem) {
    return Complaint.of(problem, getLog());
  }
}
