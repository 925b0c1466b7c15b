package dev.stacktape.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.QueueReader.Attribute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The input of an operation, or of one entry of a batch, in the shape of the JSON protocol.
 *
 * @param region of the caller
 */
record SqsCall(ObjectNode input, String region) {

  /** One entry of a batch. */
  SqsCall entry(ObjectNode entry) {
    return new SqsCall(entry, region);
  }

  @Nullable String text(String name) {
    JsonNode value = input.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }

  /**
   * A text that has to be there.
   *
   * @throws AwsError {@code MissingParameter}
   */
  String required(String name) {
    String value = text(name);
    if (value == null || value.isEmpty()) {
      throw SqsErrors.missing(name);
    }
    return value;
  }

  /**
   * A number of seconds, or null when it was not sent.
   *
   * @throws AwsError {@code InvalidParameterValue} when it is not between 0 and the longest
   */
  @Nullable Duration seconds(String name, int longest) {
    Integer seconds = number(name, 0, longest);
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  /**
   * A whole number, or null when it was not sent.
   *
   * @throws AwsError {@code InvalidParameterValue} when it is out of bounds
   */
  @Nullable Integer number(String name, int smallest, int largest) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= smallest && number <= largest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a number out of bounds is.
    }
    throw SqsErrors.invalidValue(
        "Value "
            + value
            + " for parameter "
            + name
            + " is invalid. Reason: Must be >= "
            + smallest
            + " and <= "
            + largest
            + ", if provided.");
  }

  Map<String, String> texts(String name) {
    Map<String, String> texts = new TreeMap<>();
    input.path(name).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  List<String> list(String name) {
    List<String> items = new ArrayList<>();
    input.path(name).forEach(item -> items.add(item.asText()));
    return items;
  }

  /** The message that the input describes. */
  Draft draft() {
    return new Draft(
        required("MessageBody"),
        attributes("MessageAttributes"),
        text("MessageGroupId"),
        text("MessageDeduplicationId"),
        text(input.path("MessageSystemAttributes").path("AWSTraceHeader"), "StringValue"));
  }

  private Map<String, Attribute> attributes(String name) {
    Map<String, Attribute> attributes = new TreeMap<>();
    input
        .path(name)
        .properties()
        .forEach(e -> attributes.put(e.getKey(), attribute(e.getKey(), e.getValue())));
    return attributes;
  }

  private static Attribute attribute(String name, JsonNode value) {
    String type = text(value, "DataType");
    if (type == null || !type.matches("(String|Number|Binary)(\\..+)?")) {
      throw SqsErrors.invalidValue(
          "The message attribute '"
              + name
              + "' has an invalid message attribute type, the set of supported type prefixes is"
              + " Binary, Number, and String.");
    }
    Attribute attribute =
        new Attribute(type, text(value, "StringValue"), text(value, "BinaryValue"));
    boolean binary = type.startsWith("Binary");
    String content = binary ? attribute.base64() : attribute.text();
    if (content == null || content.isEmpty()) {
      throw SqsErrors.invalidValue(
          "The message attribute '"
              + name
              + "' must contain a non-empty message attribute value for message attribute type '"
              + (binary ? "Binary" : type.startsWith("Number") ? "Number" : "String")
              + "'.");
    }
    return binary ? new Attribute(type, null, content) : new Attribute(type, content, null);
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }
}
