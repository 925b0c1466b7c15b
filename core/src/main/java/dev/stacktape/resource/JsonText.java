package dev.stacktape.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.config.DirectiveText;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the config that AWS wants as JSON in a text. */
public final class JsonText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonText() {}

  /**
   * Text as it is, anything else as JSON. Where it holds directives that are resolved in the
   * template, the JSON is put together there.
   */
  public static Object of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    Map<String, Object> variables = new LinkedHashMap<>();
    Object marked = withVariables(value, variables);
    String json = write(marked);
    return variables.isEmpty() ? json : Fn.sub(json, variables);
  }

  private static @Nullable Object withVariables(
      @Nullable Object value, Map<String, Object> variables) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(String.valueOf(key), withVariables(item, variables)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(withVariables(item, variables)));
      return copy;
    }
    if (value instanceof String text && DirectiveText.isDirective(text)) {
      String name = "value" + variables.size();
      variables.put(name, text);
      return "${" + name + "}";
    }
    return value;
  }

  private static String write(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not made of maps, lists and single values", e);
    }
  }
}
