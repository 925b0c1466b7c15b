package dev.stacktape.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.stacktape.config.Config;
import dev.stacktape.config.ConfigLoader;
import dev.stacktape.config.ConfigSource;
import dev.stacktape.config.LoadContext;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.stack.Synthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page shows as a config is one. */
class PageConfigsTest {
  private static final Pattern CONFIG =
      Pattern.compile("^```yaml\\n(resources:\\n.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "111122223333");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = "containers.md")
  void everyConfigOnThePageBecomesATemplate(String page) throws IOException {
    List<String> configs = configs(page);
    assertThat(configs).isNotEmpty();
    for (String config : configs) {
      assertThatCode(() -> synthesize(config)).as(config).doesNotThrowAnyException();
    }
  }

  private static List<String> configs(String page) throws IOException {
    Matcher block = CONFIG.matcher(Files.readString(Sources.PROJECT.resolve("docs/" + page)));
    List<String> configs = new ArrayList<>();
    while (block.find()) {
      configs.add(block.group(1));
    }
    return configs;
  }

  private void synthesize(String text) {
    Problems problems = new Problems();
    Config config =
        Objects.requireNonNull(
            ConfigLoader.load(
                new ConfigSource("stacktape.yml", folder, text),
                LoadContext.of("shop", "dev", "eu-west-1"),
                ResourceCatalog.records(),
                problems),
            () -> problems.sorted().toString());
    var unused = Synthesizer.synthesize(config, TARGET, List.of(), problems);
  }
}
