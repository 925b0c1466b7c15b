package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderRequestTest {

  @Test
  void aCompleteRequestHasNoProblems() {
    OrderRequest request =
        new OrderRequest("Ada", List.of(new OrderRequest.Item("book-1", 2)));

    assertThat(request.problems()).isEmpty();
    assertThat(request.orderItems()).containsExactly(new Order.Item("book-1", 2));
  }

  @Test
  void everythingThatIsMissingIsNamed() {
    OrderRequest request =
        new OrderRequest(
            " ",
            Arrays.asList(
                new OrderRequest.Item("book-1", 0), new OrderRequest.Item(null, null), null));

    assertThat(request.problems())
        .containsExactly(
            "customer is missing",
            "items[0].quantity must be 1 or more",
            "items[1].sku is missing",
            "items[1].quantity must be 1 or more",
            "items[2].sku is missing",
            "items[2].quantity must be 1 or more");
  }

  @Test
  void anOrderHasSomeItemsButNotTooMany() {
    OrderRequest.Item item = new OrderRequest.Item("book-1", 1);

    assertThat(new OrderRequest("Ada", null).problems()).containsExactly("items is empty");
    assertThat(new OrderRequest("Ada", List.of()).problems()).containsExactly("items is empty");
    assertThat(new OrderRequest("Ada", Collections.nCopies(100, item)).problems()).isEmpty();
    assertThat(new OrderRequest("Ada", Collections.nCopies(101, item)).problems())
        .containsExactly("items has more than 100 entries");
  }
}
