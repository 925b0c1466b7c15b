package dev.stacktape.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.deploy.StackDeletion;
import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.PlanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole configs, from nothing to a stack, to another stack, and to nothing again, on the embedded
 * AWS. A folder of more of them is named by {@code -Dstacktape.configs}; what their scripts would
 * do is left out.
 */
@Timeout(600)
class ConfigLifecycleTest {
  private static final Path OWN = Path.of("src/test/configs");

  /** A folder of configs that are not the project's own; none when it is not given. */
  private static final String MORE = System.getProperty("stacktape.configs", "");

  @TempDir static Path work;

  @TestFactory
  Stream<DynamicTest> everyConfigIsDeployedChangedAndDeleted() throws IOException {
    return tests(OWN);
  }

  @TestFactory
  Stream<DynamicTest> everyConfigOfTheNamedFolderIsDeployedChangedAndDeleted() throws IOException {
    if (MORE.isEmpty()) {
      System.err.println("No other configs are tried: -Dstacktape.configs names no folder.");
      return Stream.empty();
    }
    return tests(Path.of(MORE));
  }

  private static Stream<DynamicTest> tests(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> configs = files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
      assertThat(configs).as("configs in %s", folder).isNotEmpty();
      return configs.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      String.valueOf(file.getFileName()), () -> liveAndLetDie(file)));
    }
  }

  private static void liveAndLetDie(Path file) throws IOException {
    Path folder = work.resolve(file.getFileName().toString().replace(".yml", ""));
    TriedConfig config = TriedConfig.in(folder.resolve("app"), file);
    try (Session session =
        Session.open(folder.resolve("aws"), config, (command, lines, cancellation) -> 0)) {
      config.replaceImages(EmptyBaseImages.push(session.clients, folder.resolve("base")));
      keep(session, config.secrets());

      session.deploy();
      StackReport created = session.describe();
      assertThat(created.status()).isEqualTo("CREATE_COMPLETE");
      requireComplete(created, "CREATE_COMPLETE");
      requireNothingToDo(session);

      Set<String> changed = config.change();
      if (!changed.isEmpty()) {
        change(session, created, changed);
      }
      AskedAttributes.of(session).requireAnswers();
      delete(session);
    }
  }

  /** The resources that have changed have done so in place, but for what holds no state. */
  private static void change(Session session, StackReport before, Set<String> changed) {
    Plan plan = session.plan().plan();
    assertThat(plan.losses()).isEmpty();
    assertThat(plan.changes())
        .extracting(change -> change.origin().resourceName())
        .containsAll(changed);
    session.events.clear();
    session.deploy();
    StackReport after = session.describe();
    assertThat(after.status()).isEqualTo("UPDATE_COMPLETE");
    requireComplete(after, "CREATE_COMPLETE", "UPDATE_COMPLETE");

    Map<String, String> ids = ids(before);
    Set<String> replaced =
        plan.changes().stream()
            .filter(change -> change.action() == Change.Action.REPLACE)
            .map(Change::logicalId)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> others = new TreeSet<>();
    ids(after)
        .forEach(
            (id, physical) -> {
              if (ids.containsKey(id) && !physical.equals(ids.get(id))) {
                others.add(id);
              }
            });
    assertThat(others).as("what has another physical id").isEqualTo(replaced);
    requireNothingToDo(session);
  }

  private static void requireNothingToDo(Session session) {
    Plan plan = session.plan().plan();
    assertThat(plan.route()).as(() -> PlanText.of(plan)).isEqualTo(Plan.Route.NOTHING);
  }

  private static void delete(Session session) {
    Set<String> losses = losses(session);
    StackDeletion.Outcome outcome = session.delete(losses.toArray(String[]::new));
    assertThat(outcome.kept()).isEmpty();
    assertThat(session.describe().exists()).isFalse();
    assertThat(session.clients.s3().listBuckets().buckets()).isEmpty();
  }

  /** What must be named before its data may go. */
  private static Set<String> losses(Session session) {
    return session.planDeletion().plan().changes().stream()
        .filter(change -> change.data() != Change.Data.UNTOUCHED)
        .map(Change::logicalId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void requireComplete(StackReport report, String... states) {
    assertThat(report.resources())
        .isNotEmpty()
        .allSatisfy(
            resource -> {
              assertThat(resource.status()).as(resource.logicalId()).isIn((Object[]) states);
              assertThat(resource.physicalId()).as(resource.logicalId()).isNotBlank();
            });
    assertThat(report.outputs().values()).allSatisfy(value -> assertThat(value).isNotBlank());
  }

  private static Map<String, String> ids(StackReport report) {
    return report.resources().stream()
        .collect(
            Collectors.toMap(StackReport.Resource::logicalId, resource -> resource.physicalId()));
  }

  /** A secret {@code orders.password} is the key {@code password} of the secret {@code orders}. */
  private static void keep(Session session, Set<String> names) {
    Map<String, StringBuilder> secrets = new HashMap<>();
    for (String name : names) {
      String[] parts = name.split("\\.", 2);
      StringBuilder json = secrets.computeIfAbsent(parts[0], first -> new StringBuilder());
      if (parts.length == 2) {
        json.append(json.isEmpty() ? "" : ", ")
            .append("\"%s\": \"a-secret-of-some-length\"".formatted(parts[1]));
      }
    }
    secrets.forEach(
        (name, json) ->
            session
                .clients
                .secretsManager()
                .createSecret(create -> create.name(name).secretString("{" + json + "}")));
  }
}
