package com.example.orders.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.example.orders.InMemoryOrders;
import com.example.orders.Order;
import com.example.orders.Order.Status;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HandlersTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final String BODY =
      "{\"customer\": \"Ada\", \"items\": [{\"sku\": \"book-1\", \"quantity\": 2}]}";
  private static final String STORED =
      "{\"id\":\"order-1\",\"customer\":\"Ada\",\"items\":[{\"sku\":\"book-1\",\"quantity\":2}],"
          + "\"status\":\"PLACED\",\"placedAt\":\"2026-01-02T03:04:05.678Z\"}";

  private final InMemoryOrders orders = new InMemoryOrders();
  private final List<String> requested = new ArrayList<>();
  private final PlaceOrder placeOrder =
      new PlaceOrder(
          orders, requested::add, Clock.fixed(NOW, ZoneOffset.UTC), () -> "order-1");

  @Test
  void aPlacedOrderIsKeptAndItsFulfilmentRequested() {
    APIGatewayV2HTTPResponse answer = place(BODY, false);

    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.getHeaders()).containsEntry("content-type", "application/json");
    assertThat(answer.getBody()).isEqualTo(STORED);
    assertThat(orders.find("order-1")).get().extracting(Order::status).isEqualTo(Status.PLACED);
    assertThat(requested).containsExactly("order-1");
  }

  @Test
  void aBodyMayComeInBase64() {
    byte[] bytes = BODY.replace("Ada", "Zoë").getBytes(StandardCharsets.UTF_8);

    place(Base64.getEncoder().encodeToString(bytes), true);

    assertThat(orders.find("order-1")).get().extracting(Order::customer).isEqualTo("Zoë");
  }

  @Test
  void whatIsNoOrderIsRefusedAndLeavesNothingBehind() {
    for (String body : new String[] {null, "", "null", "[]", "{", "{\"items\": 3}", BODY.replace("2", "2.5")}) {
      assertThat(place(body, false).getStatusCode()).as(body).isEqualTo(400);
    }
    assertThat(place("{\"customer\": \"Ada\"}", false).getBody())
        .isEqualTo("{\"errors\":[\"items is empty\"]}");
    assertThat(orders.isEmpty()).isTrue();
    assertThat(requested).isEmpty();
  }

  @Test
  void anOrderIsReadBack() {
    place(BODY, false);

    APIGatewayV2HTTPResponse answer = get("order-1");

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).isEqualTo(STORED);
  }

  @Test
  void anUnknownOrderIsNotFound() {
    APIGatewayV2HTTPResponse answer = get("order-2");

    assertThat(answer.getStatusCode()).isEqualTo(404);
    assertThat(answer.getBody()).isEqualTo("{\"errors\":[\"There is no order order-2\"]}");
  }

  @Test
  void theWorkerFulfilsWhatIsInTheQueue() {
    place(BODY, false);
    TestContext context = new TestContext();

    new FulfilOrder(orders).handleRequest(messages("unknown", "order-1", "order-1"), context);

    assertThat(orders.find("order-1")).get().extracting(Order::status).isEqualTo(Status.FULFILLED);
    assertThat(context.lines())
        .containsExactly(
            "There is no order unknown", "Fulfilled order order-1", "Fulfilled order order-1");
  }

  private APIGatewayV2HTTPResponse place(String body, boolean base64) {
    return placeOrder.handleRequest(
        APIGatewayV2HTTPEvent.builder().withBody(body).withIsBase64Encoded(base64).build(),
        new TestContext());
  }

  private APIGatewayV2HTTPResponse get(String id) {
    return new GetOrder(orders)
        .handleRequest(
            APIGatewayV2HTTPEvent.builder().withPathParameters(Map.of("id", id)).build(),
            new TestContext());
  }

  private static SQSEvent messages(String... bodies) {
    SQSEvent event = new SQSEvent();
    event.setRecords(
        Stream.of(bodies)
            .map(
                body -> {
                  SQSMessage message = new SQSMessage();
                  message.setBody(body);
                  return message;
                })
            .toList());
    return event;
  }
}
