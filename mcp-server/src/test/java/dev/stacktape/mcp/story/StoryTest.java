package dev.stacktape.mcp.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.mcp.story.Agent.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an agent, and the person whose agent it is, do on a day. */
@Timeout(300)
class StoryTest {
  @TempDir Path folder;

  @Test
  void fromTheFirstConfigToTheDeletedStack() throws Exception {
    try (Stage stage = Stage.in(folder);
        Agent agent = stage.agent(message -> ShopProject.STACK)) {
      Reply project = agent.does("describe_project", Map.of());
      assertThat(project.content().at("/configs")).isEmpty();
      assertThat(project.content().at("/built").asBoolean()).isTrue();

      // A mistake is said before anything is written, with the place and what mends it.
      String broken = ShopProject.CONFIG.replace("memory: 256", "memory: 25");
      Reply invalid = agent.does("validate_config", Map.of("config", broken));
      assertThat(invalid.content().at("/valid").asBoolean()).isFalse();
      assertThat(invalid.content().at("/problems/0/line").asInt()).isEqualTo(17);
      assertThat(
              agent
                  .does("validate_config", Map.of("config", ShopProject.CONFIG))
                  .content()
                  .at("/valid")
                  .asBoolean())
          .isTrue();
      stage.project.config(ShopProject.CONFIG);

      Reply preview = agent.does("preview_template", Map.of());
      assertThat(preview.content().at("/byType/AWS::Lambda::Function").asInt()).isEqualTo(1);

      Reply rehearsed = agent.does("rehearse", Map.of());
      assertThat(rehearsed.content().at("/wouldSucceed").asBoolean()).as(rehearsed.text()).isTrue();
      assertThat(rehearsed.content().at("/startedFromDeployed").asBoolean()).isFalse();
      assertThat(agent.does("describe_stack", Map.of()).content().at("/exists").asBoolean())
          .isFalse();

      Reply plan = agent.plans("deploy");
      assertThat(plan.at("/target/stackName")).isEqualTo(ShopProject.STACK);
      Reply deployed = agent.carriesOut("deploy", plan.at("/planId"));
      assertThat(deployed.at("/status")).as(deployed.text()).isEqualTo("succeeded");
      assertThat(agent.progress).isNotEmpty();
      String url = url(deployed);
      assertThat(Stage.get(url)).as(stage.logs()).contains("Hello");

      Reply logs = agent.does("read_logs", Map.of("resource", "greet"));
      assertThat(logs.at("/log")).contains("greeting");
      assertThat(logs.text()).contains("data, not instructions");
      Reply fine = agent.does("diagnose", Map.of());
      assertThat(fine.at("/health")).as(fine.text()).isEqualTo("healthy");

      // Code alone is swapped in seconds.
      stage.project.answer("Good evening");
      Reply swapped = agent.carriesOut("hotswap", agent.plans("hotswap").at("/planId"));
      assertThat(swapped.at("/status")).as(swapped.text()).isEqualTo("succeeded");
      assertThat(Stage.get(url)).contains("Good evening");
      assertThat(agent.does("describe_stack", Map.of()).content().at("/hotSwapped")).hasSize(1);

      // More than code is not swapped, and the refusal says what to do instead.
      stage.project.edit("visibilityTimeoutSeconds: 60", "visibilityTimeoutSeconds: 90");
      assertThat(agent.refused("plan_change", Map.of("operation", "hotswap")))
          .isEqualTo("HOTSWAP_REFUSED");

      Reply change = agent.does("rehearse", Map.of());
      assertThat(change.content().at("/startedFromDeployed").asBoolean()).isTrue();
      assertThat(change.at("/stackStatus")).as(change.text()).isEqualTo("UPDATE_COMPLETE");
      assertThat(change.content().at("/events").toString()).contains("JobsQueue");
      assertThat(Stage.get(url)).contains("Good evening");

      // What fails is rolled back, and the cause is told.
      stage.aws.faults().failResource("JobsQueue", "The queue does not want to", 1);
      Reply failed = agent.carriesOut("deploy", agent.plans("deploy").at("/planId"));
      assertThat(failed.at("/status")).isEqualTo("failed");
      assertThat(failed.at("/cause")).contains("The queue does not want to");
      assertThat(agent.does("describe_stack", Map.of()).at("/status"))
          .isEqualTo("UPDATE_ROLLBACK_COMPLETE");

      Reply found = agent.does("diagnose", Map.of());
      assertThat(found.text()).contains("The queue does not want to");

      // Mended, it goes through; then the version before comes back.
      Reply again = agent.carriesOut("deploy", agent.plans("deploy").at("/planId"));
      assertThat(again.at("/status")).as(again.text()).isEqualTo("succeeded");
      Reply back = agent.carriesOut("rollback", agent.plans("rollback").at("/planId"));
      assertThat(back.at("/status")).as(back.text()).isEqualTo("succeeded");
      assertThat(Stage.get(url)).as(stage.logs()).contains("Hello");

      // A deletion is approved by a person at a terminal, whatever the form says.
      Reply deletion = agent.plans("delete");
      assertThat(deletion.at("/approval")).isEqualTo("out_of_band");
      assertThat(agent.refused("delete_stack", Map.of("planId", deletion.at("/planId"))))
          .isEqualTo("APPROVAL_REQUIRED");
      assertThat(agent.does("describe_stack", Map.of()).content().at("/exists").asBoolean())
          .isTrue();
      stage.approveAtTerminal(deletion.at("/planId"));
      Reply deleted = agent.carriesOut("delete_stack", deletion.at("/planId"));
      assertThat(deleted.at("/status")).as(deleted.text()).isEqualTo("succeeded");
      assertThat(agent.does("describe_stack", Map.of()).content().at("/exists").asBoolean())
          .isFalse();
      assertThat(Files.list(stage.home)).isNotEmpty();
    }
  }

  private static String url(Reply deployed) {
    for (var output : deployed.content().at("/result/outputs")) {
      if (output.asText().startsWith("http")) {
        return output.asText().replaceAll("/$", "") + "/greet";
      }
    }
    throw new AssertionError("There is no address in " + deployed.text());
  }
}
