package dev.stacktape.operate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.ScriptSpec;
import dev.stacktape.stack.StackScripts;
import dev.stacktape.template.Fn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptRunTest {
  private static final Location PLACE = new Location("stacktape.yml", 2, 3, null);

  @TempDir Path folder;
  private final FakeLiveStack stack = new FakeLiveStack();
  private final FakeProcesses processes = new FakeProcesses();
  private final FakeBastions bastions = new FakeBastions();
  private final List<Event> events = new ArrayList<>();
  private final CancellationToken cancellation = new CancellationToken();

  @Test
  void commandsRunOneAfterAnotherWithTheVariablesOfTheHookAndOfTheStack() {
    stack.physicalIds.put("JobsQueue", "https://sqs/jobs");
    ScriptSpec spec =
        spec(
            List.of("make a", Fn.join(" ", List.of("make", Fn.ref("JobsQueue")))),
            Map.of("STP_JOBS_URL", Fn.ref("JobsQueue"), "LEVEL", "debug"));

    run(spec, HookTrigger.AFTER_DEPLOY, List.of(), Map.of("LEVEL", "info"));

    assertThat(processes.commands).hasSize(2);
    CommandLine second = processes.commands.get(1);
    assertThat(second.words()).last().isEqualTo("make https://sqs/jobs");
    assertThat(second.directory()).isEqualTo(folder);
    assertThat(second.environment())
        .containsEntry("HOME", "/home/ann")
        .containsEntry("STP_HOOK_TYPE", "after")
        .containsEntry("STP_HOOK_TRIGGER", "afterDeploy")
        .containsEntry("STP_COMMAND", "deploy")
        .containsEntry("STP_JOBS_URL", "https://sqs/jobs")
        .containsEntry("LEVEL", "info");
    assertThat(events).first().isEqualTo(new Event.ScriptStarted("seed", "afterDeploy"));
    assertThat(events).last().isInstanceOf(Event.ScriptFinished.class);
  }

  @Test
  void whatWasAskedForByNameIsNoHookAndTakesArguments() {
    run(spec(List.of("make"), Map.of()), null, List.of("-n", "two words"), Map.of());

    assertThat(processes.commands.get(0).environment())
        .doesNotContainKeys("STP_HOOK_TYPE", "STP_HOOK_TRIGGER", "STP_COMMAND");
    assertThat(processes.commands.get(0).words()).endsWith("-n", "two words");
    assertThat(events).first().isEqualTo(new Event.ScriptStarted("seed", null));
  }

  @Test
  void secretsReachTheProcessAndNothingElse() {
    stack.secrets.put("db", "{\"password\": \"hunter22\"}");
    processes.printing("psql", "connecting with hunter22", "done").failing("psql", 3);
    String reference = "{{resolve:secretsmanager:db:SecretString:password}}";

    Problem problem = failure(spec(List.of("psql " + reference), Map.of("PASSWORD", reference)));

    assertThat(processes.commands.get(0).environment()).containsEntry("PASSWORD", "hunter22");
    assertThat(processes.commands.get(0)).asString().doesNotContain("PASSWORD", "hunter22");
    assertThat(printed()).containsExactly("connecting with ***", "done");
    assertThat(problem.code()).isEqualTo("SCRIPT_FAILED");
    assertThat(problem.message()).contains("exit code 3");
    assertThat(problem.location()).isEqualTo(PLACE);
    assertThat(events).asString().doesNotContain("hunter22");
  }

  @Test
  void outputThatIsNotShownIsInTheProblem() {
    processes.printing("make", "no rule").failing("make", 2);
    ScriptSpec quiet =
        new ScriptSpec(
            "seed",
            ScriptSpec.Kind.LOCAL,
            List.of("make"),
            false,
            null,
            Map.of(),
            null,
            null,
            List.of(),
            false,
            PLACE);

    assertThat(failure(quiet).message()).contains("exit code 2").contains("no rule");
    assertThat(printed()).isEmpty();
  }

  @Test
  void theFirstCommandThatFailsIsTheLast() {
    processes.failing("one", 1);

    failure(spec(List.of("one", "two"), Map.of()));

    assertThat(processes.commands).hasSize(1);
    assertThat(events).noneMatch(Event.ScriptFinished.class::isInstance);
  }

  @Test
  void inTheRoleOfAResourceItHasThatRolesCredentialsOnly() {
    stack.physicalIds.put("WorkerRole", "shop-dev-worker");
    processes.printing("make", "token-of-stacktape-seed");

    run(spec(List.of("make"), Map.of()).inRoleOf("worker"), null, List.of(), Map.of());

    assertThat(processes.commands.get(0).environment())
        .containsEntry("AWS_ACCESS_KEY_ID", "key of shop-dev-worker")
        .containsEntry("AWS_SECRET_ACCESS_KEY", "secret-of-stacktape-seed")
        .doesNotContainKey("AWS_PROFILE");
    assertThat(printed()).containsExactly("***");
  }

  @Test
  void whatKeepsAScriptFromRunningStandsAtItsPlace() throws IOException {
    Files.createDirectories(folder.resolve("there"));
    assertThat(failure(spec(List.of("a"), Map.of()).inRoleOf("worker")).code())
        .isEqualTo("SCRIPT_VALUE_NOT_DEPLOYED");
    assertThat(failure(files("missing.sh", null)).code()).isEqualTo("SCRIPT_FILE_NOT_FOUND");
    assertThat(failure(files("x.sh", "nowhere")).code()).isEqualTo("SCRIPT_DIRECTORY_NOT_FOUND");
    Problem missing = failure(spec(List.of(Fn.ref("Queue")), Map.of()));
    assertThat(missing.location()).isEqualTo(PLACE);
    assertThat(missing.message()).startsWith("The script `seed` cannot run. ");
    assertThat(processes.commands).isEmpty();
  }

  @Test
  void onABastionCommandsRunOneAfterAnotherWithWhatTheScriptIsToldAndNothingOfThisMachine() {
    stack.physicalIds.put("GateAutoScalingGroup", "shop-dev-gate-asg");
    stack.attributes.put("Db.Endpoint.Address", "db.internal");
    bastions.printing("3 rows");
    ScriptSpec spec =
        remote(
            ScriptSpec.Kind.ON_BASTION,
            List.of("psql -c 'select 1'", "date"),
            Map.of("STP_DB_HOST", Fn.getAtt("Db", "Endpoint.Address")),
            List.of());

    run(spec, HookTrigger.AFTER_DEPLOY, List.of("it's"), Map.of("LEVEL", "debug"));

    assertThat(bastions.groups).containsExactly("shop-dev-gate-asg");
    Bastions.RemoteScript script = bastions.scripts.get(0);
    assertThat(script.secret()).isFalse();
    assertThat(script.text())
        .contains("export STP_DB_HOST='db.internal'\n")
        .contains("export LEVEL='debug'\n", "export STP_HOOK_TRIGGER='afterDeploy'\n")
        .endsWith(
            """
            /bin/bash -c 'psql -c '\\''select 1'\\'' "$@"' bash 'it'\\''s' || exit $?
            /bin/bash -c 'date "$@"' bash 'it'\\''s' || exit $?
            """)
        .doesNotContain("/home/ann");
    assertThat(printed()).containsExactly("3 rows");
    assertThat(events).last().isInstanceOf(Event.ScriptFinished.class);
    assertThat(processes.commands).isEmpty();
  }

  @Test
  void whatHasSecretsIsHandedToABastionAsASecret() {
    stack.physicalIds.put("GateAutoScalingGroup", "group");
    stack.secrets.put("db", "hunter22");
    bastions.printing("connecting with hunter22").endingWith(3);
    String reference = "{{resolve:secretsmanager:db:SecretString}}";

    Problem problem =
        failure(
            remote(
                ScriptSpec.Kind.ON_BASTION,
                List.of("psql"),
                Map.of("PASSWORD", reference),
                List.of()));

    assertThat(bastions.scripts.get(0).secret()).isTrue();
    assertThat(bastions.scripts.get(0)).asString().doesNotContain("hunter22");
    assertThat(printed()).containsExactly("connecting with ***");
    assertThat(problem.code()).isEqualTo("SCRIPT_FAILED");
    assertThat(problem.message()).contains("exit code 3");
  }

  @Test
  void throughTunnelsAScriptIsToldAddressesOfThisMachine() {
    stack.physicalIds.put("GateAutoScalingGroup", "group");
    stack.attributes.put("Db.Address", "db.internal");
    stack.attributes.put("Db.Reader", "ro-db.internal");
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("STP_DB_HOST", Fn.getAtt("Db", "Address"));
    told.put("STP_DB_PORT", "5432");
    told.put("STP_DB_READER_HOST", Fn.getAtt("Db", "Reader"));
    told.put("STP_DB_READER_PORT", "5432");
    told.put(
        "STP_DB_CONNECTION_STRING",
        Fn.join("", List.of("postgresql://u@", Fn.getAtt("Db", "Reader"), ":5432/shop")));
    ScriptSpec spec =
        remote(
            ScriptSpec.Kind.TUNNELED,
            List.of("psql"),
            told,
            List.of(
                new ScriptSpec.Tunnel(Fn.getAtt("Db", "Address"), 5432, "STP_DB_PORT"),
                new ScriptSpec.Tunnel(Fn.getAtt("Db", "Reader"), "5432", "STP_DB_READER_PORT")));

    run(spec, null, List.of(), Map.of());

    assertThat(bastions.opened).containsExactly("db.internal:5432", "ro-db.internal:5432");
    assertThat(processes.commands.get(0).environment())
        .containsEntry("STP_DB_HOST", "127.0.0.1")
        .containsEntry("STP_DB_PORT", "40001")
        .containsEntry("STP_DB_READER_HOST", "127.0.0.1")
        .containsEntry("STP_DB_READER_PORT", "40002")
        .containsEntry("STP_DB_CONNECTION_STRING", "postgresql://u@127.0.0.1:40002/shop")
        .containsEntry("HOME", "/home/ann");
    assertThat(bastions.closed).containsExactlyInAnyOrder(40001, 40002);
  }

  @Test
  void tunnelsAreClosedWhenAScriptFailsAndWhenOneOfThemCannotBeOpened() {
    stack.physicalIds.put("GateAutoScalingGroup", "group");
    processes.failing("psql", 1);
    ScriptSpec spec =
        remote(
            ScriptSpec.Kind.TUNNELED,
            List.of("psql"),
            Map.of(),
            List.of(
                new ScriptSpec.Tunnel("a", 1, "STP_A_PORT"),
                new ScriptSpec.Tunnel("b", 2, "STP_B_PORT")));

    assertThat(failure(spec).code()).isEqualTo("SCRIPT_FAILED");
    assertThat(bastions.closed).hasSize(2);

    bastions.closed.clear();
    bastions.refusing("b:2");
    Problem problem = failure(spec);
    assertThat(problem.code()).isEqualTo("SCRIPT_TUNNEL_FAILED");
    assertThat(problem.location()).isEqualTo(PLACE);
    assertThat(bastions.closed).hasSize(1);
  }

  @Test
  void aBastionThatIsNotDeployedIsSaid() {
    ScriptSpec spec = remote(ScriptSpec.Kind.ON_BASTION, List.of("date"), Map.of(), List.of());

    assertThat(failure(spec).code()).isEqualTo("SCRIPT_VALUE_NOT_DEPLOYED");
  }

  @Test
  void whereThereAreNoMachinesNothingRunsAndThatIsAWarning() {
    bastions.absent();

    run(
        remote(ScriptSpec.Kind.ON_BASTION, List.of("date"), Map.of(), List.of()),
        null,
        List.of(),
        Map.of());

    assertThat(events).hasSize(1);
    assertThat(((Event.Warned) events.get(0)).problem().code()).isEqualTo("SCRIPT_BASTION_ABSENT");
  }

  @Test
  void filesAreLookedForInTheFolderOfTheConfigAndThenInTheirOwn() throws IOException {
    Files.createDirectories(folder.resolve("db"));
    Files.writeString(folder.resolve("db/seed.java"), "");
    Files.writeString(folder.resolve("top.java"), "");

    run(files("seed.java", "db"), null, List.of("x"), Map.of());
    run(files("top.java", "db"), null, List.of(), Map.of());

    assertThat(processes.commands.get(0).words())
        .endsWith(folder.resolve("db/seed.java").toString(), "x");
    assertThat(processes.commands.get(0).directory()).isEqualTo(folder.resolve("db"));
    assertThat(processes.commands.get(1).words()).endsWith(folder.resolve("top.java").toString());
  }

  @Test
  void aCancelledRunStartsNothing() {
    cancellation.cancel();
    assertThat(failure(spec(List.of("make"), Map.of())).code()).isEqualTo("CANCELLED");
    assertThat(processes.commands).isEmpty();
  }

  private List<String> printed() {
    return events.stream()
        .filter(Event.ScriptPrinted.class::isInstance)
        .map(event -> ((Event.ScriptPrinted) event).line())
        .toList();
  }

  private Problem failure(ScriptSpec spec) {
    return catchThrowableOfType(
            StacktapeException.class, () -> run(spec, null, List.of(), Map.of()))
        .problems()
        .get(0);
  }

  private void run(
      ScriptSpec spec,
      @Nullable HookTrigger hook,
      List<String> arguments,
      Map<String, String> more) {
    ScriptRun run =
        new ScriptRun(
            new StackScripts(folder, Map.of(), Map.of(), Map.of("worker", "WorkerRole")),
            stack,
            Map.of("HOME", "/home/ann", "AWS_PROFILE", "work"),
            processes,
            bastions,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            events::add,
            cancellation);
    run.run(run.prepare(spec, hook, arguments, more));
  }

  private static ScriptSpec spec(List<Object> commands, Map<String, Object> environment) {
    return new ScriptSpec(
        "seed",
        ScriptSpec.Kind.LOCAL,
        commands,
        false,
        null,
        environment,
        null,
        null,
        List.of(),
        true,
        PLACE);
  }

  private static ScriptSpec files(String file, @Nullable String cwd) {
    return new ScriptSpec(
        "seed",
        ScriptSpec.Kind.LOCAL,
        List.of(file),
        true,
        cwd,
        Map.of(),
        null,
        null,
        List.of(),
        true,
        PLACE);
  }

  private static ScriptSpec remote(
      ScriptSpec.Kind kind,
      List<Object> commands,
      Map<String, Object> environment,
      List<ScriptSpec.Tunnel> tunnels) {
    return new ScriptSpec(
        "seed", kind, commands, false, null, environment, null, "gate", tunnels, true, PLACE);
  }
}
