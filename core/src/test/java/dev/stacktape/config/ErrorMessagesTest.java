package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.ProblemText;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each config below {@code config/errors} gives the text beside it. A new case is two files. */
@NullMarked
class ErrorMessagesTest {
  private static final Path CASES = Path.of("src/test/resources/config/errors");

  record QueueProperties(
      @Range(min = 0, max = 900) @Nullable Integer delayMessagesSecond,
      @Nullable Boolean fifoEnabled,
      List<String> tags) {}

  @Union
  sealed interface Packaging permits Buildpack {}

  @TypeName("stacktape-lambda-buildpack")
  record Buildpack(
      @Doc(value = "The entry file.", example = "src/Main.java") String entryfilePath,
      List<String> includeFiles)
      implements Packaging {}

  enum Architecture {
    @ConfigValue("x86_64")
    X86_64,
    @ConfigValue("arm64")
    ARM64
  }

  record FunctionProperties(
      Packaging packaging,
      @Range(min = 128, max = 10240) @Nullable Integer memory,
      @Nullable Architecture architecture,
      List<Script.Variable> environment) {}

  static final ResourceTypes TYPES =
      ResourceTypes.of(
          Map.of("sqs-queue", QueueProperties.class, "function", FunctionProperties.class));

  static Stream<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .filter(file -> !file.toString().endsWith(".txt") && Files.isRegularFile(file))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void aBadConfigGivesTheTextBesideIt(Path config) throws IOException {
    String name = config.getFileName().toString();
    Path golden = CASES.resolve(name.substring(0, name.lastIndexOf('.')) + ".txt");
    String text = render(config);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text);
    }
    assertThat(golden).exists();
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @Test
  void everyTextBelongsToAConfig() throws IOException {
    List<String> configs =
        configs().map(f -> f.getFileName().toString().replaceFirst("\\.[^.]*$", "")).toList();
    try (Stream<Path> files = Files.list(CASES)) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".txt")))
          .allMatch(f -> configs.contains(f.replace(".txt", "")));
    }
  }

  /** Codes of what goes wrong before there is a config to read, or behind the loader. */
  private static final Set<ConfigCode> TESTED_ELSEWHERE =
      EnumSet.of(
          ConfigCode.CONFIG_NOT_FOUND,
          ConfigCode.CONFIG_SEVERAL_FILES,
          ConfigCode.CONFIG_UNREADABLE,
          ConfigCode.CONFIG_FORMAT_NOT_SUPPORTED,
          ConfigCode.CONFIG_NOT_RESOLVED);

  @Test
  void everyCodeHasAText() throws IOException {
    StringBuilder texts = new StringBuilder();
    try (Stream<Path> files = Files.list(CASES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
        texts.append(Files.readString(file));
      }
    }
    assertThat(ConfigCode.values())
        .allMatch(code -> TESTED_ELSEWHERE.contains(code) || texts.indexOf(code.name() + ":") >= 0);
  }

  private static String render(Path config) {
    Problems problems = new Problems();
    ConfigSource source = ConfigFiles.open(config, CASES, problems);
    if (source != null) {
      LoadContext context =
          new LoadContext(
              "dev",
              "eu-west-1",
              "orders",
              null,
              null,
              Map.of("port", 8080L),
              (directory, arguments) -> {
                throw new IOException("not a git repository");
              },
              null,
              Map.of(),
              null);
      ConfigLoader.load(source, context, TYPES, problems);
    }
    String text = ProblemText.plain().of(problems.sorted()) + "\n";
    return text.replace(CASES.toAbsolutePath().toString(), "<folder>");
  }
}
