package com.example.orders;

import java.util.Optional;

/** Where orders are kept. */
public interface Orders {
  /** Keeps a new order. */
  void add(Order order);

  Optional<Order> find(String id);

  /**
   * Marks an order as fulfilled; doing it twice is the same as doing it once.
   *
   * @return whether there is such an order
   */
  boolean fulfil(String id);
}
