package dev.stacktape.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.event.EventListener;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our templates beside those that Stacktape 3 makes of the same configs: every difference has a
 * reason that is written down. {@code -Dstacktape.references} names a folder with configs, and with
 * the templates in a folder {@code templates}; {@code -Dgolden.update=true} writes the summary.
 */
class ReferenceTemplatesTest {
  private static final Path SUMMARY = Path.of("../docs/templates-compared.md");
  private static final Path REASONS = Path.of("src/test/comparison/reasons.yml");

  /** Whom the templates were made for; names depend on it. */
  private static final String ACCOUNT = "000000000000";

  @TempDir static Path scratch;
  private static List<DifferenceReason> reasons;
  private static final DifferenceReport REPORT = new DifferenceReport();

  @BeforeAll
  static void compare() throws IOException {
    String folder = System.getProperty("stacktape.references", "");
    if (folder.isEmpty()) {
      abort("-Dstacktape.references names no folder: our templates are compared with no others");
    }
    reasons = DifferenceReason.read(REASONS);
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path config : files.filter(file -> file.toString().endsWith(".yml")).sorted().toList()) {
        String name = config.getFileName().toString().replace(".yml", "");
        Path reference = config.resolveSibling("templates").resolve(name + ".json");
        Template theirs = TemplateText.parse(Files.readString(reference), reference.toString());
        REPORT.add(name, theirs, ours(name, config), reasons);
      }
    }
  }

  private static Template ours(String name, Path config) throws IOException {
    StackRequest made = TriedConfig.in(scratch.resolve(name), config).request("http://127.0.0.1:1");
    StackRequest request =
        new StackRequest(
            made.directory(),
            null,
            made.configText(),
            "bench",
            "bench",
            "dev",
            "eu-west-1",
            null,
            null,
            ACCOUNT,
            made.modules(),
            made.outputDirectory(),
            Map.of(),
            made.packageCommand());
    return new Stacktape().synthesize(request, EventListener.none()).template();
  }

  @Test
  void everyDifferenceHasAReason() {
    assertThat(REPORT.unexplained()).isEmpty();
  }

  @Test
  void everyReasonExplainsADifference() {
    List<DifferenceReason> idle = new ArrayList<>(reasons);
    idle.removeAll(REPORT.used());
    assertThat(idle).extracting(DifferenceReason::title).isEmpty();
  }

  @Test
  void theSummaryIsTrue() throws IOException {
    String summary = REPORT.text();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(SUMMARY, summary);
    }
    assertThat(SUMMARY).content().isEqualTo(summary);
  }
}
