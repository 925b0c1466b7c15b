package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stacktape.artifact.ArtifactSpec.JavaFunction;
import dev.stacktape.artifact.JavaModule.Dependency;
import dev.stacktape.problem.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A module on disk whose sources are really compiled, and the dependencies that it is given. */
final class JavaProject {
  static final String HANDLER_INTERFACE =
      "package com.amazonaws.services.lambda.runtime;"
          + " public interface RequestHandler<I, O> { O handleRequest(I input, Object context); }";
  static final String HANDLER =
      "package com.acme; public class SaveOrder implements"
          + " com.amazonaws.services.lambda.runtime.RequestHandler<String, String> {"
          + " public String handleRequest(String input, Object context) { return input; } }";

  private final Path directory;
  private final String id;
  private final List<Dependency> classpath = new ArrayList<>();
  private int release = 17;
  private @Nullable Instant outputTimestamp;

  JavaProject(Path directory, String id) {
    this.directory = directory;
    this.id = id;
  }

  /** A module with one handler, its resource and two jars. */
  static JavaProject withHandler(Path directory) {
    JavaProject project = new JavaProject(directory, "com.acme:orders");
    project.dependency("com.amazonaws:aws-lambda-java-core:1.4.0", runtimeJar(directory));
    project.dependency(
        "org.other:parser:2.0", jar(directory.resolve("repo/parser-2.0.jar"), Map.of("p", "p")));
    project.source("com/acme/SaveOrder.java", HANDLER);
    project.resource("application.properties", "greeting=hello\n");
    return project;
  }

  private static Path runtimeJar(Path directory) {
    Path classes = directory.resolve("repo/runtime-classes");
    compile(
        Map.of("com/amazonaws/services/lambda/runtime/RequestHandler", HANDLER_INTERFACE),
        classes,
        17,
        "");
    return jarOf(directory.resolve("repo/aws-lambda-java-core-1.4.0.jar"), classes);
  }

  JavaProject release(int newRelease) {
    release = newRelease;
    return this;
  }

  JavaProject outputTimestamp(String instant) {
    outputTimestamp = Instant.parse(instant);
    return this;
  }

  JavaProject dependency(String dependencyId, Path path) {
    classpath.add(new Dependency(dependencyId, path));
    return this;
  }

  /** Writes a source file and compiles it. */
  JavaProject source(String path, String text) {
    write(directory.resolve("src/main/java").resolve(path), text);
    String jars =
        String.join(
            java.io.File.pathSeparator,
            classpath.stream().map(dependency -> dependency.path().toString()).toList());
    compile(Map.of(path.replace(".java", ""), text), classes(), release, jars);
    return this;
  }

  JavaProject resource(String path, String text) {
    write(classes().resolve(path), text);
    return this;
  }

  Path directory() {
    return directory;
  }

  Path classes() {
    return directory.resolve("target/classes");
  }

  Path output() {
    return directory.resolve("target/stacktape/artifacts");
  }

  JavaModule module() {
    return new JavaModule(
        id,
        directory,
        List.of(directory.resolve("src/main/java")),
        classes(),
        release,
        outputTimestamp,
        () -> List.copyOf(classpath));
  }

  JavaFunction function(String name, String handler) {
    return function(name, handler, "java17", "x86_64");
  }

  JavaFunction function(String name, String handler, String runtime, String architecture) {
    String type = handler.split("::", -1)[0];
    return new JavaFunction(
        name,
        directory.resolve("src/main/java/com/acme/SaveOrder.java"),
        handler,
        runtime,
        architecture,
        FileChoice.none(directory),
        new Location("stacktape.yml", 4 + name.length(), 7, type));
  }

  JavaFunction saveOrder() {
    return function("saveOrder", "com.acme.SaveOrder::handleRequest");
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path jar(Path file, Map<String, String> files) {
    try {
      Files.createDirectories(file.getParent());
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        for (Map.Entry<String, String> entry : new TreeMap<>(files).entrySet()) {
          zip.putNextEntry(entry(entry.getKey()));
          zip.write(entry.getValue().getBytes(UTF_8));
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jarOf(Path file, Path classes) {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out);
        var files = Files.walk(classes)) {
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(entry(classes.relativize(each).toString().replace('\\', '/')));
        Files.copy(each, zip);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(java.time.LocalDateTime.of(2020, 1, 1, 0, 0));
    return entry;
  }

  private static void compile(Map<String, String> sources, Path to, int release, String jars) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<SimpleJavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new SourceText(name, text)));
    try {
      Files.createDirectories(to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> options =
        new ArrayList<>(List.of("-d", to.toString(), "--release", Integer.toString(release)));
    options.addAll(List.of("-cp", jars.isEmpty() ? to.toString() : jars, "-proc:none"));
    if (!compiler.getTask(null, null, null, options, null, units).call()) {
      throw new IllegalStateException("The test's own source does not compile");
    }
  }

  private static final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(String name, String text) {
      super(URI.create("string:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
