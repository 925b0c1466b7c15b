package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ArtifactCode;
import dev.stacktape.artifact.BuildAdvice;
import dev.stacktape.artifact.ClassFile;
import dev.stacktape.artifact.Folder;
import dev.stacktape.artifact.Freshness;
import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.artifact.ImageSpec.SourceImage;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.artifact.JavaModule.Dependency;
import dev.stacktape.artifact.LibNames;
import dev.stacktape.artifact.Part;
import dev.stacktape.artifact.Source;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program out of a Maven module. Layers by rate of change: released dependencies, snapshots and
 * sibling modules, resources, classes. A Spring Boot application is started from its classes, which
 * is quicker than from its repackaged jar and needs no repackaging.
 */
final class JavaProgram implements SourceRecipe.Planning {
  /** What Eclipse Temurin has images of. */
  private static final List<Integer> RELEASES = List.of(8, 11, 17, 21, 25);

  private static final int USUAL = 21;

  /** Watches source files, for developers; Spring's own packaging leaves it out too. */
  private static final String DEVTOOLS = "org.springframework.boot:spring-boot-devtools:";

  private static final String LIB = ImagePlan.HOME + "/lib/";
  private static final String MODULES = ImagePlan.HOME + "/modules/";
  private static final String RESOURCES = ImagePlan.HOME + "/resources";
  private static final String CLASSES = ImagePlan.HOME + "/classes";

  private final SourceImage spec;
  private final JavaModule module;
  private final List<Dependency> dependencies;
  private final BuildAdvice advice;

  private final List<ImageFile> released = new ArrayList<>();
  private final List<ImageFile> changing = new ArrayList<>();
  private final List<ImageFile> resources = new ArrayList<>();
  private final List<ImageFile> classes = new ArrayList<>();
  private final List<String> classPath = new ArrayList<>(List.of(RESOURCES, CLASSES));

  /**
   * A program to be planned.
   *
   * @param dependencies what it needs at run time
   */
  JavaProgram(
      SourceImage spec, JavaModule module, List<Dependency> dependencies, BuildAdvice advice) {
    this.spec = spec;
    this.module = module;
    this.dependencies =
        dependencies.stream()
            .filter(dependency -> !dependency.id().startsWith(DEVTOOLS))
            .filter(dependency -> !isExcluded(dependency))
            .toList();
    this.advice = advice;
  }

  @Override
  public ImagePlan plan(Problems problems) throws IOException {
    addClasses(problems);
    problems.throwIfErrors();
    for (Map.Entry<Dependency, String> named : LibNames.of(dependencies).entrySet()) {
      add(named.getKey(), named.getValue(), problems);
    }
    String main = new EntryClass(module, spec.entryFile()).find(problems).orElse("");
    Freshness.check(module, advice).ifPresent(problems::add);
    List<ImageFile> included =
        ImageFile.of(ImagePlan.HOME, spec.files().applyTo(List.of(), problems));
    return new ImagePlan(
        "public.ecr.aws/docker/library/eclipse-temurin:" + release() + "-jre",
        List.of(
            new ImageLayer("dependencies", released, true),
            new ImageLayer("snapshots and sibling modules", changing, false),
            new ImageLayer("files", included, false),
            new ImageLayer("resources", resources, false),
            new ImageLayer("classes", classes, false)),
        List.of(
            "java",
            // Half of the memory, the JVM's own choice, is for machines that it shares.
            "-XX:MaxRAMPercentage=75.0",
            // A task that is out of memory is replaced rather than left half alive.
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            String.join(":", classPath),
            main),
        Map.of("HOME", ImagePlan.HOME),
        spec.architecture());
  }

  private void addClasses(Problems problems) throws IOException {
    Path folder = module.classesDirectory();
    List<Part> parts = Files.isDirectory(folder) ? Folder.parts(folder, problems) : List.of();
    if (parts.isEmpty()) {
      problems.add(
          ArtifactCode.ARTIFACT_NOT_COMPILED
              .error(
                  module.id() + " has not been compiled: there are no classes in " + folder + ".")
              .hint(advice.toCompile(module)));
      return;
    }
    for (Part part : spec.files().applyExclusions(parts)) {
      if (part.path().endsWith(".class")) {
        classes.add(ImageFile.of(CLASSES, part));
        requireRelease(part, problems);
      } else {
        resources.add(ImageFile.of(RESOURCES, part));
      }
    }
  }

  private void requireRelease(Part part, Problems problems) throws IOException {
    if (part.path().startsWith("META-INF/") || part.path().endsWith("module-info.class")) {
      return;
    }
    Path file = ((Source.OnDisk) part.source()).file();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 64)) {
      int needed = ClassFile.readRelease(in);
      if (needed > release() && !problems.hasErrors()) {
        problems.add(tooNew(part, needed));
      }
    }
  }

  private Problem tooNew(Part part, int needed) {
    return ArtifactCode.ARTIFACT_CLASS_TOO_NEW
        .error(
            "%s was compiled for Java %d, but the image of %s has Java %d."
                .formatted(part.path(), needed, spec.name(), release()))
        .hint("Set languageSpecificConfig.javaVersion: " + needed + ", or compile for less.");
  }

  private void add(Dependency dependency, String name, Problems problems) throws IOException {
    Path path = dependency.path();
    if (Files.isDirectory(path)) {
      String folder = MODULES + name.replaceAll("\\.jar$", "");
      for (Part part : Folder.parts(path, problems)) {
        changing.add(ImageFile.of(folder, part));
      }
      classPath.add(folder);
    } else if (Files.isRegularFile(path)) {
      boolean snapshot = dependency.id().contains("-SNAPSHOT");
      (snapshot ? changing : released)
          .add(new ImageFile(LIB + name, new Source.OnDisk(path, Files.size(path)), false));
      classPath.add(LIB + name);
    } else {
      problems.add(
          ArtifactCode.ARTIFACT_DEPENDENCY_MISSING
              .error(module.id() + " needs " + dependency.id() + ", but " + path + " is not there.")
              .hint(advice.toCompile(module)));
    }
  }

  /** The config's word, or the module's, or what is usual; the next release that there is. */
  private int release() {
    int wanted = ((Program.Java) spec.program()).release();
    int needed = wanted > 0 ? wanted : module.release() > 0 ? module.release() : USUAL;
    return RELEASES.stream()
        .filter(release -> release >= needed)
        .findFirst()
        .orElse(RELEASES.get(RELEASES.size() - 1));
  }

  /** By {@code artifactId} or {@code groupId:artifactId}. */
  private boolean isExcluded(Dependency dependency) {
    String[] parts = dependency.id().split(":", -1);
    return parts.length > 1
        && (spec.files().excludes(parts[1]) || spec.files().excludes(parts[0] + ":" + parts[1]));
  }
}
