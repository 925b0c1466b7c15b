package dev.stacktape.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.config.Config;
import dev.stacktape.config.ConfigLoader;
import dev.stacktape.config.ConfigSource;
import dev.stacktape.config.LoadContext;
import dev.stacktape.config.Node;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stacks as people write them, in which many types work together: each becomes a template that
 * passes every check. A new one is a file below {@code stacks}.
 */
class PopularStacksTest {
  private static final Path ROOT = Path.of("src/test/resources/stacks").toAbsolutePath();

  @TempDir Path folder;

  static List<Path> stacks() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void aTemplateComesOutOfIt(Path stack) throws IOException {
    Target target = new Target("shop", "dev", "eu-west-1", Target.UNKNOWN_ACCOUNT);
    Problems problems = new Problems();
    Config config =
        ConfigLoader.load(
            new ConfigSource("stacktape.yml", folder, Files.readString(stack)),
            LoadContext.of(target.project(), target.stage(), target.region()),
            ResourceCatalog.records(),
            problems);
    assertThat(problems.sorted()).filteredOn(Problem::isError).isEmpty();
    writeCode(Objects.requireNonNull(config).root());

    Synthesis synthesis =
        Synthesizer.synthesize(config, target, List.of(StackFixture.module(folder, 17)), problems);

    assertThat(synthesis.template().resources()).isNotEmpty();
  }

  /** The code that the config names, as far as that is looked at. */
  private void writeCode(Node config) throws IOException {
    for (String path : named(config)) {
      Path file = folder.resolve(path.split(":", -1)[0]);
      Files.createDirectories(file.getParent());
      Files.writeString(file, path.endsWith(".zip") ? "" : "def handler(event, context): pass\n");
    }
  }

  private static List<String> named(Node node) {
    List<String> found = new ArrayList<>();
    if (node instanceof Node.Mapping map) {
      map.entries()
          .forEach(
              (key, entry) -> {
                boolean isFile =
                    key.equals("entryfilePath")
                        || key.equals("packagePath")
                        || key.equals("packageManagerFile");
                if (isFile && entry.value() instanceof Node.Scalar file) {
                  found.add(String.valueOf(file.value()));
                } else if (key.equals("buildContextPath")
                    && entry.value() instanceof Node.Scalar context) {
                  found.add(context.value() + "/Dockerfile");
                } else {
                  found.addAll(named(entry.value()));
                }
              });
    } else if (node instanceof Node.Sequence list) {
      list.items().forEach(item -> found.addAll(named(item)));
    }
    return found;
  }
}
