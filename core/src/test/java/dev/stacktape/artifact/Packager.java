package dev.stacktape.artifact;

import dev.stacktape.artifact.javascript.JavaScriptPackager;
import dev.stacktape.artifact.python.PythonPackager;
import dev.stacktape.event.Event;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.testing.TestEsbuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Packages with the defaults of a test and remembers what was told. */
final class Packager {
  private final Path output;
  private final List<JavaModule> modules;
  private Map<String, String> environment = System.getenv();
  final List<Event> events = new ArrayList<>();

  Packager(Path output, JavaModule... modules) {
    this.output = output;
    this.modules = List.of(modules);
  }

  static Packager of(JavaProject project) {
    return new Packager(project.output(), project.module());
  }

  /** Lets it see other programs than those of this machine. */
  Packager environment(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  List<Artifact> build(ArtifactSpec... specs) {
    return new Packaging(
            output,
            List.of(
                new JavaScriptPackager(
                    TestEsbuild.binary(), new Programs(environment), output.resolve("javascript")),
                new PythonPackager(new Programs(environment), output.resolve("python"))),
            modules,
            module -> "Run: build " + module.id(),
            events::add,
            Runnable::run)
        .packageAll(Arrays.asList(specs));
  }

  Artifact buildOne(ArtifactSpec spec) {
    return build(spec).get(0);
  }

  /** What stands against packaging {@code specs}. */
  List<Problem> problems(ArtifactSpec... specs) {
    try {
      build(specs);
    } catch (StacktapeException e) {
      return e.problems();
    }
    throw new AssertionError("No problem was reported");
  }

  Problem problem(ArtifactSpec... specs) {
    List<Problem> problems = problems(specs);
    if (problems.size() != 1) {
      throw new AssertionError("Expected one problem, not " + problems);
    }
    return problems.get(0);
  }

  List<Problem> warnings() {
    return events.stream()
        .filter(Event.Warned.class::isInstance)
        .map(event -> ((Event.Warned) event).problem())
        .toList();
  }
}
