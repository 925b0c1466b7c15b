package dev.stacktape.maven;

import dev.stacktape.esbuild.Libraries;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.LibraryResolver;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Brings the bundler and the heavy parts of the embedded AWS out of the Maven repository, with the
 * mirrors, proxies and credentials of the user's settings, when they are first needed.
 */
@Named
@Singleton
class MavenLibraries {
  private final RepositorySystem repositories;

  @Inject
  MavenLibraries(RepositorySystem repositories) {
    this.repositories = repositories;
  }

  LibraryResolver resolver(MavenSession session) {
    return coordinates -> resolve(session, coordinates);
  }

  /** Single jars, such as the one that holds the bundler. */
  Libraries jars(MavenSession session) {
    return coordinates -> {
      try {
        return repositories
            .resolveArtifact(
                session.getRepositorySession(),
                new ArtifactRequest(artifact(coordinates), remote(session), null))
            .getArtifact()
            .getFile()
            .toPath();
      } catch (ArtifactResolutionException e) {
        throw new Libraries.Unavailable(coordinates + " cannot be resolved: " + e.getMessage());
      }
    };
  }

  private List<Path> resolve(MavenSession session, String coordinates) {
    CollectRequest collect =
        new CollectRequest()
            .setRoot(new Dependency(artifact(coordinates), "runtime"))
            .setRepositories(remote(session));
    try {
      return repositories
          .resolveDependencies(
              session.getRepositorySession(),
              new DependencyRequest(collect, DependencyFilterUtils.classpathFilter("runtime")))
          .getArtifactResults()
          .stream()
          .map(result -> result.getArtifact().getFile().toPath())
          .toList();
    } catch (DependencyResolutionException e) {
      throw new AwsError(
          500,
          "LibraryNotAvailable",
          "The embedded AWS needs "
              + coordinates
              + ", which cannot be resolved: "
              + e.getMessage());
    }
  }

  private static List<RemoteRepository> remote(MavenSession session) {
    return RepositoryUtils.toRepos(
        session.getCurrentProject() == null
            ? session.getRequest().getRemoteRepositories()
            : session.getCurrentProject().getRemoteArtifactRepositories());
  }

  /** The Resolver's own parser does not take the empty classifier of a native library. */
  private static DefaultArtifact artifact(String coordinates) {
    List<String> parts = List.of(coordinates.split(":", -1));
    return parts.size() == 5
        ? new DefaultArtifact(parts.get(0), parts.get(1), parts.get(3), parts.get(2), parts.get(4))
        : new DefaultArtifact(coordinates);
  }
}
