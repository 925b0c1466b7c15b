package dev.stacktape.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;

/**
 * AWS JSON 1.0 and 1.1: the operation is named by {@code X-Amz-Target}, input and output are JSON
 * objects.
 *
 * @param contentType {@code application/x-amz-json-1.0} or {@code -1.1}
 * @param errorNamespace what stands before {@code #} in an error's {@code __type}; empty for none
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 */
public record JsonProtocol(String contentType, String errorNamespace) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** AWS JSON 1.0, as SQS and DynamoDB speak it. */
  public static JsonProtocol version10(String errorNamespace) {
    return new JsonProtocol("application/x-amz-json-1.0", errorNamespace);
  }

  /** AWS JSON 1.1, as Logs speaks it. */
  public static JsonProtocol version11(String errorNamespace) {
    return new JsonProtocol("application/x-amz-json-1.1", errorNamespace);
  }

  /** The operation that a request names; empty when it names none. */
  public String operation(AwsRequest request) {
    String target = request.header("x-amz-target");
    return target == null ? "" : target.substring(target.lastIndexOf('.') + 1);
  }

  /**
   * The input; an empty body is an empty object.
   *
   * @throws AwsError {@code SerializationException} when the body is not a JSON object
   */
  public static ObjectNode read(AwsRequest request) {
    String text = request.text();
    if (text.isBlank()) {
      return JSON.createObjectNode();
    }
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new AwsError(
          400, "SerializationException", "Could not parse request body: " + e.getOriginalMessage());
    }
    throw new AwsError(400, "SerializationException", "Start of structure or map expected.");
  }

  /** A new, empty object to answer with. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** An answer with a result. */
  public AwsResponse ok(JsonNode result) {
    return AwsResponse.json(200, contentType, result.toString());
  }

  /** An error: {@code {"__type":..,"message":..}}. */
  public AwsResponse error(AwsError error, String requestId) {
    String type = errorNamespace.isEmpty() ? error.code() : errorNamespace + "#" + error.code();
    ObjectNode body =
        JSON.createObjectNode().put("__type", type).put("message", error.getMessage());
    return AwsResponse.json(error.status(), contentType, body.toString())
        .header("x-amzn-ErrorType", error.code());
  }
}
