package dev.stacktape.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.TestClients;
import dev.stacktape.local.TestClock;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class SqsTest {
  @TempDir Path state;
  private final TestClock clock = new TestClock();
  private LocalAws aws;
  private SqsClient sqs;
  private String url;

  @BeforeEach
  void start() {
    aws = LocalAws.start(LocalAwsOptions.in(state).clock(clock));
    sqs = TestClients.sqs(aws);
    url = sqs.createQueue(r -> r.queueName("orders")).queueUrl();
  }

  @AfterEach
  void stop() {
    sqs.close();
    aws.close();
  }

  private List<Message> receive(String queue) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(queue)
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).toList();
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void aMessageComesBackWithItsAttributesAndIsHiddenThen() {
    Map<String, MessageAttributeValue> attributes =
        Map.of(
            "kind", MessageAttributeValue.builder().dataType("String").stringValue("ü").build(),
            "count",
                MessageAttributeValue.builder().dataType("Number.int").stringValue("3").build(),
            "raw",
                MessageAttributeValue.builder()
                    .dataType("Binary")
                    .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2, 3}))
                    .build());
    // The client checks the digests of body and attributes itself.
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("päckchen").messageAttributes(attributes));
    List<Message> received = receive(url);
    assertThat(bodies(received)).containsExactly("päckchen");
    assertThat(received.get(0).messageAttributes()).isEqualTo(attributes);
    assertThat(received.get(0).attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    assertThat(receive(url)).isEmpty();
    clock.advance(Duration.ofSeconds(30));
    assertThat(receive(url).get(0).attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
  }

  @Test
  void aDeletedMessageDoesNotComeBack() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("once"));
    String handle = receive(url).get(0).receiptHandle();
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));
    clock.advance(Duration.ofMinutes(1));
    assertThat(receive(url)).isEmpty();
    assertCode(
        "ReceiptHandleIsInvalid",
        () -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle("nonsense")));
  }

  @Test
  void aLongPollEndsWithTheNextMessage() throws Exception {
    CompletableFuture<List<Message>> poll =
        CompletableFuture.supplyAsync(
            () -> sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages());
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("now"));
    assertThat(bodies(poll.get(15, TimeUnit.SECONDS))).containsExactly("now");
  }

  @Test
  void visibilityCanBeChanged() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("m"));
    String handle = receive(url).get(0).receiptHandle();
    sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(90));
    clock.advance(Duration.ofSeconds(60));
    assertThat(receive(url)).isEmpty();
    sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(0));
    assertThat(receive(url)).hasSize(1);
  }

  @Test
  void delayAndRetentionAreKept() {
    sqs.setQueueAttributes(
        r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60")));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("later").delaySeconds(10));
    assertThat(counts()).containsExactly("0", "0", "1");
    assertThat(receive(url)).isEmpty();
    clock.advance(Duration.ofSeconds(10));
    assertThat(counts()).containsExactly("1", "0", "0");
    assertThat(receive(url)).hasSize(1);
    assertThat(counts()).containsExactly("0", "1", "0");
    clock.advance(Duration.ofSeconds(60));
    assertThat(counts()).containsExactly("0", "0", "0");
  }

  private List<String> counts() {
    List<QueueAttributeName> names =
        List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(names)).attributes();
    return names.stream().map(attributes::get).toList();
  }

  @Test
  void whatIsReceivedTooOftenGoesToTheDeadLetterQueue() {
    String dead = sqs.createQueue(r -> r.queueName("dead")).queueUrl();
    String policy =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:dead\","
            + "\"maxReceiveCount\":\"2\"}";
    sqs.setQueueAttributes(
        r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("poison"));
    for (int i = 0; i < 2; i++) {
      assertThat(receive(url)).hasSize(1);
      clock.advance(Duration.ofSeconds(30));
    }
    assertThat(receive(url)).isEmpty();
    Message buried = receive(dead).get(0);
    assertThat(buried.body()).isEqualTo("poison");
    assertThat(buried.attributes())
        .containsEntry(
            MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN,
            "arn:aws:sqs:eu-west-1:123456789012:orders");
    assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls())
        .containsExactly(url);
  }

  @Test
  void aFifoQueueKeepsTheOrderOfEachGroupAndForgetsRepetitions() {
    String fifo =
        sqs.createQueue(
                r ->
                    r.queueName("steps.fifo")
                        .attributes(
                            Map.of(
                                QueueAttributeName.FIFO_QUEUE, "true",
                                QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true")))
            .queueUrl();
    String first = step(fifo, "a", "a1");
    assertThat(step(fifo, "a", "a1")).isEqualTo(first);
    step(fifo, "a", "a2");
    step(fifo, "b", "b1");
    Message head =
        sqs.receiveMessage(r -> r.queueUrl(fifo).maxNumberOfMessages(1)).messages().get(0);
    assertThat(head.body()).isEqualTo("a1");
    assertThat(bodies(receive(fifo))).as("group a waits for a1").containsExactly("b1");
    sqs.deleteMessage(r -> r.queueUrl(fifo).receiptHandle(head.receiptHandle()));
    assertThat(bodies(receive(fifo))).containsExactly("a2");
    clock.advance(Duration.ofMinutes(5));
    assertThat(step(fifo, "a", "a1")).isNotEqualTo(first);
    assertCode(
        "MissingParameter", () -> sqs.sendMessage(r -> r.queueUrl(fifo).messageBody("no group")));
  }

  private String step(String queue, String group, String body) {
    return sqs.sendMessage(r -> r.queueUrl(queue).messageGroupId(group).messageBody(body))
        .messageId();
  }

  @Test
  void entriesOfABatchSucceedAndFailByThemselves() {
    SendMessageBatchResponse sent =
        sqs.sendMessageBatch(
            r ->
                r.queueUrl(url)
                    .entries(
                        SendMessageBatchRequestEntry.builder().id("1").messageBody("a").build(),
                        SendMessageBatchRequestEntry.builder()
                            .id("2")
                            .messageBody("b")
                            .delaySeconds(9999)
                            .build()));
    assertThat(sent.successful()).extracting(e -> e.id()).containsExactly("1");
    assertThat(sent.failed()).extracting(e -> e.code()).containsExactly("InvalidParameterValue");
    Message message = receive(url).get(0);
    assertThat(
            sqs.deleteMessageBatch(
                    r ->
                        r.queueUrl(url)
                            .entries(
                                DeleteMessageBatchRequestEntry.builder()
                                    .id("x")
                                    .receiptHandle(message.receiptHandle())
                                    .build()))
                .successful())
        .hasSize(1);
  }

  @Test
  void aQueueIsMadeOnceAndOnlyWithTheSameAttributes() {
    assertThat(sqs.createQueue(r -> r.queueName("orders")).queueUrl()).isEqualTo(url);
    assertCode(
        "QueueAlreadyExists",
        () ->
            sqs.createQueue(
                r ->
                    r.queueName("orders")
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "31"))));
    assertCode(
        "InvalidAttributeValue",
        () ->
            sqs.createQueue(
                r ->
                    r.queueName("other")
                        .attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "901"))));
    assertCode("InvalidParameterValue", () -> sqs.createQueue(r -> r.queueName("no spaces")));
    assertThat(sqs.listQueues(r -> r.queueNamePrefix("ord")).queueUrls()).containsExactly(url);
    sqs.deleteQueue(r -> r.queueUrl(url));
    assertCode(
        "AWS.SimpleQueueService.NonExistentQueue",
        () -> sqs.getQueueUrl(r -> r.queueName("orders")));
  }

  @Test
  void messagesSurviveARestartAndUrlsWithAnOldPortStayGood() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("kept"));
    String handle = receive(url).get(0).receiptHandle();
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("kept too"));
    stop();
    aws = LocalAws.start(LocalAwsOptions.in(state).clock(clock));
    sqs = TestClients.sqs(aws);
    String old = url.replaceFirst(":\\d+/", ":1/");
    sqs.deleteMessage(r -> r.queueUrl(old).receiptHandle(handle));
    clock.advance(Duration.ofSeconds(30));
    assertThat(bodies(receive(old))).containsExactly("kept too");
  }

  @Test
  void theQueryProtocolOfOlderClientsWorksToo() throws Exception {
    String sent =
        query(
            "Action=SendMessage&MessageBody=hi&MessageAttribute.1.Name=a"
                + "&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=b");
    assertThat(sent)
        .contains("<MD5OfMessageBody>49f68a5c8493ec2c0bf489821c21fc3b</MD5OfMessageBody>");
    String received = query("Action=ReceiveMessage&AttributeName.1=All&MessageAttributeName.1=All");
    assertThat(received)
        .contains(
            "<Message><MessageId>",
            "<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>",
            "<MessageAttribute><Name>a</Name><Value><DataType>String</DataType>"
                + "<StringValue>b</StringValue></Value></MessageAttribute>");
    assertThat(query("Action=GetQueueUrl&QueueName=none"))
        .contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
  }

  private String query(String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=a/20260301/eu-west-1/sqs/aws4_request")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
