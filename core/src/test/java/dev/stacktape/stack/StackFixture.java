package dev.stacktape.stack;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.config.Config;
import dev.stacktape.config.ConfigLoader;
import dev.stacktape.config.ConfigSource;
import dev.stacktape.config.LoadContext;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder with a config, and what becomes of it. */
final class StackFixture {
  private final Path folder;
  private final Target target;

  StackFixture(Path folder, String project) {
    this.folder = folder;
    this.target = new Target(project, "dev", "eu-west-1", Target.UNKNOWN_ACCOUNT);
  }

  /** A template, or the problems why there is none. */
  record Outcome(@Nullable Synthesis synthesis, List<Problem> problems) {}

  Outcome synthesize() {
    return synthesize(modules());
  }

  Outcome synthesize(List<JavaModule> modules) {
    Problems problems = new Problems();
    Config config = load(problems);
    if (config == null) {
      return new Outcome(null, problems.sorted());
    }
    try {
      Synthesis synthesis = Synthesizer.synthesize(config, target, modules, problems);
      return new Outcome(synthesis, synthesis.warnings());
    } catch (StacktapeException e) {
      return new Outcome(null, e.problems());
    }
  }

  /** What {@code validate} finds. */
  List<Problem> validate() {
    Problems problems = new Problems();
    Config config = load(problems);
    if (config != null) {
      StackModel.of(config, target, modules(), problems);
    }
    return problems.sorted();
  }

  private @Nullable Config load(Problems problems) {
    try {
      String text = Files.readString(folder.resolve("stacktape.yml"));
      return ConfigLoader.load(
          new ConfigSource("stacktape.yml", folder, text),
          LoadContext.of(target.project(), target.stage(), target.region()),
          ResourceCatalog.records(),
          problems);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<JavaModule> modules() {
    Path sources = folder.resolve("src/main/java");
    return Files.isDirectory(sources) ? List.of(module(folder, 21)) : List.of();
  }

  static JavaModule module(Path folder, int release) {
    return new JavaModule(
        "com.acme:shop",
        folder,
        List.of(folder.resolve("src/main/java")),
        folder.resolve("target/classes"),
        release,
        null,
        List::of);
  }
}
