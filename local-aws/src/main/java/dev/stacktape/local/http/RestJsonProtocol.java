package dev.stacktape.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * REST-JSON, as Lambda and API Gateway speak it: the operation is named by method and path; an
 * error's code stands in {@code x-amzn-ErrorType}. Bodies are read with {@link JsonProtocol#read}.
 *
 * @param messageField how the service spells the message of an error: {@code Message} for Lambda,
 *     {@code message} for API Gateway
 */
public record RestJsonProtocol(String messageField) {

  /**
   * The decoded segments of a request's path; {@code /a/b%2Fc/} gives {@code a} and {@code b/c}.
   */
  public static List<String> segments(AwsRequest request) {
    return Arrays.stream(request.path().split("/"))
        .filter(segment -> !segment.isEmpty())
        // In a path, unlike in a form, a plus sign is a plus sign.
        .map(segment -> segment.replace("+", "%2B"))
        .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
        .toList();
  }

  /** An answer with a result. */
  public AwsResponse ok(int status, JsonNode result) {
    return AwsResponse.json(status, "application/json", result.toString());
  }

  /** An error, its code in {@code x-amzn-ErrorType}. */
  public AwsResponse error(AwsError error, String requestId) {
    ObjectNode body =
        JsonProtocol.object()
            .put("Type", error.status() < 500 ? "User" : "Service")
            .put(messageField, error.getMessage());
    return AwsResponse.json(error.status(), "application/json", body.toString())
        .header("x-amzn-ErrorType", error.code());
  }
}
