package dev.stacktape.artifact.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** A source map, whose paths must not depend on where the bundle was made. */
final class SourceMap {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SourceMap() {}

  /**
   * The map with paths of sources that count from {@code directory} instead of {@code folder}, in
   * which the bundle was made.
   */
  static byte[] relativeTo(Path directory, Path folder, byte[] map) throws IOException {
    JsonNode root = JSON.readTree(map);
    if (root instanceof ObjectNode object && root.get("sources") instanceof ArrayNode sources) {
      ArrayNode moved = JSON.createArrayNode();
      for (JsonNode source : sources) {
        Path file = folder.resolve(source.asText()).normalize();
        moved.add(directory.relativize(file).toString().replace('\\', '/'));
      }
      object.set("sources", moved);
    }
    return JSON.writeValueAsBytes(root);
  }
}
