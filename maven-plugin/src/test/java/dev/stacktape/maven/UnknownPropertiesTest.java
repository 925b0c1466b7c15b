package dev.stacktape.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.junit.jupiter.api.Test;

class UnknownPropertiesTest {
  private static final Set<String> KNOWN =
      Set.of("stacktape.stage", "stacktape.allowDataLoss", "stacktape.region");

  @Test
  void aTypoEndsTheGoalBecauseItWouldActElsewhere() {
    assertThat(UnknownProperties.in(List.of("stacktape.stgae", "stacktape.region"), KNOWN))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.isError()).isTrue();
              assertThat(problem.code()).isEqualTo("PARAMETER_UNKNOWN");
              assertThat(problem.hint()).contains("`-Dstacktape.stage`");
            });
  }

  @Test
  void whatMayBeMeantForSomethingElseIsAWarning() {
    assertThat(UnknownProperties.in(List.of("stacktape.pluginRelease", "greeting"), KNOWN))
        .singleElement()
        .matches(problem -> !problem.isError());
  }

  @Test
  void propertiesAreFoundInTheDescriptorOfThePlugin() throws Exception {
    MojoDescriptor goal = new MojoDescriptor();
    goal.setGoal("deploy");
    DefaultPlexusConfiguration configuration = new DefaultPlexusConfiguration("configuration");
    configuration.addChild("stage", "${stacktape.stage}");
    configuration.addChild("project", "${project}");
    goal.setMojoConfiguration(configuration);
    PluginDescriptor plugin = new PluginDescriptor();
    plugin.setGroupId("dev.stacktape");
    plugin.setArtifactId("stacktape-maven-plugin");
    plugin.addMojo(goal);

    assertThat(UnknownProperties.read(plugin))
        .containsExactlyInAnyOrder("stacktape.stage", "stacktape.local.faults");
  }
}
