package dev.stacktape.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first page says of the examples is so. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @ParameterizedTest
  @ValueSource(strings = {"orders-api", "guestbook"})
  void theFiguresAndTheConfigOfAnExampleAreTrue(String example) throws IOException {
    Path folder = ROOT.resolve("examples").resolve(example);
    String config = Files.readString(folder.resolve("stacktape.yml"));
    Template template =
        Objects.requireNonNull(new StackFixture(folder, example).synthesize().synthesis())
            .template();
    String shown = section(example);

    assertThat(shown).contains("```yaml\n" + config + "```");
    String words = shown.substring(0, shown.indexOf("```")).replaceAll("\\s+", " ");
    assertThat(figures(words))
        .as(words)
        .contains(
            count(config.lines().count()) + " lines",
            count(template.resources().size()) + " CloudFormation resources",
            count(TemplateText.toYaml(template).lines().count()) + " lines of YAML",
            count(TemplateText.toJson(template).lines().count()) + " lines of JSON");
  }

  /** From the paragraph that links to the example to the end of the config below it. */
  private static String section(String example) throws IOException {
    String text = Files.readString(ROOT.resolve("README.md"));
    int link = text.indexOf("[examples/" + example + "]");
    int begin = text.lastIndexOf("\n\n", link) + 2;
    int config = text.indexOf("```yaml", link);
    return text.substring(begin, text.indexOf("```", config + 3) + 3);
  }

  private static List<String> figures(String text) {
    return Pattern.compile("[\\d,]+ (lines of YAML|lines of JSON|lines|CloudFormation resources)")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
