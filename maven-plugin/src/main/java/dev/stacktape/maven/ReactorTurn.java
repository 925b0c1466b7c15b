package dev.stacktape.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * When a goal acts in a reactor. A goal typed on the command line runs once in every module, and a
 * config in the parent's folder names code of modules that are built after it: so each module only
 * notes what it wants, and the last one does it all. A goal bound to a phase of one module acts
 * there and then.
 */
final class ReactorTurn {
  private static final String NOTE = ReactorTurn.class.getName();

  private ReactorTurn() {}

  /** The goals that act now, each with the parameters of its own module; often none. */
  static List<StackMojo> take(
      StackMojo mojo, MavenProject project, MavenSession session, MojoExecution execution) {
    List<MavenProject> reactor = session.getProjects();
    if (reactor.size() <= 1 || execution.getSource() == MojoExecution.Source.LIFECYCLE) {
      return List.of(mojo);
    }
    PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
    String note = NOTE + "." + execution.getGoal();
    synchronized (session.getRequest()) {
      session.getPluginContext(plugin, project).put(note, mojo);
      List<StackMojo> all = new ArrayList<>();
      for (MavenProject module : reactor) {
        Map<String, Object> context = session.getPluginContext(plugin, module);
        if (!(context.get(note) instanceof StackMojo noted)) {
          return List.of();
        }
        all.add(noted);
      }
      List<StackMojo> owners = all.stream().filter(StackMojo::ownsConfig).toList();
      return owners.isEmpty() ? List.of(all.get(0)) : owners;
    }
  }
}
