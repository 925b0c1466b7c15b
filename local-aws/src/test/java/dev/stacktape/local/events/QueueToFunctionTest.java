package dev.stacktape.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.local.TestClients;
import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.lambda.HandlerZip;
import dev.stacktape.local.lambda.LambdaFixture;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue, its dead-letter queue and a function, all real, through a whole endpoint. */
class QueueToFunctionTest {
  /** Fails every message whose body is "bad", and answers for the others on another queue. */
  private static final String WORKER =
      """
      import com.amazonaws.services.lambda.runtime.*;
      import java.net.URI;
      import java.net.http.*;
      import java.util.*;
      public class Worker implements RequestHandler<Map<String, Object>, Map<String, Object>> {
        @SuppressWarnings("unchecked")
        public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
          List<Map<String, String>> failed = new ArrayList<>();
          for (Map<String, Object> record : (List<Map<String, Object>>) event.get("Records")) {
            if (record.get("body").equals("bad")) {
              failed.add(Map.of("itemIdentifier", (String) record.get("messageId")));
            } else {
              send((String) record.get("body"));
            }
          }
          return Map.of("batchItemFailures", failed);
        }
        private static void send(String body) {
          try {
            HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(System.getenv("AWS_ENDPOINT_URL")))
                    .header("Authorization", "AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/sqs/aws4_request, SignedHeaders=host, Signature=0")
                    .header("X-Amz-Target", "AmazonSQS.SendMessage")
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .POST(HttpRequest.BodyPublishers.ofString(
                        "{\\"QueueUrl\\":\\"" + System.getenv("DONE") + "\\",\\"MessageBody\\":\\"done " + body + "\\"}"))
                    .build(),
                HttpResponse.BodyHandlers.discarding());
          } catch (Exception e) {
            throw new RuntimeException(e);
          }
        }
      }
      """;

  @TempDir Path state;

  @Test
  void goodMessagesAreDoneAndBadOnesFindTheDeadLetterQueue() {
    LocalAwsOptions options = LocalAwsOptions.in(state).libraries(new TestLibraries());
    try (LocalAws aws = LocalAws.start(options);
        SqsClient sqs = TestClients.sqs(aws);
        LambdaClient lambda = TestClients.configure(LambdaClient.builder(), aws).build()) {
      String done = sqs.createQueue(r -> r.queueName("done")).queueUrl();
      String dead = sqs.createQueue(r -> r.queueName("dead")).queueUrl();
      String work =
          sqs.createQueue(
                  r ->
                      r.queueName("work")
                          .attributes(
                              Map.of(
                                  QueueAttributeName.VISIBILITY_TIMEOUT, "1",
                                  QueueAttributeName.REDRIVE_POLICY,
                                      "{\"maxReceiveCount\":\"2\",\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:dead\"}")))
              .queueUrl();
      lambda.createFunction(
          r ->
              r.functionName("worker")
                  .runtime("java17")
                  .handler("Worker")
                  .role(LambdaFixture.ROLE)
                  .timeout(30)
                  .memorySize(256)
                  .environment(e -> e.variables(Map.of("DONE", done)))
                  .code(c -> c.zipFile(SdkBytes.fromByteArray(HandlerZip.java("Worker", WORKER)))));
      lambda.createEventSourceMapping(
          r ->
              r.functionName("worker")
                  .eventSourceArn("arn:aws:sqs:eu-west-1:123456789012:work")
                  .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));

      sqs.sendMessageBatch(
          r ->
              r.queueUrl(work)
                  .entries(
                      SendMessageBatchRequestEntry.builder().id("a").messageBody("good").build(),
                      SendMessageBatchRequestEntry.builder().id("b").messageBody("bad").build()));

      assertThat(receive(sqs, done)).extracting(Message::body).containsExactly("done good");
      assertThat(receive(sqs, dead)).extracting(Message::body).containsExactly("bad");
    }
  }

  private static List<Message> receive(SqsClient sqs, String queue) {
    return sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(20)).messages();
  }
}
