package dev.stacktape.maven;

import dev.stacktape.Stacktape;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.problem.ProblemText;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.starter.Project;
import dev.stacktape.starter.Starter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Writes a first {@code stacktape.yml} for what is found in the project: Lambda handlers, a Spring
 * Boot application, a program, a Dockerfile, a website; or else a function to begin with.
 * Overwrites nothing.
 */
@Mojo(name = "init", requiresProject = false, aggregator = true, threadSafe = true)
public final class InitMojo extends AbstractMojo {

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  @Inject private ReactorModules modules;

  @Override
  public void execute() throws MojoFailureException {
    Path directory =
        hasPom()
            ? project.getBasedir().toPath()
            : Path.of(session.getRequest().getBaseDirectory()).toAbsolutePath().normalize();
    try {
      Starter starter = Stacktape.init(project(directory));
      Path schema = directory.resolve("target/stacktape/stacktape.schema.json");
      OutputFile.write(schema, Stacktape.configSchema());
      say(starter);
    } catch (StacktapeException e) {
      ProblemText.plain().of(e.problems()).lines().forEach(getLog()::error);
      throw new MojoFailureException(e.problems().get(0).code() + ", see above", e);
    }
  }

  private Project project(Path directory) {
    if (!hasPom()) {
      Path sources = directory.resolve("src/main/java");
      return new Project(directory, name(directory.getFileName() + ""), List.of(sources), null);
    }
    List<Path> roots =
        modules.of(session).stream()
            .map(JavaModule::sourceRoots)
            .flatMap(List::stream)
            .filter(Files::isDirectory)
            .toList();
    return new Project(directory, name(project.getArtifactId()), roots, javaPackage());
  }

  /** Where there is code to compile; a module that only holds others has none. */
  private @Nullable String javaPackage() {
    return "pom".equals(project.getPackaging())
        ? null
        : project
            .getGroupId()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9.]", "")
            .replaceAll("(^|\\.)(?=\\d)", "$1_");
  }

  private static String name(String name) {
    String mended =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return mended.isEmpty() ? "app" : mended;
  }

  private void say(Starter starter) {
    starter.found().forEach(what -> getLog().info("Found " + what));
    starter.files().keySet().forEach(file -> getLog().info("Wrote " + file));
    getLog().info("");
    getLog().info("Check it with: mvn stacktape:validate");
    if (hasPom() && project.getPlugin(plugin.getPluginLookupKey()) == null) {
      getLog().info("For the short name `stacktape:`, the pom needs under <build><plugins>:");
      getLog()
          .info(
              "  <plugin><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></plugin>"
                  .formatted(plugin.getGroupId(), plugin.getArtifactId(), plugin.getVersion()));
    }
  }

  private boolean hasPom() {
    return project.getFile() != null;
  }
}
