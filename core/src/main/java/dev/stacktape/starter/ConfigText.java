package dev.stacktape.starter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A config while it is written: resources by name, each a few lines of YAML. */
final class ConfigText {
  private final Map<String, String> resources = new LinkedHashMap<>();
  private final Map<String, String> scripts = new LinkedHashMap<>();

  /**
   * Adds a resource under a name that is made of letters and digits and not taken yet.
   *
   * @param yaml what stands below the name, not indented
   * @return the name
   */
  String add(String wantedName, String yaml) {
    String name = freeName(wantedName);
    resources.put(name, yaml);
    return name;
  }

  boolean has(String name) {
    return resources.containsKey(name);
  }

  /** Adds a script that runs before each deployment. */
  void addBefore(String name, String yaml) {
    scripts.put(name, yaml);
  }

  private String freeName(String wanted) {
    String plain = wanted.replaceAll("[^A-Za-z0-9]", "");
    String name =
        plain.isEmpty()
            ? "app"
            : plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    String free = name;
    for (int i = 2; resources.containsKey(free); i++) {
      free = name + i;
    }
    return free;
  }

  /** The whole config. */
  String yaml(List<String> comments, String serviceName) {
    List<String> lines = new ArrayList<>();
    comments.forEach(comment -> lines.add("# " + comment));
    lines.add("serviceName: " + serviceName);
    if (!scripts.isEmpty()) {
      lines.add("scripts:");
      addAll(scripts, lines);
      lines.add("hooks:");
      lines.add("  beforeDeploy:");
      scripts.keySet().forEach(name -> lines.add("    - scriptName: " + name));
    }
    lines.add("resources:");
    addAll(resources, lines);
    return String.join("\n", lines) + "\n";
  }

  private static void addAll(Map<String, String> entries, List<String> lines) {
    entries.forEach(
        (name, yaml) -> {
          lines.add("  " + name + ":");
          yaml.lines().forEach(line -> lines.add("    " + line));
        });
  }
}
