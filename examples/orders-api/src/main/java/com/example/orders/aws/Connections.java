package com.example.orders.aws;

import com.example.orders.Fulfilment;
import com.example.orders.Orders;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What {@code connectTo} in {@code stacktape.yml} connected a function with. Region, credentials
 * and endpoint are found by the SDK in its usual places.
 */
public final class Connections {
  private Connections() {}

  /** The table {@code ordersTable}. */
  public static Orders orders() {
    return new DynamoDbOrders(
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        variable("STP_ORDERS_TABLE_NAME"));
  }

  /** The queue {@code fulfilmentQueue}. */
  public static Fulfilment fulfilment() {
    return new SqsFulfilment(
        SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        variable("STP_FULFILMENT_QUEUE_URL"));
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set; see connectTo in stacktape.yml");
    }
    return value;
  }
}
