package dev.stacktape.artifact.python;

import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_MANIFEST_UNSUPPORTED;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.stacktape.artifact.PythonOptions;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file that lists the dependencies of a Python project, in the form of one of Python's tools.
 *
 * @param file absolute
 */
record Manifest(Path file, PythonOptions options) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TomlMapper TOML = TomlMapper.builder().build();

  /**
   * What it lists.
   *
   * @param exporter reads uv's lock file
   * @throws StacktapeException when the file cannot be understood
   * @throws IOException when it cannot be read
   */
  Requirements requirements(LockExporter exporter) throws IOException {
    Path folder = parent();
    String name = String.valueOf(file.getFileName());
    return switch (name) {
      case "uv.lock" -> Requirements.of(exporter.export(folder, options), folder);
      case "pyproject.toml" ->
          Files.isRegularFile(folder.resolve("uv.lock"))
              ? Requirements.of(exporter.export(folder, options), folder)
              : Requirements.of(pyproject(folder), folder);
      case "poetry.lock" -> Requirements.of(poetryLock(folder), folder);
      case "Pipfile.lock" -> Requirements.of(pipfileLock(file), folder);
      case "Pipfile" ->
          Files.isRegularFile(folder.resolve("Pipfile.lock"))
              ? Requirements.of(pipfileLock(folder.resolve("Pipfile.lock")), folder)
              : Requirements.of(pipfile(), folder);
      default -> RequirementsFile.read(file);
    };
  }

  /** Turns a lock file into lines of a requirements file. */
  @FunctionalInterface
  interface LockExporter {
    List<String> export(Path folder, PythonOptions options) throws IOException;
  }

  private Path parent() {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private List<String> poetryLock(Path folder) throws IOException {
    PoetryProject project =
        new PoetryProject(read(TOML, folder.resolve("pyproject.toml")), options);
    try {
      return new PoetryLock(read(TOML, folder.resolve("poetry.lock")))
          .lines(project.wanted().values());
    } catch (PoetryLock.ForeignSourceException e) {
      throw fromElsewhere(String.valueOf(e.getMessage()), "poetry export -o requirements.txt");
    }
  }

  /** A project of Poetry that has no lock file, whose constraints have words of their own. */
  private List<String> poetry(JsonNode document) {
    List<String> lines = new ArrayList<>();
    for (PoetryProject.Wanted wanted : new PoetryProject(document, options).wanted().values()) {
      if (wanted.source()) {
        throw fromElsewhere(wanted.name(), "poetry export -o requirements.txt");
      }
      if (wanted.constraint().contains("|")) {
        throw unsupported(
            "has alternatives for the version of " + wanted.name() + ".", "Run `poetry lock`.");
      }
      lines.add(
          wanted.name()
              + (wanted.extras().isEmpty() ? "" : "[" + String.join(",", wanted.extras()) + "]")
              + PoetryProject.constraint(wanted.constraint())
              + (wanted.marker().isEmpty() ? "" : " ; " + wanted.marker()));
    }
    return lines;
  }

  private StacktapeException fromElsewhere(String name, String export) {
    return unsupported(
        "takes " + name + " from somewhere else than a package index.",
        "Run `" + export + "`, and name requirements.txt in `packageManagerFile`.");
  }

  private List<String> pyproject(Path folder) throws IOException {
    JsonNode document = read(TOML, file);
    JsonNode project = document.path("project");
    if (Files.isRegularFile(folder.resolve("poetry.lock"))) {
      return poetryLock(folder);
    }
    if (!project.has("dependencies") && document.path("tool").path("poetry").has("dependencies")) {
      return poetry(document);
    }
    for (JsonNode dynamic : project.path("dynamic")) {
      if (dynamic.asText().equals("dependencies")) {
        throw unsupported(
            "has dependencies that only its build finds out.",
            "List them in a requirements.txt, and name it in `packageManagerFile`.");
      }
    }
    Set<String> lines = new LinkedHashSet<>();
    JsonNode groups = document.path("dependency-groups");
    if (options.onlyGroups().isEmpty()) {
      project.path("dependencies").forEach(line -> lines.add(line.asText()));
      for (String extra : options.extras()) {
        JsonNode optional = project.path("optional-dependencies").path(extra);
        requireListed(optional, "optional dependencies", extra);
        optional.forEach(line -> lines.add(line.asText()));
      }
      for (String group : options.groups()) {
        addGroup(groups, group, lines);
      }
    }
    for (String group : options.onlyGroups()) {
      addGroup(groups, group, lines);
    }
    return new ArrayList<>(lines);
  }

  private void addGroup(JsonNode groups, String group, Set<String> lines) {
    if (options.leftOutGroups().contains(group)) {
      return;
    }
    requireListed(groups.path(group), "a dependency group", group);
    for (JsonNode item : groups.path(group)) {
      if (item.has("include-group")) {
        addGroup(groups, item.path("include-group").asText(), lines);
      } else {
        lines.add(item.asText());
      }
    }
  }

  private void requireListed(JsonNode node, String what, String name) {
    if (node.isMissingNode()) {
      throw unsupported("has no " + what + " `" + name + "`.", "Correct the name.");
    }
  }

  private List<String> pipfile() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : read(TOML, file).path("packages").properties()) {
      lines.add(line(entry.getKey(), entry.getValue()));
    }
    return lines;
  }

  private List<String> pipfileLock(Path lock) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : read(JSON, lock).path("default").properties()) {
      lines.add(line(entry.getKey(), entry.getValue()));
    }
    return lines;
  }

  /** A package as pipenv writes it: a version, or a table with a version. */
  private String line(String name, JsonNode wanted) {
    if (wanted.isObject() && !wanted.has("version")) {
      throw fromElsewhere(name, "pipenv requirements > requirements.txt");
    }
    String version = (wanted.isObject() ? wanted.path("version") : wanted).asText();
    List<String> extras = new ArrayList<>();
    wanted.path("extras").forEach(extra -> extras.add(extra.asText()));
    String marker = wanted.path("markers").asText("");
    return name
        + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]")
        + (version.equals("*") ? "" : version)
        + (marker.isEmpty() ? "" : " ; " + marker);
  }

  private JsonNode read(ObjectMapper format, Path from) throws IOException {
    try {
      return format.readTree(from.toFile());
    } catch (JacksonException e) {
      throw unsupported("cannot be read: " + e.getOriginalMessage() + ".", "Correct it.");
    }
  }

  private StacktapeException unsupported(String what, String hint) {
    Problem problem = ARTIFACT_MANIFEST_UNSUPPORTED.error(file + " " + what).hint(hint);
    return new StacktapeException(problem);
  }
}
