package com.example.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An order as a customer sends it; anything may be missing. */
public record OrderRequest(String customer, List<Item> items) {
  private static final int MOST_ITEMS = 100;

  /** See {@link Order.Item}. */
  public record Item(String sku, Integer quantity) {}

  /** Everything that is wrong, in words for the customer; nothing when it can be placed. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (isBlank(customer)) {
      problems.add("customer is missing");
    }
    if (items == null || items.isEmpty()) {
      problems.add("items is empty");
    } else if (items.size() > MOST_ITEMS) {
      problems.add("items has more than " + MOST_ITEMS + " entries");
    } else {
      for (int i = 0; i < items.size(); i++) {
        addProblemsOf(items.get(i), "items[" + i + "]", problems);
      }
    }
    return problems;
  }

  private static void addProblemsOf(Item item, String place, List<String> problems) {
    if (item == null || isBlank(item.sku())) {
      problems.add(place + ".sku is missing");
    }
    if (item == null || item.quantity() == null || item.quantity() < 1) {
      problems.add(place + ".quantity must be 1 or more");
    }
  }

  private static boolean isBlank(String text) {
    return Objects.requireNonNullElse(text, "").isBlank();
  }

  /** The items of a request without problems. */
  public List<Order.Item> orderItems() {
    return items.stream().map(item -> new Order.Item(item.sku(), item.quantity())).toList();
  }
}
