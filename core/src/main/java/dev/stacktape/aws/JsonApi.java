package dev.stacktape.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.event.EventListener;
import java.io.IOException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A service that speaks JSON, with its answers as they come: what AWS has added since this was
 * written is still there when an answer is sent back changed.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public final class JsonApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SignedCalls calls;
  private final String prefix;
  private final String contentType;

  private JsonApi(SignedCalls calls, String prefix, String version) {
    this.calls = calls;
    this.prefix = prefix;
    this.contentType = "application/x-amz-json-" + version;
  }

  static JsonApi ecs(
      AwsSettings settings,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      EventListener events) {
    return new JsonApi(
        new SignedCalls(settings, credentials, http, events, "ecs"),
        "AmazonEC2ContainerServiceV20141113.",
        "1.1");
  }

  static JsonApi stepFunctions(
      AwsSettings settings,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      EventListener events) {
    return new JsonApi(
        new SignedCalls(settings, credentials, http, events, "states"), "AWSStepFunctions.", "1.0");
  }

  /** An empty input. */
  public static ObjectNode input() {
    return JSON.createObjectNode();
  }

  /**
   * Calls an operation.
   *
   * @throws SdkException as the clients of the SDK throw
   */
  public ObjectNode call(String operation, JsonNode input) {
    byte[] body = bytes(input);
    return calls.withRetries(() -> answer(calls.send(request(operation), body)));
  }

  private SdkHttpRequest request(String operation) {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.POST)
        .uri(calls.address())
        .encodedPath("/")
        .putHeader("X-Amz-Target", prefix + operation)
        .putHeader("Content-Type", contentType)
        .build();
  }

  private ObjectNode answer(SignedCalls.Answer answer) {
    ObjectNode body = body(answer.body());
    if (answer.isGood()) {
      return body;
    }
    throw refused(answer.status(), body);
  }

  private AwsServiceException refused(int status, ObjectNode body) {
    String type = body.path("__type").asText();
    String message = body.path("message").asText(body.path("Message").asText());
    return calls.refused(status, type.substring(type.indexOf('#') + 1), message);
  }

  private static ObjectNode body(byte[] bytes) {
    try {
      return JSON.readTree(bytes) instanceof ObjectNode tree ? tree : input();
    } catch (IOException unreadable) {
      return input();
    }
  }

  private static byte[] bytes(JsonNode input) {
    try {
      return JSON.writeValueAsBytes(input);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree can always be written", e);
    }
  }
}
