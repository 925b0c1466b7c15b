package dev.stacktape.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The input of an operation.
 *
 * @param region of the caller
 */
record LogsCall(ObjectNode input, String region) {

  @Nullable String text(String name) {
    JsonNode value = input.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }

  String text(String name, String otherwise) {
    return Objects.requireNonNullElse(text(name), otherwise);
  }

  /**
   * A text that has to be there.
   *
   * @throws AwsError {@code InvalidParameterException}
   */
  String required(String name) {
    String value = text(name);
    if (value == null || value.isEmpty()) {
      throw LogErrors.invalid(
          "1 validation error detected: Value null at '"
              + name
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  /** The group that the input names in one way or the other. */
  String group() {
    String identifier = text("logGroupIdentifier");
    return identifier == null ? required("logGroupName") : identifier;
  }

  boolean flag(String name) {
    return input.path(name).asBoolean();
  }

  long number(String name, long otherwise) {
    return input.path(name).asLong(otherwise);
  }

  /**
   * How many items a page may have.
   *
   * @throws AwsError {@code InvalidParameterException} when it is out of bounds
   */
  int limit(int usual, int most) {
    int limit = input.path("limit").asInt(usual);
    if (limit < 1 || limit > most) {
      throw LogErrors.invalid(
          "1 validation error detected: Value '"
              + limit
              + "' at 'limit' failed to satisfy constraint: Member must have value less than or"
              + " equal to "
              + most);
    }
    return limit;
  }

  List<String> list(String name) {
    List<String> items = new ArrayList<>();
    input.path(name).forEach(item -> items.add(item.asText()));
    return items;
  }

  Map<String, String> texts(String name) {
    Map<String, String> texts = new TreeMap<>();
    input.path(name).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  /**
   * Where an earlier page ended: a number behind a letter and a slash.
   *
   * @throws AwsError {@code InvalidParameterException}
   */
  static int position(String token) {
    try {
      return Integer.parseInt(token.substring(token.indexOf('/') + 1));
    } catch (NumberFormatException e) {
      throw LogErrors.invalid("The specified nextToken is invalid.");
    }
  }
}
