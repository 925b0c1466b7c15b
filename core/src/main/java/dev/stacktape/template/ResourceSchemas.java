package dev.stacktape.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * AWS's resource schemas, bundled so that templates can be checked without a network. The data has
 * one line for each type; a type is parsed when it is first asked for. Safe for use by several
 * threads.
 */
public final class ResourceSchemas {
  static final String CUSTOM_RESOURCE = "AWS::CloudFormation::CustomResource";
  private static final String FILE = "resource-schemas.jsonl";
  private static final byte[] LINE_START = "{\"type\":\"".getBytes(StandardCharsets.US_ASCII);

  private final byte[] data;
  private final int headerLength;
  private final Map<String, Line> lines;
  private final Map<String, ResourceSchema> parsed = new ConcurrentHashMap<>();

  private record Line(int start, int end) {}

  /** Made when first asked for; one copy of two megabytes serves the whole JVM. */
  private static final class Bundled {
    static final ResourceSchemas INSTANCE = new ResourceSchemas(readFile());
  }

  ResourceSchemas(byte[] data) {
    this.data = data;
    this.headerLength = endOfLine(data, 0);
    this.lines = Collections.unmodifiableMap(linesByType(data, headerLength + 1));
  }

  /** The schemas that come with this library. */
  public static ResourceSchemas bundled() {
    return Bundled.INSTANCE;
  }

  /**
   * What AWS says of a type. Every {@code Custom::...} type has the schema of a custom resource.
   *
   * @return null for a type that AWS's registry does not have
   */
  public @Nullable ResourceSchema find(String type) {
    Line line = lines.get(type.startsWith("Custom::") ? CUSTOM_RESOURCE : type);
    if (line == null) {
      return null;
    }
    return parsed.computeIfAbsent(type, name -> parse(line).named(name));
  }

  /** All types of AWS's registry, in alphabetical order. */
  public Set<String> types() {
    return lines.keySet();
  }

  /** The first line of the data: where it comes from, as JSON. */
  String header() {
    return new String(data, 0, headerLength, StandardCharsets.UTF_8);
  }

  private ResourceSchema parse(Line line) {
    return SchemaReader.read(
        new String(data, line.start, line.end - line.start, StandardCharsets.UTF_8));
  }

  private static Map<String, Line> linesByType(byte[] data, int from) {
    Map<String, Line> lines = new TreeMap<>();
    for (int start = from; start < data.length; ) {
      int end = endOfLine(data, start);
      int nameStart = start + LINE_START.length;
      int nameEnd = nameStart;
      while (data[nameEnd] != '"') {
        nameEnd++;
      }
      String name = new String(data, nameStart, nameEnd - nameStart, StandardCharsets.UTF_8);
      lines.put(name, new Line(start, end));
      start = end + 1;
    }
    return lines;
  }

  private static int endOfLine(byte[] data, int from) {
    int end = from;
    while (end < data.length && data[end] != '\n') {
      end++;
    }
    return end;
  }

  private static byte[] readFile() {
    try (InputStream in = ResourceSchemas.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the library");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FILE, e);
    }
  }
}
