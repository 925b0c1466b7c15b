package dev.stacktape.operate.outputs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.name.EnvName;
import dev.stacktape.name.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** {@link StackValues} in the forms in which others read them. */
public final class StackValuesText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StackValuesText() {}

  /** For a person to read; the last line ends without a line break. */
  public static String plain(StackValues values) {
    List<String> lines = new ArrayList<>();
    lines.add("Stack " + values.target().stackName() + " in " + values.target().region());
    section(lines, "Outputs", values.outputs());
    values.resources().forEach((name, params) -> section(lines, name, params));
    if (!values.withheld().isEmpty()) {
      lines.add("Secrets, which are not shown: " + String.join(", ", values.withheld()));
    }
    if (!values.unknown().isEmpty()) {
      lines.add("Not told by the stack: " + String.join(", ", values.unknown()));
    }
    return String.join("\n", lines);
  }

  private static void section(List<String> lines, String title, Map<String, String> entries) {
    if (!entries.isEmpty()) {
      lines.add(title);
      int width = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
      entries.forEach(
          (key, value) -> lines.add("  " + key + " ".repeat(width - key.length()) + "  " + value));
    }
  }

  /** For a program: one JSON object. */
  public static String json(StackValues values) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("stackName", values.target().stackName());
    tree.put("region", values.target().region());
    ObjectNode outputs = tree.putObject("outputs");
    values.outputs().forEach(outputs::put);
    ObjectNode resources = tree.putObject("resources");
    values
        .resources()
        .forEach(
            (name, params) -> {
              ObjectNode one = resources.putObject(name);
              params.forEach(one::put);
            });
    return tree.toPrettyString();
  }

  /**
   * An {@code .env} file. Parameters are called as in the environment of a workload that is
   * connected to the resource, outputs after their key.
   */
  public static String env(StackValues values) {
    Map<String, String> variables = new LinkedHashMap<>();
    values.outputs().forEach((key, value) -> variables.put(Words.upperSnake(key), value));
    eachParam(values, (path, value) -> variables.put(EnvName.of(path[0], path[1]), value));
    return variables.entrySet().stream()
        .map(variable -> variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** A {@code .properties} file: outputs by key, parameters as {@code resource.param}. */
  public static String properties(StackValues values) {
    StringBuilder text = new StringBuilder();
    values.outputs().forEach((key, value) -> text.append(line(key, value)));
    eachParam(values, (path, value) -> text.append(line(path[0] + "." + path[1], value)));
    return text.toString();
  }

  private static void eachParam(StackValues values, BiConsumer<String[], String> each) {
    values
        .resources()
        .forEach(
            (name, params) ->
                params.forEach((param, value) -> each.accept(new String[] {name, param}, value)));
  }

  /** As shells and the readers of such files take it. */
  private static String quoted(String value) {
    return value.matches("[\\w@%+=:,./-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
  }

  private static String line(String key, String value) {
    return escaped(key, true) + "=" + escaped(value, false) + "\n";
  }

  /** As {@link java.util.Properties} reads it. */
  private static String escaped(String text, boolean key) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case ' ', '=', ':', '#', '!' -> escaped.append(key || i == 0 ? "\\" : "").append(c);
        default -> {
          if (c < 0x20 || c > 0x7e) {
            escaped.append("\\u%04x".formatted((int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
