package com.example.orders.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.orders.Order;
import com.example.orders.Order.Item;
import com.example.orders.Order.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class DynamoDbOrdersTest {
  private final FakeTable table = new FakeTable();
  private final DynamoDbOrders orders = new DynamoDbOrders(table, "orders");
  private final Order order =
      new Order(
          "order-1",
          "Ada",
          List.of(new Item("book-1", 2), new Item("pen-7", 1)),
          Status.PLACED,
          Instant.parse("2026-01-02T03:04:05.678Z"));

  @Test
  void anOrderComesBackAsItWasPutIn() {
    orders.add(order);

    assertThat(orders.find("order-1")).contains(order);
    assertThat(orders.find("order-2")).isEmpty();
  }

  @Test
  void anOrderIsNeverOverwritten() {
    orders.add(order);

    assertThatThrownBy(() -> orders.add(order))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void fulfillingChangesTheStatusOfAnOrderThatIsThere() {
    orders.add(order);

    assertThat(orders.fulfil("order-1")).isTrue();
    assertThat(orders.fulfil("order-2")).isFalse();
    assertThat(orders.find("order-1")).get().extracting(Order::status).isEqualTo(Status.FULFILLED);
    assertThat(orders.find("order-2")).isEmpty();
  }

  /** A table that knows the expressions that are used here, and no others. */
  private static final class FakeTable implements DynamoDbClient {
    private final Map<AttributeValue, Map<String, AttributeValue>> items = new HashMap<>();

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      assertThat(request.tableName()).isEqualTo("orders");
      assertThat(request.conditionExpression()).isEqualTo("attribute_not_exists(id)");
      if (items.putIfAbsent(request.item().get("id"), request.item()) != null) {
        throw ConditionalCheckFailedException.builder().build();
      }
      return PutItemResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      assertThat(request.tableName()).isEqualTo("orders");
      return GetItemResponse.builder().item(items.get(request.key().get("id"))).build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      assertThat(request.conditionExpression()).isEqualTo("attribute_exists(id)");
      assertThat(request.updateExpression()).isEqualTo("SET #status = :status");
      Map<String, AttributeValue> item = items.get(request.key().get("id"));
      if (item == null) {
        throw ConditionalCheckFailedException.builder().build();
      }
      Map<String, AttributeValue> changed = new HashMap<>(item);
      changed.put(
          request.expressionAttributeNames().get("#status"),
          request.expressionAttributeValues().get(":status"));
      items.put(request.key().get("id"), changed);
      return UpdateItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
