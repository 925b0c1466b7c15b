package com.example.orders.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.example.orders.Orders;
import com.example.orders.aws.Connections;
import java.util.List;

/** {@code GET /orders/{id}}. */
public final class GetOrder
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final Orders orders;

  /** Called by Lambda, once for many requests. */
  public GetOrder() {
    this(Connections.orders());
  }

  GetOrder(Orders orders) {
    this.orders = orders;
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String id = event.getPathParameters().get("id");
    return orders
        .find(id)
        .map(order -> Http.answer(200, order))
        .orElseGet(() -> Http.errors(404, List.of("There is no order " + id)));
  }
}
