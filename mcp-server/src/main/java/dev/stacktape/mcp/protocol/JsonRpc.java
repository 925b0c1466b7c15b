package dev.stacktape.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a message has to look like before the protocol's SDK may see it: the SDK ends the connection
 * with the first message that it does not understand.
 *
 * <p>See <a href="https://www.jsonrpc.org/specification">JSON-RPC 2.0</a>; batches are no part of
 * the Model Context Protocol.
 */
public final class JsonRpc {
  private JsonRpc() {}

  /**
   * What an answer to this has to name: the id of a request, also of one that is not well-formed;
   * else null. What is meant as an answer has an id of ours, which the client may use itself.
   */
  static JsonNode idOf(JsonNode message) {
    return message.has("method") && message.has("id") && isId(message.get("id"))
        ? message.get("id")
        : NullNode.getInstance();
  }

  /** Whether this is a request, a notification or an answer. */
  public static boolean isMessage(@Nullable JsonNode message) {
    return message instanceof ObjectNode
        && message.path("jsonrpc").isTextual()
        && message.get("jsonrpc").textValue().equals("2.0")
        && (message.has("method") ? isCall(message) : isAnswer(message));
  }

  private static boolean isCall(JsonNode message) {
    JsonNode params = message.get("params");
    return message.get("method").isTextual()
        && (!message.has("id") || isId(message.get("id")))
        && (params == null || params.isNull() || params.isObject());
  }

  private static boolean isAnswer(JsonNode message) {
    JsonNode error = message.get("error");
    return message.has("id")
        && isId(message.get("id"))
        && (error == null
            ? message.path("result").isObject()
            : error.path("code").isInt() && error.path("message").isTextual());
  }

  private static boolean isId(JsonNode id) {
    return id.isTextual()
        ? !id.textValue().isBlank()
        : id.isIntegralNumber() && id.canConvertToLong();
  }
}
