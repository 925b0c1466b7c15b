package dev.stacktape.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pieces that the JSON Schema of a config is put together from. */
final class SchemaParts {
  private static final String DIRECTIVE = "directive";
  private static final String NUMBER_AS_TEXT = "numberAsText";
  private static final String BOOLEAN_AS_TEXT = "booleanAsText";

  private static final String DIRECTIVE_PATTERN = "^\\$[\\s\\S]*\\([\\s\\S]*\\)(\\.[\\s\\S]*)?$";
  private static final String NUMBER_PATTERN = "^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?$";

  /** What is defined whatever the types are. */
  static final Map<String, Object> SHARED =
      Map.of(
          DIRECTIVE, text(DIRECTIVE_PATTERN),
          NUMBER_AS_TEXT, anyOf(List.of(text(NUMBER_PATTERN), reference(DIRECTIVE))),
          BOOLEAN_AS_TEXT, anyOf(List.of(text("^(true|false)$"), reference(DIRECTIVE))));

  private SchemaParts() {}

  /**
   * One of several things that a word tells apart.
   *
   * @param words that mean it
   * @param properties the schema of what belongs to it, null where nothing does
   * @param required whether that must be written
   */
  record Choice(
      List<String> words,
      @Nullable String description,
      @Nullable Map<String, Object> properties,
      boolean required) {}

  static Map<String, Object> reference(String name) {
    return Map.of("$ref", "#/definitions/" + name);
  }

  static Map<String, Object> object() {
    return of("type", "object");
  }

  /** A map that can be added to. */
  static Map<String, Object> of(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }

  /** Also accepts a directive that stands for the value. */
  static Map<String, Object> orDirective(Map<String, Object> schema) {
    return anyOf(List.of(schema, reference(DIRECTIVE)));
  }

  /** Also accepts the number in quotes, and a directive. */
  static Map<String, Object> orNumberAsText(Map<String, Object> schema) {
    return anyOf(List.of(schema, reference(NUMBER_AS_TEXT)));
  }

  /** Also accepts the boolean in quotes, and a directive. */
  static Map<String, Object> orBooleanAsText(Map<String, Object> schema) {
    return anyOf(List.of(schema, reference(BOOLEAN_AS_TEXT)));
  }

  static Map<String, Object> anyOf(List<Map<String, Object>> schemas) {
    return of("anyOf", schemas);
  }

  private static Map<String, Object> text(String pattern) {
    Map<String, Object> text = of("type", "string");
    text.put("pattern", pattern);
    return text;
  }

  /** A schema with what is known about the property that it describes. */
  static Map<String, Object> described(Map<String, Object> schema, Component component) {
    Doc doc = component.doc();
    if (doc == null) {
      return schema;
    }
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("description", doc.value());
    described.putAll(schema);
    if (!doc.defaultValue().isEmpty()) {
      described.put("default", DocValue.parse(doc.defaultValue(), component.shape()));
    }
    if (!doc.example().isEmpty()) {
      described.put("examples", List.of(DocValue.parse(doc.example(), component.shape())));
    }
    return described;
  }

  /**
   * A map in which the word under {@code by} says what stands under {@code in}. Conditions rather
   * than alternatives: editors then report what is wrong with the member that was meant.
   */
  static Map<String, Object> envelope(String by, String in, List<Choice> choices) {
    Map<String, Object> schema = object();
    Map<String, Object> properties = of(by, words(choices));
    properties.put(in, Map.of());
    schema.put("properties", properties);
    schema.put("required", List.of(by));
    schema.put("additionalProperties", false);
    List<Map<String, Object>> conditions = new ArrayList<>();
    choices.forEach(choice -> conditions.add(condition(by, in, choice)));
    schema.put("allOf", conditions);
    return schema;
  }

  private static Map<String, Object> words(List<Choice> choices) {
    List<Map<String, Object>> words = new ArrayList<>();
    for (Choice choice : choices) {
      for (String word : choice.words()) {
        Map<String, Object> value = of("const", word);
        if (choice.description() != null) {
          value.put("description", choice.description());
        }
        words.add(value);
      }
    }
    return of("oneOf", words);
  }

  private static Map<String, Object> condition(String by, String in, Choice choice) {
    if (choice.properties() == null) {
      return when(by, choice.words(), Map.of("properties", Map.of(in, false)));
    }
    Map<String, Object> then = of("properties", Map.of(in, orDirective(choice.properties())));
    if (choice.required()) {
      then.put("required", List.of(in));
    }
    return when(by, choice.words(), then);
  }

  /** A schema that holds where a key has one of some words. */
  static Map<String, Object> when(String by, List<String> words, Map<String, Object> then) {
    Map<String, Object> condition = of("properties", Map.of(by, oneOf(words)));
    condition.put("required", List.of(by));
    Map<String, Object> schema = of("if", condition);
    schema.put("then", then);
    return schema;
  }

  /** One of some words. */
  static Map<String, Object> oneOf(List<String> words) {
    return words.size() == 1 ? of("const", words.get(0)) : of("enum", words);
  }

  @SuppressWarnings("unchecked") // made by this class and its callers
  static Map<String, Object> mapOf(@Nullable Object schema) {
    return (Map<String, Object>) Objects.requireNonNull(schema);
  }

  @SuppressWarnings("unchecked") // made by this class and its callers
  static List<Map<String, Object>> listOf(@Nullable Object schemas) {
    return (List<Map<String, Object>>) Objects.requireNonNull(schemas);
  }
}
