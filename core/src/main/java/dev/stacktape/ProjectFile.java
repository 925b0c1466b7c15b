package dev.stacktape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.deploy.DeployCode;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Maven build tells whoever deploys its code without Maven: {@code project.json} in the
 * output directory. It holds where things are, not what is in them, so it goes stale only when the
 * build itself changes.
 *
 * @param name the project's name where the config gives none
 * @param modules of the build
 * @param command what writes the file anew
 */
public record ProjectFile(String name, List<Module> modules, String command) {
  /** Its name in the output directory. */
  public static final String FILE_NAME = "project.json";

  private static final JsonFactory TOKENS = new JsonFactory();

  /**
   * A {@link JavaModule} whose classpath is known.
   *
   * @param pom its pom, whose change makes the file stale
   * @param outputTimestamp ISO-8601, null when the module sets none
   */
  public record Module(
      String id,
      String directory,
      String pom,
      List<String> sourceRoots,
      String classesDirectory,
      int release,
      @Nullable String outputTimestamp,
      List<Entry> classpath) {

    private JavaModule toModule() {
      List<JavaModule.Dependency> dependencies =
          classpath.stream()
              .map(entry -> new JavaModule.Dependency(entry.id(), Path.of(entry.path())))
              .toList();
      return new JavaModule(
          id,
          Path.of(directory),
          sourceRoots.stream().map(Path::of).toList(),
          Path.of(classesDirectory),
          release,
          outputTimestamp == null ? null : Instant.parse(outputTimestamp),
          () -> dependencies);
    }

    private void write(JsonGenerator to) throws IOException {
      to.writeStartObject();
      to.writeStringField("id", id);
      to.writeStringField("directory", directory);
      to.writeStringField("pom", pom);
      to.writeArrayFieldStart("sourceRoots");
      for (String root : sourceRoots) {
        to.writeString(root);
      }
      to.writeEndArray();
      to.writeStringField("classesDirectory", classesDirectory);
      to.writeNumberField("release", release);
      to.writeStringField("outputTimestamp", outputTimestamp);
      to.writeArrayFieldStart("classpath");
      for (Entry entry : classpath) {
        to.writeStartObject();
        to.writeStringField("id", entry.id());
        to.writeStringField("path", entry.path());
        to.writeEndObject();
      }
      to.writeEndArray();
      to.writeEndObject();
    }

    private static Module of(JavaModule module) {
      return new Module(
          module.id(),
          module.directory().toString(),
          module.directory().resolve("pom.xml").toString(),
          module.sourceRoots().stream().map(Path::toString).toList(),
          module.classesDirectory().toString(),
          module.release(),
          module.outputTimestamp() == null ? null : module.outputTimestamp().toString(),
          module.runtimeClasspath().get().stream()
              .map(entry -> new Entry(entry.id(), entry.path().toString()))
              .toList());
    }
  }

  /** An entry of a classpath. */
  public record Entry(String id, String path) {}

  /** Writes what a request knows of its build; asks its modules for their dependencies. */
  public static void write(StackRequest request, String command) throws IOException {
    ProjectFile file =
        new ProjectFile(
            request.fallbackName(), request.modules().stream().map(Module::of).toList(), command);
    Files.createDirectories(request.outputDirectory());
    Files.writeString(request.outputDirectory().resolve(FILE_NAME), file.json() + "\n");
  }

  /** Token by token: the goal is over before the classes that bind records are loaded. */
  private String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator to =
        TOKENS.createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
      to.writeStartObject();
      to.writeStringField("name", name);
      to.writeArrayFieldStart("modules");
      for (Module module : modules) {
        module.write(to);
      }
      to.writeEndArray();
      to.writeStringField("command", command);
      to.writeEndObject();
    }
    return text.toString();
  }

  /**
   * Reads the file of a folder's build.
   *
   * @return null where there is none
   * @throws StacktapeException {@code PROJECT_FILE_STALE} when the build has changed since, or
   *     something that it names is gone
   */
  public static @Nullable ProjectFile read(Path outputDirectory) {
    Path path = outputDirectory.resolve(FILE_NAME);
    if (!Files.isRegularFile(path)) {
      return null;
    }
    try {
      ProjectFile file = mapper().readValue(Files.readString(path), ProjectFile.class);
      file.requireFresh(path);
      return file;
    } catch (JsonProcessingException broken) {
      throw stale("it cannot be read", "mvn package stacktape:package");
    } catch (IOException unreadable) {
      throw stale("it cannot be read: " + unreadable.getMessage(), "mvn package stacktape:package");
    }
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  /** The modules as the engine takes them. */
  public List<JavaModule> javaModules() {
    return modules.stream().map(Module::toModule).toList();
  }

  private void requireFresh(Path path) throws IOException {
    for (Module module : modules) {
      Path pom = Path.of(module.pom());
      if (!Files.isRegularFile(pom)
          || Files.getLastModifiedTime(pom).compareTo(Files.getLastModifiedTime(path)) > 0) {
        throw stale(module.pom() + " was changed since", command);
      }
      for (Entry entry : module.classpath()) {
        if (!Files.exists(Path.of(entry.path()))) {
          throw stale(entry.path() + " is gone", command);
        }
      }
    }
  }

  private static StacktapeException stale(String why, String command) {
    return new StacktapeException(
        DeployCode.PROJECT_FILE_STALE
            .error("What Maven said about this project no longer holds: " + why + ".")
            .hint("Build it again: `" + command + "`."));
  }
}
