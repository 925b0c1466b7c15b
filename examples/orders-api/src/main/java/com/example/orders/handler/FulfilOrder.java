package com.example.orders.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.example.orders.Orders;
import com.example.orders.aws.Connections;

/**
 * Works off the queue of placed orders. What fails is delivered again, with its batch; an order
 * that was fulfilled before stays so.
 */
public final class FulfilOrder implements RequestHandler<SQSEvent, Void> {
  private final Orders orders;

  /** Called by Lambda, once for many batches. */
  public FulfilOrder() {
    this(Connections.orders());
  }

  FulfilOrder(Orders orders) {
    this.orders = orders;
  }

  @Override
  public Void handleRequest(SQSEvent event, Context context) {
    for (SQSMessage message : event.getRecords()) {
      String id = message.getBody();
      boolean known = orders.fulfil(id);
      context.getLogger().log((known ? "Fulfilled order " : "There is no order ") + id);
    }
    return null;
  }
}
