package dev.stacktape.local.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.QueueReader.Attribute;
import dev.stacktape.local.QueueReader.Message;
import dev.stacktape.local.http.JsonProtocol;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A received message in the shape of the JSON protocol, with the attributes that were asked for.
 */
final class MessageJson {
  private MessageJson() {}

  static ObjectNode write(Message message, List<String> systemNames, List<String> names) {
    ObjectNode json =
        JsonProtocol.object()
            .put("MessageId", message.messageId())
            .put("ReceiptHandle", message.receiptHandle())
            .put("MD5OfBody", message.md5OfBody())
            .put("Body", message.body());
    ObjectNode system = JsonProtocol.object();
    message
        .attributes()
        .forEach(
            (name, value) -> {
              if (systemNames.contains("All") || systemNames.contains(name)) {
                system.put(name, value);
              }
            });
    if (!system.isEmpty()) {
      json.set("Attributes", system);
    }
    Map<String, Attribute> wanted = new TreeMap<>(message.messageAttributes());
    wanted.keySet().removeIf(name -> names.stream().noneMatch(pattern -> matches(pattern, name)));
    if (!wanted.isEmpty()) {
      json.put("MD5OfMessageAttributes", MessageDigests.md5(wanted));
      ObjectNode attributes = json.putObject("MessageAttributes");
      wanted.forEach((name, attribute) -> attributes.set(name, write(attribute)));
    }
    return json;
  }

  private static ObjectNode write(Attribute attribute) {
    ObjectNode json = JsonProtocol.object().put("DataType", attribute.dataType());
    return attribute.text() == null
        ? json.put("BinaryValue", attribute.base64())
        : json.put("StringValue", attribute.text());
  }

  /** {@code All}, a name, or the beginning of names before {@code .*}. */
  private static boolean matches(String pattern, String name) {
    return pattern.equals("All")
        || pattern.equals(name)
        || (pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 2)));
  }
}
