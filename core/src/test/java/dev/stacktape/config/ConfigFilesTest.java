package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class ConfigFilesTest {
  @TempDir Path folder;

  private final Problems problems = new Problems();

  private List<String> codes() {
    return problems.sorted().stream().map(Problem::code).toList();
  }

  @Test
  void ymlComesBeforeYamlAndJsonAndTheOthersAreNamed() throws IOException {
    Files.writeString(folder.resolve("stacktape.json"), "{}");
    assertThat(ConfigFiles.find(folder, problems)).hasFileName("stacktape.json");
    assertThat(codes()).isEmpty();

    Files.writeString(folder.resolve("stacktape.yml"), "");
    assertThat(ConfigFiles.find(folder, problems)).hasFileName("stacktape.yml");
    assertThat(problems.sorted())
        .singleElement()
        .satisfies(p -> assertThat(p.isError()).isFalse())
        .extracting(Problem::message)
        .isEqualTo(
            "There are several configs: `stacktape.yml`, `stacktape.json`. `stacktape.yml` is read.");
  }

  @Test
  void withoutAConfigTheFolderAndTheNamesAreTold() {
    assertThat(ConfigFiles.find(folder, problems)).isNull();
    assertThat(problems.sorted())
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.message())
                    .contains(folder.toString(), "`stacktape.yml`, `stacktape.yaml`"))
        .extracting(Problem::code)
        .isEqualTo("CONFIG_NOT_FOUND");
  }

  @Test
  void typeScriptComesFirstAndJavaScriptAfterYaml() throws IOException {
    Files.writeString(folder.resolve("stacktape.js"), "");
    assertThat(ConfigFiles.find(folder, problems)).hasFileName("stacktape.js");
    Files.writeString(folder.resolve("stacktape.yaml"), "");
    assertThat(ConfigFiles.find(folder, new Problems())).hasFileName("stacktape.yaml");
    Files.writeString(folder.resolve("stacktape.ts"), "");
    assertThat(ConfigFiles.find(folder, new Problems())).hasFileName("stacktape.ts");
  }

  @Test
  void anOpenedConfigIsNamedAsSeenFromTheWorkingDirectory() throws IOException {
    Path file = Files.createDirectories(folder.resolve("sub")).resolve("stacktape.yml");
    Files.writeString(file, "a: 1");

    ConfigSource source = Objects.requireNonNull(ConfigFiles.open(file, folder, problems));

    assertThat(source.name()).isEqualTo("sub/stacktape.yml");
    assertThat(source.directory()).isEqualTo(file.toAbsolutePath().getParent());
    assertThat(source.text()).isEqualTo("a: 1");
  }

  @Test
  void whatCannotBeOpenedIsAProblem() throws IOException {
    Files.write(folder.resolve("big.yml"), new byte[ConfigReader.MAX_SIZE + 1]);

    assertThat(ConfigFiles.open(folder.resolve("none.yml"), folder, problems)).isNull();
    assertThat(ConfigFiles.open(folder, folder, problems)).isNull();
    assertThat(ConfigFiles.open(folder.resolve("big.yml"), folder, problems)).isNull();
    assertThat(ConfigFiles.open(folder.resolve("a.py"), folder, problems)).isNull();
    assertThat(codes())
        .containsExactlyInAnyOrder(
            "CONFIG_UNREADABLE",
            "CONFIG_UNREADABLE",
            "CONFIG_TOO_LARGE",
            "CONFIG_FORMAT_NOT_SUPPORTED");
  }
}
