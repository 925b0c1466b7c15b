package com.example.orders;

import com.example.orders.Order.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Orders as they would be in a table. */
public final class InMemoryOrders implements Orders {
  private final Map<String, Order> byId = new LinkedHashMap<>();

  @Override
  public void add(Order order) {
    byId.put(order.id(), order);
  }

  @Override
  public Optional<Order> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public boolean fulfil(String id) {
    return byId.computeIfPresent(
            id,
            (same, order) ->
                new Order(id, order.customer(), order.items(), Status.FULFILLED, order.placedAt()))
        != null;
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }
}
