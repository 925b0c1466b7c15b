package com.example.orders.aws;

import com.example.orders.Fulfilment;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Asks for fulfilment by a message that holds the id of the order. */
public final class SqsFulfilment implements Fulfilment {
  private final SqsClient sqs;
  private final String queueUrl;

  public SqsFulfilment(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public void request(String orderId) {
    sqs.sendMessage(send -> send.queueUrl(queueUrl).messageBody(orderId));
  }
}
