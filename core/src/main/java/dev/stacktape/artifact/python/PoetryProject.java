package dev.stacktape.artifact.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.artifact.PythonOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a project of Poetry wants at run time: its main dependencies, and the groups and extras that
 * the config names.
 *
 * @see <a href="https://python-poetry.org/docs/pyproject/">The pyproject.toml file</a>
 * @see <a href="https://python-poetry.org/docs/dependency-specification/">Dependency
 *     specification</a>
 */
final class PoetryProject {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern EXTRAS = Pattern.compile("\\[([^]]*)]");

  private final JsonNode pyproject;
  private final JsonNode poetry;
  private final PythonOptions options;

  /**
   * @param pyproject the whole file
   */
  PoetryProject(JsonNode pyproject, PythonOptions options) {
    this.pyproject = pyproject;
    this.poetry = pyproject.path("tool").path("poetry");
    this.options = options;
  }

  /**
   * A dependency as the project has it.
   *
   * @param constraint in Poetry's words, or those of Python's own lists; empty for any version
   * @param marker empty for every machine
   * @param source whether it comes from somewhere else than a package index
   */
  record Wanted(
      String name, String constraint, List<String> extras, String marker, boolean source) {}

  /** Names that mean the same package are the same. */
  static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  /** What is wanted, by normal name, in the order of the file. */
  Map<String, Wanted> wanted() {
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    if (options.onlyGroups().isEmpty()) {
      addListed(pyproject.path("project").path("dependencies"), wanted);
      addTable(poetry.path("dependencies"), wanted);
      for (String extra : options.extras()) {
        addListed(pyproject.path("project").path("optional-dependencies").path(extra), wanted);
      }
    }
    Set<String> groups =
        new LinkedHashSet<>(
            options.onlyGroups().isEmpty() ? options.groups() : options.onlyGroups());
    groups.removeAll(options.leftOutGroups());
    for (String group : groups) {
      addTable(poetry.path("group").path(group).path("dependencies"), wanted);
      addListed(pyproject.path("dependency-groups").path(group), wanted);
    }
    return wanted;
  }

  private void addTable(JsonNode table, Map<String, Wanted> wanted) {
    for (Map.Entry<String, JsonNode> entry : table.properties()) {
      String name = normal(entry.getKey());
      JsonNode value = entry.getValue();
      boolean isPython = name.equals("python");
      boolean isLeftOut = value.path("optional").asBoolean(false) && !isInExtra(name);
      if (!isPython && !isLeftOut) {
        wanted.put(name, wanted(name, value));
      }
    }
  }

  /** An optional dependency is wanted where an extra of the project that is wanted lists it. */
  private boolean isInExtra(String name) {
    for (String extra : options.extras()) {
      for (JsonNode listed : poetry.path("extras").path(extra)) {
        if (normal(listed.asText()).equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Wanted wanted(String name, JsonNode value) {
    if (!value.isObject()) {
      // Several constraints for several machines: which of them holds is in the lock file.
      String constraint = value.isTextual() ? value.asText() : "";
      return new Wanted(name, constraint, List.of(), "", false);
    }
    List<String> extras = new ArrayList<>();
    value.path("extras").forEach(extra -> extras.add(extra.asText()));
    boolean source = value.has("git") || value.has("path") || value.has("url") || value.has("file");
    return new Wanted(
        name, value.path("version").asText(""), extras, value.path("markers").asText(""), source);
  }

  private static void addListed(JsonNode list, Map<String, Wanted> wanted) {
    for (JsonNode item : list) {
      listed(item.asText()).ifPresent(found -> wanted.put(found.name(), found));
    }
  }

  /**
   * A line of Python's own lists, such as {@code uvicorn[standard] (>=0.30) ; python_version <
   * "4"}.
   */
  static Optional<Wanted> listed(String line) {
    Matcher name = NAME.matcher(line);
    if (!name.lookingAt()) {
      return Optional.empty();
    }
    String[] parts = line.substring(name.end()).split(";", 2);
    Matcher extras = EXTRAS.matcher(parts[0]);
    boolean hasExtras = extras.find();
    String constraint =
        (hasExtras ? parts[0].substring(extras.end()) : parts[0]).replaceAll("[()]", "").strip();
    return Optional.of(
        new Wanted(
            normal(name.group()),
            constraint,
            hasExtras ? List.of(extras.group(1).split("\\s*,\\s*")) : List.of(),
            parts.length > 1 ? parts[1].strip() : "",
            constraint.startsWith("@")));
  }

  /**
   * A constraint in the words of Python's own lists. Poetry's caret leaves the first number that is
   * not zero as it is, its tilde all but the last.
   */
  static String constraint(String poetry) {
    if (poetry.isEmpty() || poetry.equals("*")) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    for (String part : poetry.split("\\s*,\\s*|(?<=\\d)\\s+(?=[<>=!])", 0)) {
      parts.add(single(part.strip()));
    }
    return String.join(",", parts);
  }

  private static String single(String part) {
    if (part.startsWith("^")) {
      return range(part.substring(1).strip(), true);
    }
    if (part.startsWith("~") && !part.startsWith("~=")) {
      return range(part.substring(1).strip(), false);
    }
    boolean isPlain = !part.isEmpty() && Character.isDigit(part.charAt(0));
    return isPlain ? "==" + part : part.replaceAll("\\s+", "");
  }

  private static String range(String version, boolean caret) {
    String[] numbers = version.replaceAll("[^\\d.].*$", "").split("\\.");
    int kept = caret ? firstNotZero(numbers) : Math.min(numbers.length, 2) - 1;
    List<String> above = new ArrayList<>();
    for (int i = 0; i <= kept; i++) {
      above.add(i < kept ? numbers[i] : String.valueOf(Integer.parseInt(numbers[i]) + 1));
    }
    return ">=" + version + ",<" + String.join(".", above);
  }

  private static int firstNotZero(String[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (Integer.parseInt(numbers[i]) != 0) {
        return i;
      }
    }
    return numbers.length - 1;
  }
}
