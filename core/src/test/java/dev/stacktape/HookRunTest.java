package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.config.Hooks;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.operate.script.FakeBastions;
import dev.stacktape.operate.script.FakeProcesses;
import dev.stacktape.operate.script.LiveStack;
import dev.stacktape.operate.script.ScriptRun;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.ScriptSpec;
import dev.stacktape.stack.StackScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookRunTest {
  @TempDir Path folder;
  private final FakeProcesses processes = new FakeProcesses();
  private final List<Event> events = new ArrayList<>();

  @Test
  void scriptsRunInTheOrderOfWriting() {
    hooks(false, hook("two"), hook("one"), hook("two")).run(HookTrigger.BEFORE_DEPLOY);
    assertThat(commands()).containsExactly("do two", "do one", "do two");
  }

  @Test
  void aFailureBeforeTheDeedEndsIt() {
    processes.failing("one", 1);
    HookRun hooks = hooks(false, hook("one"), hook("two"));
    assertThatThrownBy(() -> hooks.run(HookTrigger.BEFORE_DEPLOY))
        .isInstanceOf(StacktapeException.class);
    assertThat(commands()).containsExactly("do one");
  }

  @Test
  void aFailureAfterTheDeedIsAWarning() {
    processes.failing("one", 1);
    List<Problem> warnings = after(hooks(false, hook("one"), hook("two")));
    assertThat(warnings)
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("SCRIPT_FAILED");
              assertThat(warning.isError()).isFalse();
              assertThat(warning.hint()).contains("stacktape:script -Dstacktape.scriptName=one");
            });
    assertThat(events).contains(new Event.Warned(warnings.get(0)));
    assertThat(commands()).containsExactly("do one");
  }

  @Test
  void aHookCanBeLeftOutByWhereItRuns() {
    Hooks.Hook notOnServers = new Hooks.Hook("one", true, null);
    Hooks.Hook notAtHome = new Hooks.Hook("two", false, true);
    hooks(false, notOnServers, notAtHome).run(HookTrigger.BEFORE_DEPLOY);
    hooks(true, notOnServers, notAtHome).run(HookTrigger.BEFORE_DEPLOY);
    assertThat(commands()).containsExactly("do one", "do two");
  }

  @Test
  void whatIsPreparedRunsLater() {
    Runnable later = hooks(false, hook("one")).prepared(HookTrigger.AFTER_DELETE);
    assertThat(commands()).isEmpty();
    later.run();
    assertThat(commands()).containsExactly("do one");
  }

  @Test
  void aPlanNamesTheScriptsThatRun() {
    StackScripts scripts = hooks(false, hook("one"), new Hooks.Hook("two", true, null)).scripts();
    assertThat(HookText.of(scripts, true, HookTrigger.BEFORE_DEPLOY))
        .isEqualTo("\n  Scripts that run on this machine\n    beforeDeploy: one\n      $ do one\n");
    assertThat(HookText.of(StackScripts.none(), false, HookTrigger.values())).isEmpty();
  }

  @Test
  void aScriptCannotLookLikeTheEndOfThePlan() {
    String name = "one\n\nNothing else runs.";
    StackScripts scripts =
        new StackScripts(
            folder,
            Map.of(name, spec(name)),
            Map.of(HookTrigger.AFTER_DEPLOY, List.of(hook(name))),
            Map.of());
    assertThat(HookText.of(scripts, false, HookTrigger.AFTER_DEPLOY).lines())
        .containsExactly(
            "",
            "  Scripts that run on this machine",
            "    afterDeploy: one Nothing else runs.",
            "      $ do one",
            "        ",
            "        Nothing else runs.");
  }

  private static List<Problem> after(HookRun hooks) {
    HookTrigger trigger = HookTrigger.AFTER_DEPLOY;
    return hooks.runAfter(trigger, HookDigest.of(hooks.scripts(), false, trigger));
  }

  @Test
  void scriptsThatChangedMeanwhileDoNotRunAfterTheDeed() throws IOException {
    Path file = Files.writeString(folder.resolve("one.sh"), "echo agreed");
    HookRun hooks = hooks(false, hook("one.sh"));
    String agreed = HookDigest.of(hooks.scripts(), false, HookTrigger.AFTER_DEPLOY);
    Runnable later = hooks.prepared(HookTrigger.AFTER_DELETE);
    Files.writeString(file, "echo another");
    assertThat(hooks.runAfter(HookTrigger.AFTER_DEPLOY, agreed))
        .singleElement()
        .satisfies(warning -> assertThat(warning.code()).isEqualTo("SCRIPT_CHANGED"));
    assertThatThrownBy(later::run).hasMessageContaining("hooks.afterDelete");
    assertThat(commands()).isEmpty();
  }

  private static Hooks.Hook hook(String script) {
    return new Hooks.Hook(script, null, null);
  }

  private List<String> commands() {
    return processes.commands.stream()
        .map(command -> command.words().get(command.words().size() - 1))
        .toList();
  }

  private HookRun hooks(boolean onBuildServer, Hooks.Hook... hooks) {
    Map<HookTrigger, List<Hooks.Hook>> all = new LinkedHashMap<>();
    for (HookTrigger trigger : HookTrigger.values()) {
      all.put(trigger, List.of(hooks));
    }
    StackScripts scripts =
        new StackScripts(
            folder,
            Map.of("one", spec("one"), "two", spec("two"), "one.sh", spec("one.sh")),
            all,
            Map.of());
    ScriptRun run =
        new ScriptRun(
            scripts,
            new NothingDeployed(),
            Map.of(),
            processes,
            new FakeBastions(),
            Clock.systemUTC(),
            events::add,
            new CancellationToken());
    return new HookRun(scripts, () -> run, onBuildServer, events::add);
  }

  private static ScriptSpec spec(String name) {
    return new ScriptSpec(
        name,
        ScriptSpec.Kind.LOCAL,
        List.of("do " + name),
        false,
        null,
        Map.of(),
        null,
        null,
        List.of(),
        true,
        new Location("stacktape.yml", 1, 1, null));
  }

  private record NothingDeployed() implements LiveStack {
    @Override
    public Optional<String> physicalId(String logicalId) {
      return Optional.empty();
    }

    @Override
    public Optional<String> attribute(String logicalId, String attribute) {
      return Optional.empty();
    }

    @Override
    public Optional<String> pseudoParameter(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<String> exported(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<String> secret(String id, String stage, String version) {
      return Optional.empty();
    }

    @Override
    public Optional<Parameter> parameter(String name) {
      return Optional.empty();
    }

    @Override
    public Map<String, String> credentials(String role, String session) {
      return Map.of();
    }
  }
}
