package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stacktape.artifact.ArtifactSpec.JavaScriptFunction;
import dev.stacktape.artifact.JavaScriptOptions.ModuleFormat;
import dev.stacktape.problem.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A project of source files on disk that is packaged for Lambda. */
final class NodeProject {
  static final Location PLACE = new Location("stacktape.yml", 7, 11, null);

  private final Path directory;
  private JavaScriptOptions options = JavaScriptOptions.defaults();
  private FileChoice files;
  private String runtime = "nodejs24.x";
  private String architecture = "x86_64";

  NodeProject(Path directory) {
    this.directory = directory;
    this.files = FileChoice.none(directory);
  }

  NodeProject file(String path, String text) {
    JavaProject.write(directory.resolve(path), text);
    return this;
  }

  /** Installs a package whose index.js is {@code code}. */
  NodeProject installed(String name, String manifest, String code) {
    return file("node_modules/" + name + "/package.json", manifest)
        .file("node_modules/" + name + "/index.js", code);
  }

  NodeProject options(
      @Nullable ModuleFormat format, boolean sourceMaps, String... unbundledPackages) {
    options =
        new JavaScriptOptions(null, false, List.of(unbundledPackages), format, sourceMaps, null);
    return this;
  }

  NodeProject options(JavaScriptOptions all) {
    options = all;
    return this;
  }

  NodeProject runtime(String name) {
    runtime = name;
    return this;
  }

  NodeProject architecture(String name) {
    architecture = name;
    return this;
  }

  NodeProject files(List<String> include, List<String> exclude, List<String> dependencies) {
    files = new FileChoice(directory, include, exclude, dependencies);
    return this;
  }

  Path directory() {
    return directory;
  }

  JavaScriptFunction function(String entry, String handler) {
    return new JavaScriptFunction(
        handler.replaceFirst(".*\\.", "") + "Function",
        directory.resolve(entry),
        handler,
        runtime,
        architecture,
        options,
        files,
        PLACE);
  }

  Packager packager() {
    return new Packager(directory.resolve("target/stacktape"));
  }

  Artifact build(String entry, String handler) {
    return packager().buildOne(function(entry, handler));
  }

  /** The entries of an artifact and what is in them. */
  static Map<String, String> contents(Artifact artifact) {
    Map<String, String> contents = new TreeMap<>();
    try (ZipFile zip = new ZipFile(artifact.file().toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        if (entry.isDirectory()) {
          continue;
        }
        try (InputStream in = zip.getInputStream(entry)) {
          contents.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }
}
