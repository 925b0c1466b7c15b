package dev.stacktape.local.dynamodb;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.http.JsonProtocol;
import dev.stacktape.local.value.Document;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB behind the endpoint: every request is passed on to DynamoDB Local, which is started with
 * the first one. Tables of all regions share one name space. ARNs are those of the account and
 * region, not the ones that DynamoDB Local makes up.
 */
public final class DynamoDb implements AwsService {
  private static final JsonProtocol PROTOCOL =
      JsonProtocol.version10("com.amazonaws.dynamodb.v20120810");
  private static final String LOCAL_ARN = "arn:aws:dynamodb:ddblocal:000000000000:";

  /** DynamoDB Local wants some signature, and letters and digits only in the access key. */
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=stacktape/20260101/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  /** Operations whose answers hold items, which must not be touched; they hold no ARNs. */
  private static final Set<String> DATA =
      Set.of(
          "BatchExecuteStatement",
          "BatchGetItem",
          "BatchWriteItem",
          "DeleteItem",
          "ExecuteStatement",
          "ExecuteTransaction",
          "GetItem",
          "GetRecords",
          "PutItem",
          "Query",
          "Scan",
          "TransactGetItems",
          "TransactWriteItems",
          "UpdateItem");

  private final LocalContext context;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private @Nullable DynamoDbProcess process;
  private boolean closed;

  /** DynamoDB that is started when it is first needed. */
  public DynamoDb(LocalContext context) {
    this.context = context;
  }

  /** The CloudFormation resource types behind which DynamoDB stands. */
  @Override
  public List<ResourceProvider> providers() {
    Tables tables = new Tables(this, new StateStore(context.folder("dynamodb").resolve("tokens")));
    return List.of(
        new TableProvider("AWS::DynamoDB::Table", tables),
        new TableProvider("AWS::DynamoDB::GlobalTable", tables));
  }

  @Override
  public String signingName() {
    return "dynamodb";
  }

  @Override
  public String operation(AwsRequest request) {
    return PROTOCOL.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    String target = request.header("x-amz-target");
    if (target == null) {
      throw new AwsError(400, "MissingAuthenticationTokenException", "Missing X-Amz-Target");
    }
    return send(target, request.region(), request.bytes());
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }

  /**
   * Carries out an operation for another part of the endpoint.
   *
   * @param target such as {@code DynamoDB_20120810.CreateTable}
   * @throws AwsError with DynamoDB's own code and message
   */
  public Document call(String target, String region, Document input) {
    AwsResponse response = send(target, region, input.bytes());
    Document answer = Document.parse(new String(response.body(), StandardCharsets.UTF_8));
    if (response.status() != 200) {
      String type = answer.text("__type", "InternalServerError");
      String message = answer.text("message", answer.text("Message", ""));
      throw new AwsError(response.status(), type.substring(type.indexOf('#') + 1), message);
    }
    return answer;
  }

  private AwsResponse send(String target, String region, byte[] body) {
    String operation = target.substring(target.indexOf('.') + 1);
    boolean data = DATA.contains(operation);
    String arn = "arn:aws:dynamodb:" + region + ":" + context.account() + ":";
    byte[] asked = operation.equals("GetRecords") || !data ? replace(body, arn, LOCAL_ARN) : body;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/"))
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("Authorization", AUTHORIZATION)
            .POST(BodyPublishers.ofByteArray(asked))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      byte[] answer = data ? response.body() : replace(response.body(), LOCAL_ARN, arn);
      return answer(response, answer);
    } catch (IOException e) {
      throw new AwsError(
          500, "InternalServerError", "DynamoDB Local does not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsError(500, "InternalServerError", "The endpoint is being stopped");
    }
  }

  private static AwsResponse answer(HttpResponse<byte[]> response, byte[] body) {
    CRC32 checksum = new CRC32();
    checksum.update(body);
    return new AwsResponse(
        response.statusCode(),
        Map.of(
            "Content-Type",
            "application/x-amz-json-1.0",
            "x-amz-crc32",
            String.valueOf(checksum.getValue())),
        body);
  }

  private static byte[] replace(byte[] json, String from, String to) {
    String text = new String(json, StandardCharsets.UTF_8);
    return text.contains(from) ? text.replace(from, to).getBytes(StandardCharsets.UTF_8) : json;
  }

  private synchronized int port() {
    if (closed) {
      throw new AwsError(500, "InternalServerError", "The endpoint is being stopped");
    }
    if (process == null || !process.alive()) {
      process = DynamoDbProcess.start(context);
    }
    return process.port();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (process != null) {
      process.close();
    }
  }
}
