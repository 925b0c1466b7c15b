package dev.stacktape.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scripts as they come out of the golden case that has all of them. */
class ScriptSpecsTest {
  private final StackScripts scripts =
      new StackFixture(SynthGoldenTest.ROOT.resolve("stack/scripts"), "shop")
          .synthesize()
          .synthesis()
          .scripts();

  @Test
  void whatDependsOnTheDeployedStackIsATemplateValue() {
    ScriptSpec seed = scripts.byName().get("seed");
    assertThat(seed.steps()).containsExactly("scripts/seed.js", "scripts/check.py");
    assertThat(seed.runsFiles()).isTrue();
    assertThat(seed.cwd()).isEqualTo("scripts");
    assertThat(seed.environment())
        .containsEntry("ROWS", "25")
        .containsEntry("PASSWORD", "{{resolve:secretsmanager:shop:SecretString:password}}")
        .containsEntry(
            "QUEUE",
            Fn.sub("${sub0}#${sub1}", Map.of("sub0", Fn.getAtt("JobsQueue", "Arn"), "sub1", "dev")))
        .containsEntry("STP_ORDERS_ARN", Fn.getAtt("OrdersGlobalTable", "Arn"))
        .containsEntry("STP_JOBS_URL", Fn.ref("JobsQueue"))
        .doesNotContainKey("1ST");
    assertThat(seed.assumedRoleOf()).isEqualTo("worker");
    assertThat(scripts.roles()).containsEntry("worker", "WorkerRole");
  }

  @Test
  void whatIsKnownIsPlain() {
    ScriptSpec build = scripts.byName().get("build");
    assertThat(build.steps()).isEqualTo(List.of("make dev"));
    assertThat(build.showsOutput()).isFalse();
    assertThat(build.kind()).isEqualTo(ScriptSpec.Kind.LOCAL);
  }

  @Test
  void hooksAreDueByOccasionAndByWhereTheyRun() {
    assertThat(scripts.due(HookTrigger.BEFORE_DEPLOY, false))
        .extracting(ScriptSpec::name)
        .containsExactly("build");
    assertThat(scripts.due(HookTrigger.BEFORE_DEPLOY, true)).isEmpty();
    assertThat(scripts.due(HookTrigger.AFTER_DEPLOY, true))
        .extracting(ScriptSpec::name)
        .containsExactly("seed");
    assertThat(scripts.due(HookTrigger.BEFORE_DELETE, false)).isEmpty();
  }
}
