package dev.stacktape;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.artifact.Packaging;
import dev.stacktape.artifact.Programs;
import dev.stacktape.artifact.SourcePackager;
import dev.stacktape.artifact.javascript.JavaScriptPackager;
import dev.stacktape.artifact.python.PythonPackager;
import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.event.EventListener;
import dev.stacktape.stack.Synthesis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The packaging phase of an operation, on a pool of its own. */
record Packing(
    StackRequest request,
    Phases phases,
    EventListener events,
    EsbuildBinary esbuild,
    Map<String, String> environment) {

  List<Artifact> build(Synthesis synthesis) {
    return synthesis.artifacts().isEmpty()
        ? List.of()
        : phases.run(Phase.PACKAGE, () -> onPool(synthesis));
  }

  private List<Artifact> onPool(Synthesis synthesis) {
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
    try {
      Path output = request.outputDirectory();
      Programs programs = new Programs(environment);
      List<SourcePackager> packagers =
          List.of(
              new JavaScriptPackager(esbuild, programs, output.resolve("javascript")),
              new PythonPackager(programs, output.resolve("python")));
      return new Packaging(
              output.resolve("artifacts"),
              packagers,
              request.modules(),
              module -> "Compile it first: `" + request.packageCommand() + "`.",
              events,
              pool)
          .packageAll(synthesis.artifacts());
    } finally {
      pool.shutdown();
    }
  }
}
