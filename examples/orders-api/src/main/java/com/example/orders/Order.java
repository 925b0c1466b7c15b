package com.example.orders;

import java.time.Instant;
import java.util.List;

/** What a customer wants to have. */
public record Order(
    String id, String customer, List<Item> items, Status status, Instant placedAt) {

  /** How many pieces of which product. */
  public record Item(String sku, int quantity) {}

  /** How far an order has come. */
  public enum Status {
    PLACED,
    FULFILLED
  }

  public Order {
    items = List.copyOf(items);
  }
}
