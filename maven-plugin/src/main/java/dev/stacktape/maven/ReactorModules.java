package dev.stacktape.maven;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.artifact.ReadAhead;
import dev.stacktape.problem.StacktapeException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.jspecify.annotations.Nullable;

/**
 * The modules of the reactor as the engine sees them. Their run-time dependencies are resolved only
 * when code is packaged, so that validating stays quick and works in a reactor where nothing was
 * built yet.
 */
@Named
@Singleton
class ReactorModules {
  private static final Set<String> RUNTIME_SCOPES = Set.of("compile", "runtime", "");

  private final ProjectDependenciesResolver resolver;

  @Inject
  ReactorModules(ProjectDependenciesResolver resolver) {
    this.resolver = resolver;
  }

  /** Every module of the reactor, selected in this build or not. */
  List<JavaModule> of(MavenSession session) {
    return session.getAllProjects().stream()
        .filter(project -> project.getFile() != null)
        .map(project -> module(project, classpath(project, session)))
        .toList();
  }

  /**
   * The same, for goals that package code: what one of the modules needs at run time is resolved
   * and read in the meantime, as that takes as long as reading and checking a config does.
   *
   * @param output the folder that the engine writes to
   */
  List<JavaModule> of(MavenSession session, MavenProject likely, Path output) {
    RuntimeClasspath classpath =
        new RuntimeClasspath(
            () -> {
              List<JavaModule.Dependency> resolved = runtimeClasspath(likely, session);
              ReadAhead.jars(output, resolved);
              return resolved;
            });
    if (!likely.getPackaging().equals("pom")) {
      classpath.start();
    }
    return session.getAllProjects().stream()
        .filter(project -> project.getFile() != null)
        .map(
            project ->
                module(project, project.equals(likely) ? classpath : classpath(project, session)))
        .toList();
  }

  private RuntimeClasspath classpath(MavenProject project, MavenSession session) {
    return new RuntimeClasspath(() -> runtimeClasspath(project, session));
  }

  private static JavaModule module(MavenProject project, RuntimeClasspath classpath) {
    return new JavaModule(
        project.getGroupId() + ":" + project.getArtifactId(),
        project.getBasedir().toPath(),
        project.getCompileSourceRoots().stream().map(Path::of).toList(),
        Path.of(project.getBuild().getOutputDirectory()),
        release(project),
        outputTimestamp(project),
        classpath);
  }

  /**
   * Siblings come as their classes folder, whatever phase this build ran: the artifact must be the
   * same whether it was made by {@code package} or by {@code compile}.
   */
  private List<JavaModule.Dependency> runtimeClasspath(MavenProject project, MavenSession session) {
    Map<String, MavenProject> siblings = new HashMap<>();
    session
        .getAllProjects()
        .forEach(p -> siblings.put(p.getGroupId() + ":" + p.getArtifactId(), p));
    Set<JavaModule.Dependency> classpath = new LinkedHashSet<>();
    collect(resolve(project, session, siblings.keySet()), siblings, classpath);
    return List.copyOf(classpath);
  }

  private static void collect(
      DependencyNode node,
      Map<String, MavenProject> siblings,
      Set<JavaModule.Dependency> classpath) {
    entry(node, siblings).ifPresent(classpath::add);
    node.getChildren().forEach(child -> collect(child, siblings, classpath));
  }

  private static Optional<JavaModule.Dependency> entry(
      DependencyNode node, Map<String, MavenProject> siblings) {
    Dependency dependency = node.getDependency();
    if (dependency == null || !RUNTIME_SCOPES.contains(dependency.getScope())) {
      return Optional.empty();
    }
    Artifact artifact = node.getArtifact();
    MavenProject sibling = siblings.get(key(artifact));
    Path path = sibling == null ? file(artifact.getFile()) : siblingCode(sibling);
    return Optional.ofNullable(path).map(file -> new JavaModule.Dependency(id(artifact), file));
  }

  /** The tree of dependencies; those that come from elsewhere with their files. */
  private DependencyNode resolve(MavenProject project, MavenSession session, Set<String> siblings) {
    DefaultDependencyResolutionRequest request =
        new DefaultDependencyResolutionRequest(project, session.getRepositorySession());
    request.setResolutionFilter(
        (node, parents) ->
            node.getDependency() != null
                && RUNTIME_SCOPES.contains(node.getDependency().getScope())
                && !siblings.contains(key(node.getArtifact())));
    try {
      return resolver.resolve(request).getDependencyGraph();
    } catch (DependencyResolutionException e) {
      throw new StacktapeException(
          GoalCode.ARTIFACT_DEPENDENCIES
              .error(
                  "The run-time dependencies of "
                      + project.getId()
                      + " cannot be resolved: "
                      + e.getMessage())
              .hint("Make `mvn dependency:resolve` work in that module, then try again."),
          e);
    }
  }

  private static @Nullable Path siblingCode(MavenProject sibling) {
    Path classes = Path.of(sibling.getBuild().getOutputDirectory());
    if (Files.isDirectory(classes)) {
      return classes;
    }
    Path built = file(sibling.getArtifact().getFile());
    return "pom".equals(sibling.getPackaging()) ? null : built == null ? classes : built;
  }

  private static @Nullable Path file(@Nullable File file) {
    return file == null ? null : file.toPath();
  }

  private static String key(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId();
  }

  private static String id(Artifact artifact) {
    String id =
        artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getBaseVersion();
    return artifact.getClassifier().isEmpty() ? id : id + ":" + artifact.getClassifier();
  }

  private static int release(MavenProject project) {
    for (String property : List.of("maven.compiler.release", "maven.compiler.target")) {
      int release = javaVersion(project.getProperties().getProperty(property));
      if (release > 0) {
        return release;
      }
    }
    Xpp3Dom configuration =
        project.getGoalConfiguration(
            "org.apache.maven.plugins", "maven-compiler-plugin", null, null);
    for (String element : List.of("release", "target")) {
      Xpp3Dom value = configuration == null ? null : configuration.getChild(element);
      int release = value == null ? 0 : javaVersion(value.getValue());
      if (release > 0) {
        return release;
      }
    }
    return 0;
  }

  private static int javaVersion(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    String number = text.strip().startsWith("1.") ? text.strip().substring(2) : text.strip();
    return number.matches("\\d{1,3}") ? Integer.parseInt(number) : 0;
  }

  /** ISO-8601 or seconds since the epoch; anything else switches reproducible times off. */
  private static @Nullable Instant outputTimestamp(MavenProject project) {
    String text = project.getProperties().getProperty("project.build.outputTimestamp");
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.strip().matches("\\d{2,12}")) {
      return Instant.ofEpochSecond(Long.parseLong(text.strip()));
    }
    try {
      return OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
