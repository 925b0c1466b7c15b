package dev.stacktape;

import dev.stacktape.config.Binder;
import dev.stacktape.config.ConfigFiles;
import dev.stacktape.config.ConfigReader;
import dev.stacktape.config.ConfigSource;
import dev.stacktape.config.Guardrails;
import dev.stacktape.config.Node;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The guardrails of this user or machine, which hold for every project: {@code
 * ~/.stacktape/guardrails.yml}, or the file that {@code STACKTAPE_GUARDRAILS} names.
 */
final class OwnGuardrails {
  private static final String VARIABLE = "STACKTAPE_GUARDRAILS";

  private OwnGuardrails() {}

  /**
   * The guardrails by the name of their file; none where there is no such file.
   *
   * @throws StacktapeException when there is one that cannot be read: what is meant to protect must
   *     not be passed over
   */
  static Map<String, Guardrails> read(Map<String, String> environment) {
    String named = environment.get(VARIABLE);
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
    Path file =
        named == null ? home.resolve(".stacktape").resolve("guardrails.yml") : Path.of(named);
    if (named == null && !Files.exists(file)) {
      return Map.of();
    }
    Problems problems = new Problems();
    Guardrails guardrails = bind(ConfigFiles.open(file, home, problems), problems);
    problems.throwIfErrors();
    return Map.of("`" + file + "`", guardrails == null ? Guardrails.none() : guardrails);
  }

  private static @Nullable Guardrails bind(@Nullable ConfigSource source, Problems problems) {
    Node.Mapping root = source == null ? null : ConfigReader.read(source, problems);
    return root == null ? null : Binder.bind(root, Guardrails.class, problems);
  }
}
