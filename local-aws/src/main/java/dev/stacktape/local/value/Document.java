package dev.stacktape.local.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object read with forgiveness for CloudFormation's habit of writing numbers and truth
 * values as texts. The values are maps, lists, texts, numbers and booleans.
 */
public record Document(Map<String, Object> values) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  /** A document without anything in it. */
  public static Document empty() {
    return new Document(new LinkedHashMap<>());
  }

  /**
   * Reads a JSON object; nothing at all is an empty one.
   *
   * @throws AwsError {@code SerializationException} when it is not a JSON object
   */
  public static Document parse(String json) {
    if (json.isBlank()) {
      return empty();
    }
    try {
      return new Document(JSON.readValue(json, OBJECT));
    } catch (JsonProcessingException e) {
      throw new AwsError(
          400, "SerializationException", "Could not parse request body: " + e.getOriginalMessage());
    }
  }

  /** Any JSON value as text, or null when the text is not JSON. */
  public static @Nullable Object parseValue(byte[] json) {
    try {
      return JSON.readValue(new String(json, StandardCharsets.UTF_8), Object.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Any plain value as JSON. */
  public static String json(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not a plain value", e);
    }
  }

  /** This document as JSON. */
  public String json() {
    return json(values);
  }

  /** This document as UTF-8 JSON. */
  public byte[] bytes() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a value is there and is not null. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** The plain value, or null. */
  public @Nullable Object get(String name) {
    return values.get(name);
  }

  /** A value as text, or null. */
  public @Nullable String text(String name) {
    Object value = values.get(name);
    return value == null ? null : String.valueOf(value);
  }

  /** A value as text, or another when it is not there. */
  public String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  /**
   * A text that has to be there.
   *
   * @throws AwsError {@code ValidationException} with AWS's words
   */
  public String required(String name) {
    String value = text(name);
    if (value == null || value.isEmpty()) {
      String member = Character.toLowerCase(name.charAt(0)) + name.substring(1);
      throw new AwsError(
          400,
          "ValidationException",
          "1 validation error detected: Value null at '"
              + member
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  /**
   * A whole number, or another when it is not there.
   *
   * @throws AwsError {@code ValidationException} when it is no whole number
   */
  public int number(String name, int otherwise) {
    Object value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return value instanceof Number n ? n.intValue() : Integer.parseInt(value.toString().trim());
    } catch (NumberFormatException e) {
      throw new AwsError(400, "ValidationException", name + " must be a number, not " + value);
    }
  }

  /** A truth value, or another when it is not there. */
  public boolean flag(String name, boolean otherwise) {
    Object value = values.get(name);
    return value == null ? otherwise : Boolean.parseBoolean(value.toString());
  }

  /** A nested object; empty when it is not there. */
  public Document at(String name) {
    return new Document(object(values.get(name)));
  }

  /** The plain items of a list; empty when it is not there, one when it is a single value. */
  public List<Object> list(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? new ArrayList<>(list) : List.of(value);
  }

  /** The objects of a list. */
  public List<Document> documents(String name) {
    return list(name).stream().map(item -> new Document(object(item))).toList();
  }

  /** The items of a list as texts. */
  public List<String> texts(String name) {
    return list(name).stream().map(String::valueOf).toList();
  }

  /** A nested object's values as texts, in order. */
  public Map<String, String> textMap(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    at(name).values.forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  /** The same document with one more value; null takes the value away. */
  public Document with(String name, @Nullable Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    if (value == null) {
      more.remove(name);
    } else {
      more.put(name, value);
    }
    return new Document(more);
  }

  private static Map<String, Object> object(@Nullable Object value) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> object.put(String.valueOf(key), item));
    }
    return object;
  }
}
