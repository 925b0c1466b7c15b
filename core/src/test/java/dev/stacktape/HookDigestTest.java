package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.config.Hooks;
import dev.stacktape.problem.Location;
import dev.stacktape.stack.ScriptSpec;
import dev.stacktape.stack.StackScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever agrees to a script agrees to what it does, not to what it is called. */
class HookDigestTest {
  private static final Location SOMEWHERE = new Location("stacktape.yml", 1, 1, null);

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("db"));
    Files.writeString(folder.resolve("db/migrate.py"), "print('once')");
    Files.writeString(folder.resolve("db/data.csv"), "1,2");
  }

  @Test
  void aFileThatIsRunCountsByItsContent() throws IOException {
    StackScripts scripts = of(script("db/migrate.py", true, null));
    String before = digest(scripts);
    assertThat(digest(scripts)).isEqualTo(before).hasSize(64);

    Files.writeString(folder.resolve("db/migrate.py"), "print('twice')");
    String after = digest(scripts);
    Files.delete(folder.resolve("db/migrate.py"));

    assertThat(after).isNotEqualTo(before);
    assertThat(digest(scripts)).isNotIn(before, after);
  }

  @Test
  void soDoesAProgramThatACommandLineNames() throws IOException {
    for (ScriptSpec script :
        List.of(
            script("python3 'db/migrate.py' && echo done", false, null),
            script("python3 migrate.py>log.txt", false, "db"))) {
      files();
      String before = digest(of(script));

      Files.writeString(folder.resolve("db/migrate.py"), "print('twice')");

      assertThat(digest(of(script))).as(script.steps().toString()).isNotEqualTo(before);
    }
  }

  /** Scripts write files; those that are no programs are not what was agreed to. */
  @Test
  void otherFilesDoNotCount() throws IOException {
    StackScripts scripts = of(script("cp db/data.csv out.csv", false, null));
    String before = digest(scripts);

    Files.writeString(folder.resolve("db/data.csv"), "3,4");
    Files.writeString(folder.resolve("out.csv"), "3,4");

    assertThat(digest(scripts)).isEqualTo(before);
  }

  @Test
  void theWordsOfTheConfigCountAndTheirPlaceDoesNot() {
    String one = digest(of(script("echo one", false, null)));

    assertThat(digest(of(script("echo two", false, null)))).isNotEqualTo(one);
    assertThat(digest(of(script("echo one", false, "db")))).isNotEqualTo(one);
    assertThat(digest(of(script("echo one", false, null, Map.of("A", "1"))))).isNotEqualTo(one);
    assertThat(HookDigest.of(of(script("echo one", false, null)), false, HookTrigger.AFTER_DELETE))
        .isNotEqualTo(one);
    assertThat(digest(of(script("echo one", false, null).inRoleOf("worker")))).isNotEqualTo(one);
  }

  @Test
  void whereNothingRunsThereIsNothingToAgreeTo() {
    StackScripts scripts = of(script("echo one", false, null));

    assertThat(HookDigest.of(StackScripts.none(), false, HookTrigger.values())).isNull();
    assertThat(HookDigest.of(scripts, false, HookTrigger.BEFORE_DEV)).isNull();
  }

  @Test
  void whatIsNoPathIsNoFile() {
    assertThat(digest(of(script("echo \0.sh", false, null)))).isNotNull();
  }

  private static @Nullable String digest(StackScripts scripts) {
    return HookDigest.of(scripts, false, HookTrigger.BEFORE_DEPLOY);
  }

  private StackScripts of(ScriptSpec script) {
    List<Hooks.Hook> hooks = List.of(new Hooks.Hook(script.name(), null, null));
    return new StackScripts(
        folder,
        Map.of(script.name(), script),
        Map.of(HookTrigger.BEFORE_DEPLOY, hooks, HookTrigger.AFTER_DELETE, hooks),
        Map.of());
  }

  private static ScriptSpec script(String step, boolean isFile, @Nullable String cwd) {
    return script(step, isFile, cwd, Map.of());
  }

  private static ScriptSpec script(
      String step, boolean isFile, @Nullable String cwd, Map<String, Object> environment) {
    return new ScriptSpec(
        "migrate",
        ScriptSpec.Kind.LOCAL,
        List.of(step),
        isFile,
        cwd,
        environment,
        null,
        null,
        List.of(),
        true,
        SOMEWHERE);
  }
}
