package dev.stacktape.artifact;

import dev.stacktape.artifact.JavaModule.Dependency;
import dev.stacktape.problem.Problems;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the functions of one Maven module share: its classes at the root, the jars
 * that it needs in {@code lib/}. Jars stay whole, because Lambda counts what it unpacks against its
 * limit, and classes out of their jars are 2.5 times as large.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">AWS on Java
 *     packages</a>
 */
final class ModuleBuild implements Build {
  private static final String LIB = "lib/";

  private final JavaModule module;
  private final List<Dependency> classpath;
  private final FileChoice files;
  private final BuildAdvice advice;
  private final Problems problems = new Problems();
  private final List<Part> parts = new ArrayList<>();
  private final List<NativeLibrary> libraries = new ArrayList<>();
  private Survey.@Nullable Compiled newestClass;

  ModuleBuild(JavaModule module, List<Dependency> classpath, FileChoice files, BuildAdvice advice) {
    this.module = module;
    this.classpath =
        classpath.stream().filter(dependency -> !isExcluded(dependency, files)).toList();
    this.files = files;
    this.advice = advice;
  }

  @Override
  public Gathered gather() throws IOException {
    boolean compiled = addClasses();
    for (Map.Entry<Dependency, String> named : LibNames.of(classpath).entrySet()) {
      addDependency(named.getKey(), LIB + named.getValue());
    }
    return new Gathered(
        files.applyTo(parts, problems),
        DosTime.of(module.outputTimestamp()),
        compiled ? new Survey(newestClass, libraries) : null,
        problems.sorted());
  }

  /** A dependency is named by its artifactId, or by groupId and artifactId. */
  private static boolean isExcluded(Dependency dependency, FileChoice files) {
    String[] names = dependency.id().split(":", -1);
    return names.length > 1
        && (files.excludes(names[1]) || files.excludes(names[0] + ":" + names[1]));
  }

  private boolean addClasses() throws IOException {
    Path classes = module.classesDirectory();
    List<Part> own = Files.isDirectory(classes) ? Folder.parts(classes, problems) : List.of();
    if (own.isEmpty()) {
      problems.add(
          ArtifactCode.ARTIFACT_NOT_COMPILED
              .error(
                  module.id() + " has not been compiled: there are no classes in " + classes + ".")
              .hint(advice.toCompile(module)));
      return false;
    }
    surveyFiles(own);
    parts.addAll(own);
    Freshness.check(module, advice).ifPresent(problems::add);
    return true;
  }

  private void addDependency(Dependency dependency, String path) throws IOException {
    Path file = dependency.path();
    if (Files.isDirectory(file)) {
      addFolder(file, path);
    } else if (Files.isRegularFile(file)) {
      addJar(dependency, path);
    } else {
      problems.add(
          ArtifactCode.ARTIFACT_DEPENDENCY_MISSING
              .error(module.id() + " needs " + dependency.id() + ", but " + file + " is not there.")
              .hint(advice.toCompile(module)));
    }
  }

  /** A sibling module that was compiled but not packaged: its jar is made here. */
  private void addFolder(Path folder, String path) throws IOException {
    List<Part> inside = Folder.parts(folder, problems);
    surveyFiles(inside);
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    DosTime time = DosTime.of(module.outputTimestamp());
    var unused =
        ZipWriter.write(Content.read(inside, time, KnownFiles.none()), jar, new PackedEntries());
    parts.add(new Part(path, Part.FILE, new Source.InMemory(jar.toByteArray())));
  }

  private void addJar(Dependency dependency, String path) throws IOException {
    Path file = dependency.path();
    try (ZipFile jar = new ZipFile(file.toFile())) {
      libraries.addAll(NativeLibrary.in(jar, path));
    } catch (IOException e) {
      problems.add(
          ArtifactCode.ARTIFACT_DEPENDENCY_BROKEN
              .error(dependency.id() + " cannot be read as a jar: " + e.getMessage() + ".")
              .hint("Delete " + file + ", so that it is fetched or built again."));
      return;
    }
    parts.add(new Part(path, Part.FILE, Source.OnDisk.of(file)));
  }

  private void surveyFiles(List<Part> files) throws IOException {
    for (Part part : files) {
      if (isOrdinaryClass(part)) {
        surveyClass(part);
      }
      NativeLibrary library = NativeLibrary.of(part);
      if (library != null) {
        libraries.add(library);
      }
    }
  }

  /** Classes for newer releases are welcome in a multi-release tree. */
  private static boolean isOrdinaryClass(Part part) {
    return part.path().endsWith(".class")
        && !part.path().startsWith("META-INF/")
        && !part.path().endsWith("module-info.class");
  }

  private void surveyClass(Part part) throws IOException {
    if (!(part.source() instanceof Source.OnDisk onDisk)) {
      return;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(onDisk.file()), 64)) {
      int release = ClassFile.readRelease(in);
      if (newestClass == null || release > newestClass.release()) {
        newestClass = new Survey.Compiled(part.path(), release);
      }
    } catch (IOException e) {
      problems.add(
          ArtifactCode.ARTIFACT_CLASS_BROKEN
              .error(
                  part.path() + " of " + module.id() + " cannot be read: " + e.getMessage() + ".")
              .hint(advice.toCompile(module)));
    }
  }
}
