package com.example.orders;

/** Whoever picks and sends what was ordered, in their own time. */
@FunctionalInterface
public interface Fulfilment {
  void request(String orderId);
}
