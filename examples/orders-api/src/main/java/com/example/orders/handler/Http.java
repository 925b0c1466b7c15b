package com.example.orders.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** JSON over HTTP, in payload format 2.0 of API Gateway. */
final class Http {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private Http() {}

  /**
   * Reads the body of a request.
   *
   * @throws JsonProcessingException when it is not such a JSON
   */
  static <T> T body(APIGatewayV2HTTPEvent request, Class<T> type) throws JsonProcessingException {
    String body = request.getBody() == null ? "" : request.getBody();
    if (request.getIsBase64Encoded()) {
      body = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    }
    return JSON.readValue(body, type);
  }

  static APIGatewayV2HTTPResponse answer(int status, Object body) {
    try {
      return APIGatewayV2HTTPResponse.builder()
          .withStatusCode(status)
          .withHeaders(Map.of("content-type", "application/json"))
          .withBody(JSON.writeValueAsString(body))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer that is no JSON: " + body, e);
    }
  }

  static APIGatewayV2HTTPResponse errors(int status, List<String> errors) {
    return answer(status, Map.of("errors", errors));
  }
}
