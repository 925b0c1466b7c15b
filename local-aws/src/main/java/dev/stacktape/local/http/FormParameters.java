package dev.stacktape.local.http;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query-protocol request: flat names such as {@code
 * Parameters.member.1.ParameterKey}, seen as texts, lists, maps and nested structures.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
public final class FormParameters {
  private final Map<String, String> values;

  private FormParameters(Map<String, String> values) {
    this.values = values;
  }

  /** The parameters of a request: its form body, and its query string for a GET. */
  public static FormParameters of(AwsRequest request) {
    Map<String, String> values = new LinkedHashMap<>();
    request.query().forEach((name, all) -> values.put(name, all.isEmpty() ? "" : all.get(0)));
    for (String pair : request.text().split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        values.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return new FormParameters(values);
  }

  /** The {@code Action} parameter; empty when there is none. */
  public String action() {
    return values.getOrDefault("Action", "");
  }

  /** A text, or null when it was not sent. */
  public @Nullable String text(String name) {
    return values.get(name);
  }

  /** A text, or another when it was not sent. */
  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /**
   * A text that has to be there.
   *
   * @throws AwsError {@code ValidationError} with AWS's words
   */
  public String required(String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      String member = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
      throw new AwsError(
          400,
          "ValidationError",
          "1 validation error detected: Value null at '"
              + member
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  /** A truth value; false when it was not sent. */
  public boolean flag(String name) {
    return Boolean.parseBoolean(values.get(name));
  }

  /** A truth value, or null when it was not sent. */
  public @Nullable Boolean optionalFlag(String name) {
    String value = values.get(name);
    return value == null ? null : Boolean.valueOf(value);
  }

  /**
   * A whole number, or another when it was not sent.
   *
   * @throws AwsError {@code ValidationError} when it is not a whole number
   */
  public int number(String name, int otherwise) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new AwsError(
          400, "ValidationError", "Value '" + value + "' at '" + name + "' is not a number");
    }
  }

  /** Whether a parameter, or anything below it, was sent; an empty list counts as sent. */
  public boolean has(String name) {
    String prefix = name + ".";
    return values.containsKey(name)
        || values.keySet().stream().anyMatch(sent -> sent.startsWith(prefix));
  }

  /** A list of texts: {@code name.member.1}, or {@code name.1} in flattened services. */
  public List<String> list(String name) {
    List<String> texts = new ArrayList<>();
    for (FormParameters item : structures(name)) {
      texts.add(item.values.getOrDefault("", ""));
    }
    return texts;
  }

  /** A list of structures: {@code name.member.1.Field}, or {@code name.1.Field}, in order. */
  public List<FormParameters> structures(String name) {
    Map<Integer, Map<String, String>> byIndex = new TreeMap<>();
    FormParameters below = structure(name);
    FormParameters members = below.has("member") ? below.structure("member") : below;
    members.values.forEach(
        (path, value) -> {
          int dot = path.indexOf('.');
          String index = dot < 0 ? path : path.substring(0, dot);
          if (index.matches("\\d{1,9}")) {
            byIndex
                .computeIfAbsent(Integer.valueOf(index), i -> new LinkedHashMap<>())
                .put(dot < 0 ? "" : path.substring(dot + 1), value);
          }
        });
    return byIndex.values().stream().map(FormParameters::new).toList();
  }

  /** The parameters below a name, with the name taken off. */
  public FormParameters structure(String name) {
    String prefix = name + ".";
    Map<String, String> below = new LinkedHashMap<>();
    values.forEach(
        (path, value) -> {
          if (path.startsWith(prefix)) {
            below.put(path.substring(prefix.length()), value);
          }
        });
    return new FormParameters(below);
  }

  /**
   * A map, sent as {@code name.1.Key} and {@code name.1.Value} or, in services that do not flatten,
   * as {@code name.entry.1.key} and {@code name.entry.1.value}.
   */
  public Map<String, String> map(String name) {
    FormParameters below = structure(name);
    List<FormParameters> entries =
        below.has("entry") ? below.structures("entry") : structures(name);
    Map<String, String> map = new LinkedHashMap<>();
    for (FormParameters entry : entries) {
      String key = entry.values.getOrDefault("key", entry.text("Key", entry.text("Name", "")));
      map.put(key, entry.values.getOrDefault("value", entry.text("Value", "")));
    }
    return map;
  }

  /**
   * All parameters as maps, lists and texts, for a service that speaks other protocols too. Empty
   * texts are left out: an empty list is sent as one.
   */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    values.forEach(
        (path, value) -> {
          int dot = path.indexOf('.');
          String name = dot < 0 ? path : path.substring(0, dot);
          if (dot < 0 && !value.isEmpty()) {
            tree.put(name, value);
          } else if (dot >= 0 && !tree.containsKey(name)) {
            tree.put(name, structure(name).has("member") ? items(name) : structure(name).tree());
          }
        });
    return tree;
  }

  private List<Object> items(String name) {
    List<Object> items = new ArrayList<>();
    for (FormParameters item : structures(name)) {
      String text = item.text("");
      items.add(text == null ? item.tree() : text);
    }
    return items;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsError(400, "MalformedQueryString", "The query string is malformed: " + text);
    }
  }
}
