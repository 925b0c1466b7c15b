package dev.stacktape.local.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.QueueReader;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.local.http.JsonProtocol;
import dev.stacktape.local.http.QueryProtocol;
import java.time.Duration;
import java.util.List;

/**
 * Amazon SQS, in the JSON protocol of today's clients and the query protocol of older ones.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">SQS
 *     API</a>
 */
public final class Sqs implements AwsService, QueueReader {
  private static final JsonProtocol JSON = JsonProtocol.version10("com.amazonaws.sqs");
  private static final QueryProtocol QUERY =
      new QueryProtocol("http://queue.amazonaws.com/doc/2012-11-05/");

  private final LocalContext context;
  private final Queues queues;
  private final Mailbox mailbox;
  private final QueueCalls queueCalls;
  private final MessageCalls messageCalls;

  /** SQS of an endpoint, with the queues that its state holds. */
  public Sqs(LocalContext context) {
    this.context = context;
    this.queues = new Queues(context);
    this.mailbox = new Mailbox(queues, context.account());
    this.queueCalls = new QueueCalls(queues, context.clock());
    this.messageCalls = new MessageCalls(queues, mailbox);
  }

  /** What CloudFormation makes queues and their policies with. */
  @Override
  public List<ResourceProvider> providers() {
    return List.of(
        new QueueProvider(queues, context.clock()),
        new QueuePolicyProvider(queues, context.clock()));
  }

  @Override
  public String signingName() {
    return "sqs";
  }

  @Override
  public String operation(AwsRequest request) {
    return isJson(request) ? JSON.operation(request) : QUERY.operation(request);
  }

  private static boolean isJson(AwsRequest request) {
    return request.header("x-amz-target") != null;
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    if (isJson(request)) {
      ObjectNode input = JsonProtocol.read(request);
      return JSON.ok(answer(JSON.operation(request), new SqsCall(input, request.region())));
    }
    FormParameters form = FormParameters.of(request);
    String action = form.action();
    SqsCall call = new SqsCall(QueryDialect.input(request, form), request.region());
    ObjectNode output = answer(action, call);
    return output.isEmpty()
        ? QUERY.ok(request, action)
        : QUERY.ok(request, action, xml -> QueryDialect.output(xml, action, output));
  }

  private ObjectNode answer(String operation, SqsCall call) {
    return switch (operation) {
      case "CreateQueue" -> queueCalls.create(call);
      case "DeleteQueue" -> queueCalls.delete(call);
      case "GetQueueUrl" -> queueCalls.url(call);
      case "ListQueues" -> queueCalls.list(call);
      case "GetQueueAttributes" -> queueCalls.attributes(call);
      case "SetQueueAttributes" -> queueCalls.setAttributes(call);
      case "PurgeQueue" -> queueCalls.purge(call);
      case "ListQueueTags" -> queueCalls.tags(call);
      case "TagQueue" -> queueCalls.tag(call);
      case "UntagQueue" -> queueCalls.untag(call);
      case "ListDeadLetterSourceQueues" -> queueCalls.deadLetterSources(call);
      case "SendMessage" -> messageCalls.send(call);
      case "SendMessageBatch" -> messageCalls.sendBatch(call);
      case "ReceiveMessage" -> messageCalls.receive(call);
      case "DeleteMessage" -> messageCalls.delete(call);
      case "DeleteMessageBatch" -> messageCalls.deleteBatch(call);
      case "ChangeMessageVisibility" -> messageCalls.changeVisibility(call);
      case "ChangeMessageVisibilityBatch" -> messageCalls.changeVisibilityBatch(call);
      default ->
          throw new AwsError(
              400, "InvalidAction", "The action " + operation + " is not valid for this endpoint.");
    };
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return QUERY.error(
        new AwsError(
            error.status(), SqsErrors.queryCode(error.code()), String.valueOf(error.getMessage())),
        requestId);
  }

  /** The JSON protocol gives an error two names: its own and that of the query protocol. */
  @Override
  public AwsResponse error(AwsError error, AwsRequest request) {
    if (!isJson(request)) {
      return error(error, request.id());
    }
    return JSON.error(error, request.id())
        .header(
            "x-amzn-query-error",
            SqsErrors.queryCode(error.code()) + (error.status() < 500 ? ";Sender" : ";Receiver"));
  }

  @Override
  public List<Message> receive(String queueArn, int max, Duration wait) {
    return mailbox.receive(byArn(queueArn), max, null, wait);
  }

  @Override
  public void delete(String queueArn, String receiptHandle) {
    mailbox.delete(byArn(queueArn), receiptHandle);
  }

  @Override
  public void changeVisibility(String queueArn, String receiptHandle, Duration timeout) {
    mailbox.changeVisibility(byArn(queueArn), receiptHandle, timeout);
  }

  private Queue byArn(String arn) {
    Queue queue = queues.byArn(arn);
    if (queue == null) {
      throw SqsErrors.noSuchQueue();
    }
    return queue;
  }

  @Override
  public void close() {
    queues.all().forEach(Queue::close);
  }
}
