package dev.stacktape.surface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The surface as noted in {@code surface.jsonl}; scripts/README.md describes the notation. */
final class NotedSurface {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> lines = new HashMap<>();
  private final Map<String, Kind.Structure> structures = new HashMap<>();

  private NotedSurface(String text) throws IOException {
    for (String line : text.lines().skip(1).toList()) {
      JsonNode structure = JSON.readTree(line);
      lines.put(structure.get("name").asText(), structure);
    }
  }

  /** The whole config. */
  static Kind.Structure read() {
    try (InputStream file = NotedSurface.class.getResourceAsStream("/surface/surface.jsonl")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new NotedSurface(text).structure("Config");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Kind.Structure structure(String name) {
    Kind.Structure known = structures.get(name);
    if (known != null) {
      return known;
    }
    JsonNode line = lines.get(name);
    Map<String, Supplier<Kind>> properties = new LinkedHashMap<>();
    line.get("properties")
        .properties()
        .forEach(entry -> properties.put(entry.getKey(), () -> kind(entry.getValue())));
    TreeSet<String> required = new TreeSet<>();
    line.path("required").forEach(key -> required.add(key.asText()));
    Kind.Structure structure =
        new Kind.Structure(name, line.path("open").asBoolean(), required, properties);
    structures.put(name, structure);
    return structure;
  }

  private Kind kind(JsonNode node) {
    if (node.isTextual()) {
      return Kind.plain(node.asText());
    }
    Kind kind = Kind.none();
    node.path("either").forEach(part -> kind.add(kind(part)));
    node.path("words").forEach(word -> kind.words().add(Kind.word(word)));
    if (node.has("list")) {
      kind.items().add(() -> kind(node.get("list")));
    }
    if (node.has("map")) {
      kind.entries().add(() -> kind(node.get("map")));
    }
    if (node.has("structure")) {
      kind.structures().add(structure(node.get("structure").asText()));
    }
    return kind;
  }
}
