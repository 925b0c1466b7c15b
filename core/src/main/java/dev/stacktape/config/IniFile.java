package dev.stacktape.config;

import dev.stacktape.problem.Location;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code .ini} files: lines {@code key = value} below {@code [section]}s. Values are text.
 */
final class IniFile {
  private final Map<String, Node.Entry> root = new LinkedHashMap<>();
  private final Map<String, Map<String, Node.Entry>> sections = new LinkedHashMap<>();
  private final Map<String, Location> places = new LinkedHashMap<>();
  private Map<String, Node.Entry> current = root;

  private IniFile() {}

  /** A map of the keys before the first section, and of a map for each section. */
  static Node.Mapping read(SourceText source) {
    IniFile file = new IniFile();
    int start = 0;
    for (String line : source.text().split("\n", -1)) {
      String content = line.strip();
      file.line(content, source.atIndex(start + line.indexOf(content)));
      start += line.length() + 1;
    }
    file.places.forEach(
        (name, place) ->
            file.root.put(
                name,
                new Node.Entry(
                    place, new Node.Mapping(file.sections.getOrDefault(name, Map.of()), place))));
    return new Node.Mapping(file.root, source.start());
  }

  private void line(String content, Location place) {
    if (content.isEmpty() || content.startsWith(";") || content.startsWith("#")) {
      return;
    }
    if (content.startsWith("[") && content.endsWith("]")) {
      String name = content.substring(1, content.length() - 1).strip();
      places.putIfAbsent(name, place);
      current = sections.computeIfAbsent(name, n -> new LinkedHashMap<>());
      return;
    }
    int equals = content.indexOf('=');
    String key = equals < 0 ? content : content.substring(0, equals).strip();
    // A key that stands alone is a switch that is on.
    String value = equals < 0 ? "true" : unquoted(content.substring(equals + 1).strip());
    current.put(key, new Node.Entry(place, new Node.Scalar(value, place)));
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
