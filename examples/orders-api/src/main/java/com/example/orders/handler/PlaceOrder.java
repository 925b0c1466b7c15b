package com.example.orders.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.example.orders.Fulfilment;
import com.example.orders.Order;
import com.example.orders.Order.Status;
import com.example.orders.OrderRequest;
import com.example.orders.Orders;
import com.example.orders.aws.Connections;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code POST /orders}: keeps the order and asks for its fulfilment. */
public final class PlaceOrder
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final Orders orders;
  private final Fulfilment fulfilment;
  private final Clock clock;
  private final Supplier<String> ids;

  /** Called by Lambda, once for many requests. */
  public PlaceOrder() {
    this(
        Connections.orders(),
        Connections.fulfilment(),
        Clock.systemUTC(),
        () -> UUID.randomUUID().toString());
  }

  PlaceOrder(Orders orders, Fulfilment fulfilment, Clock clock, Supplier<String> ids) {
    this.orders = orders;
    this.fulfilment = fulfilment;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    OrderRequest request;
    try {
      request = Http.body(event, OrderRequest.class);
    } catch (JsonProcessingException e) {
      return Http.errors(400, List.of("The body is not an order in JSON"));
    }
    List<String> problems =
        request == null ? List.of("The body is empty") : request.problems();
    return problems.isEmpty() ? Http.answer(201, place(request)) : Http.errors(400, problems);
  }

  private Order place(OrderRequest request) {
    Order order =
        new Order(
            ids.get(),
            request.customer(),
            request.orderItems(),
            Status.PLACED,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    orders.add(order);
    fulfilment.request(order.id());
    return order;
  }
}
