package dev.stacktape.artifact;

import dev.stacktape.artifact.ArtifactSpec.FunctionSpec;
import dev.stacktape.artifact.ArtifactSpec.JavaFunction;
import dev.stacktape.artifact.ArtifactSpec.Prebuilt;
import dev.stacktape.artifact.ArtifactSpec.SourceFunction;
import dev.stacktape.artifact.JavaModule.Dependency;
import dev.stacktape.event.Event;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.Severity;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link Packaging#packageAll}: starts all builds, then goes through the specs in their
 * order and looks at what became of each. Only builds run on other threads.
 */
final class PackagingRun {
  private final Packaging packaging;
  private final ZipStore store;
  private final Problems problems = new Problems();

  /**
   * By what they are made of: a module and a choice, the path of something prebuilt, or a build.
   */
  private final Map<Object, CompletableFuture<Built>> builds = new HashMap<>();

  /** By the id of their module; empty when the module reported problems. */
  private final Map<String, Optional<List<Dependency>>> classpaths = new HashMap<>();

  /** Several functions may share a build; its problems are told once. */
  private final Set<CompletableFuture<Built>> told = new HashSet<>();

  PackagingRun(Packaging packaging) {
    this.packaging = packaging;
    this.store = new ZipStore(packaging.outputDirectory());
  }

  List<Artifact> packageAll(List<ArtifactSpec> specs) {
    List<Job> jobs = new ArrayList<>();
    for (ArtifactSpec spec : specs) {
      if (!(spec instanceof ImageSpec)) {
        start(spec).ifPresent(jobs::add);
      }
    }
    List<Artifact> artifacts = new ArrayList<>();
    for (Job job : jobs) {
      finish(job).ifPresent(artifacts::add);
    }
    problems.throwIfErrors();
    problems.sorted().forEach(warning -> packaging.listener().on(new Event.Warned(warning)));
    tidy(artifacts);
    return artifacts;
  }

  private void tidy(List<Artifact> artifacts) {
    try {
      store.tidy(artifacts.stream().map(Artifact::digest).collect(Collectors.toSet()));
    } catch (IOException e) {
      packaging.listener().on(new Event.Warned(Built.problem(e).as(Severity.WARNING)));
    }
  }

  /** A spec whose build is under way. */
  private record Job(
      ArtifactSpec spec, CompletableFuture<Built> building, @Nullable HandlerCheck handlerCheck) {}

  private Optional<Job> start(ArtifactSpec spec) {
    if (spec instanceof JavaFunction function) {
      return startJava(function);
    }
    if (spec instanceof SourceFunction function) {
      problems.add(notSupported(function));
      return Optional.empty();
    }
    if (spec instanceof Prebuilt prebuilt) {
      Path path = prebuilt.path();
      return Optional.of(new Job(spec, building(path, new PrebuiltBuild(path)), null));
    }
    Build build =
        packaging.packagers().stream()
            .flatMap(packager -> packager.build(spec).stream())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Nothing packages " + spec));
    return Optional.of(new Job(spec, building(build, build), null));
  }

  private static Problem notSupported(SourceFunction function) {
    return ArtifactCode.FEATURE_NOT_SUPPORTED
        .error(
            "The code of %s is in %s, which cannot be packaged yet."
                .formatted(function.name(), function.language()))
        .at(function.location())
        .hint("Build it yourself and use the packaging `custom-artifact`.");
  }

  private Optional<Job> startJava(JavaFunction function) {
    Optional<JavaModule> owner = owner(function);
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    JavaModule module = owner.get();
    Optional<List<Dependency>> classpath = classpath(module, function.location());
    return classpath.map(
        found ->
            new Job(
                function,
                building(
                    List.of(module.id(), function.files()),
                    new ModuleBuild(module, found, function.files(), packaging.advice())),
                new HandlerCheck(function, module, found, packaging.advice())));
  }

  private CompletableFuture<Built> building(Object key, Build build) {
    return builds.computeIfAbsent(
        key,
        absent ->
            CompletableFuture.supplyAsync(() -> Built.of(build, store), packaging.executor()));
  }

  /** The module that the entry file lies in: the innermost one. */
  private Optional<JavaModule> owner(JavaFunction function) {
    if (!Files.isRegularFile(JavaModule.real(function.entryFile()))) {
      problems.add(
          ArtifactCode.ARTIFACT_ENTRY_MISSING
              .error("There is no file " + function.entryFile() + ".")
              .at(function.location())
              .hint("Correct entryfilePath; it counts from the folder of the config."));
      return Optional.empty();
    }
    Optional<JavaModule> owner = JavaModule.innermost(packaging.modules(), function.entryFile());
    if (owner.isEmpty()) {
      problems.add(outsideOfModules(function));
    }
    return owner;
  }

  private Problem outsideOfModules(JavaFunction function) {
    List<String> known = packaging.modules().stream().map(JavaModule::id).toList();
    return ArtifactCode.ARTIFACT_NO_MODULE
        .error(
            function.entryFile()
                + " is in no Java module of this build. "
                + (known.isEmpty()
                    ? "There is none."
                    : "The modules: " + Words.firstOf(known) + "."))
        .at(function.location())
        .hint(
            "Run the build that compiles it, or package something that you built yourself with"
                + " packaging type custom-artifact.");
  }

  private Optional<List<Dependency>> classpath(JavaModule module, @Nullable Location location) {
    return classpaths.computeIfAbsent(
        module.id(),
        absent -> {
          try {
            return Optional.of(module.runtimeClasspath().get());
          } catch (StacktapeException e) {
            e.problems().forEach(problem -> problems.add(placed(problem, location)));
            return Optional.empty();
          }
        });
  }

  private Optional<Artifact> finish(Job job) {
    ArtifactSpec spec = job.spec();
    Built built = job.building().join();
    if (told.add(job.building())) {
      built.problems().forEach(problem -> problems.add(placed(problem, spec.location())));
    }
    if (built.survey() != null) {
      fit(job, built.survey(), built)
          .forEach(problem -> problems.add(placed(problem, spec.location())));
    }
    Optional<Artifact> artifact = built.artifact(spec.name());
    artifact.ifPresent(packaged -> packaging.listener().on(event(packaged)));
    return artifact;
  }

  /** What is wrong between the content and the function that is to run it. */
  private static List<Problem> fit(Job job, Survey survey, Built built) {
    List<Problem> found = new ArrayList<>();
    if (job.spec() instanceof FunctionSpec function) {
      FunctionChecks.runtime(function.name(), function.runtime(), survey).ifPresent(found::add);
      FunctionChecks.architecture(function.name(), function.architecture(), survey)
          .ifPresent(found::add);
    }
    try {
      if (job.handlerCheck() != null) {
        job.handlerCheck().check().ifPresent(found::add);
      } else if (job.spec() instanceof Prebuilt prebuilt && built.content() != null) {
        new PrebuiltHandlerCheck(prebuilt, built.content().parts()).check().ifPresent(found::add);
      }
    } catch (IOException e) {
      found.add(Built.problem(e));
    } catch (UncheckedIOException e) {
      found.add(Built.problem(new IOException(e.getMessage(), e)));
    }
    return found;
  }

  private static Problem placed(Problem problem, @Nullable Location location) {
    return problem.location() == null ? problem.at(location) : problem;
  }

  private static Event event(Artifact artifact) {
    return new Event.ArtifactPackaged(
        artifact.name(),
        artifact.digest(),
        artifact.sizeBytes(),
        artifact.unpackedBytes(),
        artifact.reused());
  }
}
