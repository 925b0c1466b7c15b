package dev.stacktape.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Where a goal acts in a reactor. Maven runs a goal that needs no project once, when it was typed
 * on the command line: in the reactor's root, and after the phases that were typed before it have
 * gone through all modules. So the code of all modules is there, whoever of them has the config. A
 * goal that is bound to a phase of one module acts in that module only.
 */
final class ActingModules {
  private ActingModules() {}

  /**
   * The modules to act in, never none: the root when it has a config, else each module that has
   * one, else the root all the same, which then says that there is no config.
   */
  static List<MavenProject> of(
      MojoExecution.Source source,
      MavenProject current,
      List<MavenProject> reactor,
      Predicate<Path> hasConfig) {
    if (source == MojoExecution.Source.LIFECYCLE
        || current.getFile() == null
        || hasConfig.test(directory(current))) {
      return List.of(current);
    }
    List<MavenProject> owners =
        reactor.stream().filter(module -> hasConfig.test(directory(module))).toList();
    return owners.isEmpty() ? List.of(current) : owners;
  }

  private static Path directory(MavenProject module) {
    return module.getBasedir().toPath();
  }
}
