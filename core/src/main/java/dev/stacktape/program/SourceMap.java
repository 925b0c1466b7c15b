package dev.stacktape.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * From places in a bundle back to places in what the user wrote.
 *
 * @see <a href="https://tc39.es/ecma426/">Source map format</a>
 */
final class SourceMap {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final List<String> sources = new ArrayList<>();

  /** For each line of the bundle its segments: column, source, line, column; all from 0. */
  private final List<List<int[]>> lines = new ArrayList<>();

  /**
   * A place in a source.
   *
   * @param line 1-based
   * @param column 1-based
   */
  record Place(String source, int line, int column) {}

  private SourceMap() {}

  static SourceMap parse(String json) {
    SourceMap map = new SourceMap();
    try {
      JsonNode root = new ObjectMapper().readTree(json);
      root.path("sources").forEach(source -> map.sources.add(source.asText()));
      map.readMappings(root.path("mappings").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A source map that is no JSON", e);
    }
    return map;
  }

  /** The same map with its sources named in another way. */
  SourceMap withSources(UnaryOperator<String> rename) {
    SourceMap renamed = new SourceMap();
    sources.forEach(source -> renamed.sources.add(rename.apply(source)));
    renamed.lines.addAll(lines);
    return renamed;
  }

  private void readMappings(String mappings) {
    int source = 0;
    int line = 0;
    int column = 0;
    for (String row : mappings.split(";", -1)) {
      List<int[]> segments = new ArrayList<>();
      int generated = 0;
      for (String segment : row.split(",", -1)) {
        List<Integer> fields = decode(segment);
        if (fields.isEmpty()) {
          continue;
        }
        generated += fields.get(0);
        if (fields.size() >= 4) {
          source += fields.get(1);
          line += fields.get(2);
          column += fields.get(3);
          segments.add(new int[] {generated, source, line, column});
        }
      }
      lines.add(segments);
    }
  }

  /** Numbers in base 64, five bits a digit, the lowest first; the lowest bit of all is the sign. */
  private static List<Integer> decode(String segment) {
    List<Integer> fields = new ArrayList<>();
    int value = 0;
    int shift = 0;
    for (int i = 0; i < segment.length(); i++) {
      int digit = DIGITS.indexOf(segment.charAt(i));
      value |= (digit & 31) << shift;
      shift += 5;
      if ((digit & 32) == 0) {
        fields.add((value & 1) == 1 ? -(value >> 1) : value >> 1);
        value = 0;
        shift = 0;
      }
    }
    return fields;
  }

  /** The number of the source, from 0, that something in the bundle comes from. */
  Optional<Integer> source(int line, int column) {
    return segment(line, column).map(segment -> segment[1]);
  }

  String sourceName(int source) {
    return sources.get(source);
  }

  /**
   * Where something in the bundle comes from; empty for what the bundler added.
   *
   * @param line 1-based
   * @param column 1-based
   */
  Optional<Place> original(int line, int column) {
    return segment(line, column)
        .map(segment -> new Place(sources.get(segment[1]), segment[2] + 1, segment[3] + 1));
  }

  private Optional<int[]> segment(int line, int column) {
    if (line < 1 || line > lines.size()) {
      return Optional.empty();
    }
    int[] best = null;
    for (int[] segment : lines.get(line - 1)) {
      if (best == null || segment[0] <= column - 1) {
        best = segment;
      }
    }
    return Optional.ofNullable(best);
  }
}
