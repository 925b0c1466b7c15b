package dev.stacktape.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoExecution.Source;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class ActingModulesTest {
  private static final Path ROOT = Path.of("app").toAbsolutePath();

  private final MavenProject root = module("app", ROOT);
  private final MavenProject orders = module("orders", ROOT.resolve("orders"));
  private final MavenProject users = module("users", ROOT.resolve("users"));
  private final List<MavenProject> reactor = List.of(root, orders, users);

  @Test
  void theRootActsForAllWhenItHasTheConfig() {
    assertThat(typed(root, "app", "app/users")).containsExactly(root);
  }

  @Test
  void eachModuleWithAConfigActsWhenTheRootHasNone() {
    assertThat(typed(root, "app/orders", "app/users")).containsExactly(orders, users);
  }

  @Test
  void theRootSaysThatThereIsNoConfigWhenNobodyHasOne() {
    assertThat(typed(root)).containsExactly(root);
  }

  @Test
  void aGoalThatIsBoundToAPhaseActsInItsOwnModuleOnly() {
    assertThat(ActingModules.of(Source.LIFECYCLE, orders, reactor, folder -> true))
        .containsExactly(orders);
    assertThat(ActingModules.of(Source.LIFECYCLE, orders, reactor, folder -> false))
        .containsExactly(orders);
  }

  @Test
  void withoutAPomThereIsNothingToChooseFrom() {
    MavenProject none = new MavenProject();

    assertThat(ActingModules.of(Source.CLI, none, List.of(none), folder -> false))
        .containsExactly(none);
  }

  private List<MavenProject> typed(MavenProject current, String... foldersWithConfig) {
    Set<String> folders = Set.of(foldersWithConfig);
    return ActingModules.of(
        Source.CLI,
        current,
        reactor,
        folder ->
            folders.contains(ROOT.getParent().relativize(folder).toString().replace('\\', '/')));
  }

  private static MavenProject module(String artifactId, Path folder) {
    Model model = new Model();
    model.setGroupId("com.example");
    model.setArtifactId(artifactId);
    MavenProject module = new MavenProject(model);
    module.setFile(folder.resolve("pom.xml").toFile());
    return module;
  }
}
