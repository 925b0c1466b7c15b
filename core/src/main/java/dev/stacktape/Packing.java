package dev.stacktape;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.BuildAdvice;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.artifact.Packaging;
import dev.stacktape.artifact.Programs;
import dev.stacktape.artifact.image.ImageBuilding;
import dev.stacktape.artifact.image.ImageLookup;
import dev.stacktape.artifact.image.ImageSettings;
import dev.stacktape.artifact.javascript.JavaScriptPackager;
import dev.stacktape.artifact.python.PythonPackager;
import dev.stacktape.artifact.registry.RegistryLogins;
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

  /** Without AWS: what its registries have is not known. */
  Packages build(Synthesis synthesis) {
    return build(synthesis, ImageLookup.nothing(), RegistryLogins.none());
  }

  /** With AWS, whose registries are asked only when there are images. */
  Packages build(Synthesis synthesis, Cloud cloud) {
    return build(
        synthesis,
        contents -> cloud.ask(() -> cloud.images().find(synthesis.target(), contents)),
        cloud.registryLogins());
  }

  private Packages build(Synthesis synthesis, ImageLookup lookup, RegistryLogins logins) {
    return synthesis.artifacts().isEmpty()
        ? Packages.NONE
        : phases.run(Phase.PACKAGE, () -> onPool(synthesis.artifacts(), lookup, logins));
  }

  private Packages onPool(List<ArtifactSpec> specs, ImageLookup lookup, RegistryLogins logins) {
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
    try {
      Path output = request.outputDirectory();
      Programs programs = new Programs(environment);
      JavaScriptPackager javaScript =
          new JavaScriptPackager(esbuild, programs, output.resolve("javascript"));
      PythonPackager python = new PythonPackager(programs, output.resolve("python"));
      BuildAdvice advice = module -> "Compile it first: `" + request.packageCommand() + "`.";
      List<JavaModule> modules = request.modules();
      return new Packages(
          new Packaging(
                  Packaging.folderIn(output),
                  List.of(javaScript, python),
                  modules,
                  advice,
                  events,
                  pool)
              .packageAll(specs),
          new ImageBuilding(
                  output.resolve("images"),
                  modules,
                  advice,
                  javaScript,
                  python,
                  imageSettings().with(logins),
                  lookup,
                  events,
                  pool)
              .buildAll(specs));
    } finally {
      pool.shutdown();
    }
  }

  private ImageSettings imageSettings() {
    String named = environment.getOrDefault("HOME", environment.get("USERPROFILE"));
    Path home = named == null ? request.outputDirectory() : Path.of(named);
    Path docker =
        environment.containsKey("DOCKER_CONFIG")
            ? Path.of(environment.get("DOCKER_CONFIG"))
            : home.resolve(".docker");
    return new ImageSettings(
        request.images().replacements(),
        home.resolve(".stacktape").resolve("images"),
        request.directory().resolve("stacktape-images.lock.json"),
        request.images().offline(),
        RegistryLogins.dockerConfig(docker.resolve("config.json")));
  }
}
