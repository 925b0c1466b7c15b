package com.example.orders.aws;

import com.example.orders.Order;
import com.example.orders.Order.Item;
import com.example.orders.Order.Status;
import com.example.orders.Orders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Orders in a DynamoDB table, one item each. */
public final class DynamoDbOrders implements Orders {
  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoDbOrders(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public void add(Order order) {
    dynamoDb.putItem(
        put ->
            put.tableName(table)
                .item(toAttributes(order))
                .conditionExpression("attribute_not_exists(id)"));
  }

  @Override
  public Optional<Order> find(String id) {
    Map<String, AttributeValue> found =
        dynamoDb.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true)).item();
    return found.isEmpty() ? Optional.empty() : Optional.of(toOrder(found));
  }

  @Override
  public boolean fulfil(String id) {
    try {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key(id))
                  .conditionExpression("attribute_exists(id)")
                  .updateExpression("SET #status = :status")
                  .expressionAttributeNames(Map.of("#status", "status"))
                  .expressionAttributeValues(Map.of(":status", text(Status.FULFILLED.name()))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static Map<String, AttributeValue> toAttributes(Order order) {
    return Map.of(
        "id", text(order.id()),
        "customer", text(order.customer()),
        "items", AttributeValue.fromL(order.items().stream().map(DynamoDbOrders::item).toList()),
        "status", text(order.status().name()),
        "placedAt", text(order.placedAt().toString()));
  }

  private static AttributeValue item(Item item) {
    return AttributeValue.fromM(
        Map.of(
            "sku", text(item.sku()),
            "quantity", AttributeValue.fromN(Integer.toString(item.quantity()))));
  }

  private static Order toOrder(Map<String, AttributeValue> found) {
    List<Item> items =
        found.get("items").l().stream()
            .map(AttributeValue::m)
            .map(each -> new Item(each.get("sku").s(), Integer.parseInt(each.get("quantity").n())))
            .toList();
    return new Order(
        found.get("id").s(),
        found.get("customer").s(),
        items,
        Status.valueOf(found.get("status").s()),
        Instant.parse(found.get("placedAt").s()));
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("id", text(id));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
