package dev.stacktape.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.local.http.JsonProtocol;
import dev.stacktape.local.http.XmlWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query protocol of SQS, which clients before 2023 speak: its flat names are turned into the
 * input of the JSON protocol and back.
 */
final class QueryDialect {
  private static final List<String> TEXTS =
      List.of(
          "QueueUrl",
          "QueueName",
          "QueueNamePrefix",
          "MaxResults",
          "NextToken",
          "Id",
          "MessageBody",
          "DelaySeconds",
          "MessageGroupId",
          "MessageDeduplicationId",
          "ReceiptHandle",
          "VisibilityTimeout",
          "MaxNumberOfMessages",
          "WaitTimeSeconds");

  /** Lists by their name in a form and in JSON. */
  private static final Map<String, String> LISTS =
      Map.of(
          "AttributeName", "AttributeNames",
          "MessageSystemAttributeName", "MessageSystemAttributeNames",
          "MessageAttributeName", "MessageAttributeNames",
          "TagKey", "TagKeys");

  /** Names of list and map elements in XML, by their name in JSON. */
  private static final Map<String, String> ELEMENTS =
      Map.of(
          "QueueUrls", "QueueUrl",
          "queueUrls", "QueueUrl",
          "Messages", "Message",
          "Attributes", "Attribute",
          "MessageAttributes", "MessageAttribute",
          "Tags", "Tag",
          "Failed", "BatchResultErrorEntry");

  private QueryDialect() {}

  /** The input of a request; the queue may be named by the path alone. */
  static ObjectNode input(AwsRequest request, FormParameters form) {
    ObjectNode input = structure(form);
    if (!input.has("QueueUrl") && request.path().length() > 1) {
      input.put("QueueUrl", request.path());
    }
    List<FormParameters> entries = form.structures(form.action() + "RequestEntry");
    if (!entries.isEmpty()) {
      ArrayNode list = input.putArray("Entries");
      entries.forEach(entry -> list.add(structure(entry)));
    }
    return input;
  }

  private static ObjectNode structure(FormParameters form) {
    ObjectNode json = JsonProtocol.object();
    for (String name : TEXTS) {
      String value = form.text(name);
      if (value != null) {
        json.put(name, value);
      }
    }
    LISTS.forEach(
        (name, jsonName) -> {
          if (form.has(name)) {
            ArrayNode list = json.putArray(jsonName);
            form.list(name).forEach(list::add);
          }
        });
    map(json, "Attributes", form.map("Attribute"));
    map(json, "Tags", form.map("Tag"));
    attributes(json, "MessageAttributes", form.structures("MessageAttribute"));
    attributes(json, "MessageSystemAttributes", form.structures("MessageSystemAttribute"));
    return json;
  }

  private static void map(ObjectNode json, String name, Map<String, String> map) {
    if (!map.isEmpty()) {
      ObjectNode object = json.putObject(name);
      map.forEach(object::put);
    }
  }

  private static void attributes(ObjectNode json, String name, List<FormParameters> attributes) {
    if (!attributes.isEmpty()) {
      ObjectNode object = json.putObject(name);
      for (FormParameters attribute : attributes) {
        ObjectNode value = object.putObject(attribute.text("Name", ""));
        for (String field : List.of("DataType", "StringValue", "BinaryValue")) {
          @Nullable String text = attribute.structure("Value").text(field);
          if (text != null) {
            value.put(field, text);
          }
        }
      }
    }
  }

  /** Writes the output of an operation. */
  static void output(XmlWriter xml, String operation, ObjectNode output) {
    output.properties().forEach(field -> write(xml, operation, field.getKey(), field.getValue()));
  }

  private static void write(XmlWriter xml, String operation, String name, JsonNode value) {
    String element =
        name.equals("Successful") ? operation + "ResultEntry" : ELEMENTS.getOrDefault(name, name);
    if (value.isArray()) {
      for (JsonNode item : value) {
        if (item instanceof ObjectNode object) {
          xml.element(element, inner -> output(inner, operation, object));
        } else {
          xml.text(element, item.asText());
        }
      }
    } else if (value.isObject()) {
      String key = name.equals("Tags") ? "Key" : "Name";
      value
          .properties()
          .forEach(
              entry ->
                  xml.element(
                      element,
                      inner -> {
                        inner.text(key, entry.getKey());
                        entry(inner, operation, entry.getValue());
                      }));
    } else {
      xml.text(element, value.asText());
    }
  }

  private static void entry(XmlWriter xml, String operation, JsonNode value) {
    if (value instanceof ObjectNode object) {
      xml.element("Value", inner -> output(inner, operation, object));
    } else {
      xml.text("Value", value.asText());
    }
  }
}
