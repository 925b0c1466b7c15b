package dev.stacktape.template;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one line of the bundled data; {@code scripts/README.md} describes the format. */
final class SchemaReader {
  private final String type;
  private final List<List<String>> allowedValues;

  private SchemaReader(String type, List<List<String>> allowedValues) {
    this.type = type;
    this.allowedValues = allowedValues;
  }

  static ResourceSchema read(String line) {
    Map<?, ?> tree;
    try {
      tree = map(PlainJson.read(line));
    } catch (IOException e) {
      throw new IllegalStateException("The bundled resource schemas are damaged", e);
    }
    List<List<String>> allowedValues = new ArrayList<>();
    list(tree.get("values")).forEach(values -> allowedValues.add(texts(values)));
    return new SchemaReader(String.valueOf(tree.get("type")), allowedValues).schema(tree);
  }

  private ResourceSchema schema(Map<?, ?> tree) {
    List<String> identifier = texts(tree.get("identifier"));
    List<String> ref = texts(tree.get("ref"));
    return new ResourceSchema(
        type,
        identifier,
        ref.isEmpty() ? identifier : ref,
        SchemaCorrections.stateful(type, Boolean.TRUE.equals(tree.get("stateful"))),
        tagging(list(tree.get("tags"))),
        text(tree.get("scrutiny")),
        Set.copyOf(texts(tree.get("replacedBy"))),
        properties(tree.get("properties")),
        entries(tree.get("attributes"), text -> type(String.valueOf(text))),
        entries(tree.get("definitions"), this::properties));
  }

  private Map<String, PropertySchema> properties(@Nullable Object nodes) {
    return entries(nodes, this::property);
  }

  private PropertySchema property(@Nullable Object written) {
    Map<?, ?> node =
        written instanceof Map<?, ?> map ? map : Collections.singletonMap("type", written);
    String text = String.valueOf(node.get("type"));
    boolean required = false;
    boolean deprecated = false;
    Replacement replacement = Replacement.NO;
    int at = 0;
    for (boolean flag = true; flag; ) {
      switch (text.charAt(at)) {
        case '!' -> required = true;
        case '^' -> replacement = Replacement.YES;
        case '~' -> replacement = Replacement.MAYBE;
        case '?' -> deprecated = true;
        default -> flag = false;
      }
      at += flag ? 1 : 0;
    }
    return new PropertySchema(
        type(text.substring(at)),
        required,
        replacement,
        deprecated,
        text(node.get("default")),
        text(node.get("scrutiny")));
  }

  private PropertyType type(String text) {
    List<String> members = splitOutsideBrackets(text);
    if (members.size() > 1) {
      return new PropertyType.OneOf(members.stream().map(this::type).toList());
    }
    return switch (text.charAt(0)) {
      case '[' -> new PropertyType.ListOf(type(text.substring(1, text.length() - 1)));
      case '{' -> new PropertyType.MapOf(type(text.substring(1, text.length() - 1)));
      case '#' -> new PropertyType.Nested(text.substring(1));
      default -> primitive(text);
    };
  }

  private PropertyType primitive(String text) {
    int at = text.indexOf('@');
    String word = at < 0 ? text : text.substring(0, at);
    List<String> allowed =
        at < 0 ? List.of() : allowedValues.get(Integer.parseInt(text.substring(at + 1)));
    return switch (word) {
      case "string", "date-time" -> new PropertyType.Text(allowed);
      case "integer" -> new PropertyType.Numeric(true, allowed);
      case "number" -> new PropertyType.Numeric(false, allowed);
      case "boolean" -> new PropertyType.Flag();
      case "json" -> new PropertyType.Json();
      case "tag" -> new PropertyType.Tag();
      default ->
          throw new IllegalStateException(
              "The bundled schema of " + type + " has an unknown type '" + text + "'");
    };
  }

  private static List<String> splitOutsideBrackets(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      } else if (c == '|' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static @Nullable TagSchema tagging(List<?> words) {
    if (words.isEmpty()) {
      return null;
    }
    String format = String.valueOf(words.get(1)).toUpperCase(Locale.ROOT);
    return new TagSchema(String.valueOf(words.get(0)), TagSchema.Format.valueOf(format));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : String.valueOf(value);
  }

  private static List<String> texts(@Nullable Object list) {
    return list(list).stream().map(String::valueOf).toList();
  }

  private static List<?> list(@Nullable Object list) {
    return list == null ? List.of() : (List<?>) list;
  }

  private static Map<?, ?> map(@Nullable Object map) {
    return map == null ? Map.of() : (Map<?, ?>) map;
  }

  private static <T> Map<String, T> entries(
      @Nullable Object map, Function<@Nullable Object, T> reading) {
    Map<String, T> entries = new LinkedHashMap<>();
    map(map).forEach((key, value) -> entries.put(String.valueOf(key), reading.apply(value)));
    return Collections.unmodifiableMap(entries);
  }
}
