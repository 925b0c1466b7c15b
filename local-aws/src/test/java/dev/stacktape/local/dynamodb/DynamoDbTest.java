package dev.stacktape.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.Faults;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.QueueReader;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.ResourceProvider.Request;
import dev.stacktape.local.ResourceProvider.Result;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.events.EventSources;
import dev.stacktape.local.http.LoopbackServer;
import dev.stacktape.local.lambda.FakeInvoker;
import dev.stacktape.local.lambda.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The real DynamoDB Local; it is started once for all tests. */
class DynamoDbTest {
  private static final Map<String, Object> KEY = Map.of("AttributeName", "id", "KeyType", "HASH");

  @TempDir static Path state;
  private static DynamoDb dynamoDb;
  private static HttpServer endpoint;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() {
    LocalContext context =
        new LocalContext(
            state,
            "123456789012",
            Clock.systemUTC(),
            new Faults(),
            new TestLibraries(),
            () -> "http://127.0.0.1:4566");
    dynamoDb = new DynamoDb(context);
    endpoint = LoopbackServer.open(0);
    endpoint.createContext("/", DynamoDbTest::answer);
    endpoint.start();
    client =
        DynamoDbClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort()))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange.getRequestHeaders().forEach((k, v) -> headers.put(k.toLowerCase(Locale.ROOT), v));
    byte[] body = exchange.getRequestBody().readAllBytes();
    AwsResponse response =
        dynamoDb.handle(
            new AwsRequest("POST", "/", Map.of(), headers, body, "dynamodb", "eu-west-1", "test"));
    response.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(response.status(), response.body().length);
    exchange.getResponseBody().write(response.body());
    exchange.close();
  }

  @AfterAll
  static void stop() {
    client.close();
    endpoint.stop(0);
    dynamoDb.close();
  }

  private static ResourceProvider provider(String type) {
    return dynamoDb.providers().stream()
        .filter(provider -> provider.type().equals("AWS::DynamoDB::" + type))
        .findFirst()
        .orElseThrow();
  }

  private static Request request(String token, Map<String, Object> properties) {
    return new Request(
        "shop-dev",
        "arn:stack",
        "Orders",
        "eu-west-1",
        "123456789012",
        properties,
        Map.of(),
        token);
  }

  private static Map<String, Object> properties(String name, Map<String, Object> more) {
    Map<String, Object> properties = new TreeMap<>(more);
    properties.put("TableName", name);
    properties.put("KeySchema", List.of(KEY));
    properties.putIfAbsent("BillingMode", "PAY_PER_REQUEST");
    properties.putIfAbsent(
        "AttributeDefinitions", List.of(Map.of("AttributeName", "id", "AttributeType", "S")));
    return properties;
  }

  @Test
  void aGlobalTableIsMadeUsedAndRemoved() {
    Request request =
        request(
            "t1",
            properties(
                "orders",
                Map.of(
                    "Replicas", List.of(Map.of("Region", "eu-west-1")),
                    "StreamSpecification", Map.of("StreamViewType", "NEW_IMAGE"),
                    "TimeToLiveSpecification",
                        Map.of("AttributeName", "expires", "Enabled", "true"))));

    Result made = provider("GlobalTable").create(request);

    assertThat(made.physicalId()).isEqualTo("orders");
    assertThat(made.attributes())
        .containsEntry("Arn", "arn:aws:dynamodb:eu-west-1:123456789012:table/orders")
        .containsKey("TableId");
    assertThat((String) made.attributes().get("StreamArn"))
        .startsWith("arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/");
    assertThat(provider("GlobalTable").create(request)).isEqualTo(made);
    assertThatThrownBy(() -> provider("GlobalTable").create(request("t2", request.properties())))
        .isInstanceOf(AwsError.class)
        .hasMessage("Resource with identifier 'orders' already exists.");

    String fancy = "grün \u2713 arn:aws:dynamodb:ddblocal:000000000000:table/x";
    client.putItem(
        r ->
            r.tableName("orders")
                .item(
                    Map.of("id", AttributeValue.fromS("1"), "text", AttributeValue.fromS(fancy))));
    assertThat(
            client
                .getItem(r -> r.tableName("orders").key(Map.of("id", AttributeValue.fromS("1"))))
                .item()
                .get("text")
                .s())
        .isEqualTo(fancy);
    assertThat(
            client
                .describeTimeToLive(r -> r.tableName("orders"))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expires");

    provider("GlobalTable").delete(request, "orders");
    provider("GlobalTable").delete(request, "orders");
    assertThatThrownBy(() -> client.describeTable(r -> r.tableName("orders")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aTableIsBroughtToOtherSettingsStepByStep() {
    provider("Table").create(request("u1", properties("stock", Map.of())));
    Map<String, Object> changed =
        properties(
            "stock",
            Map.of(
                "BillingMode", "PROVISIONED",
                "ProvisionedThroughput",
                    Map.of("ReadCapacityUnits", "3", "WriteCapacityUnits", "2"),
                "AttributeDefinitions",
                    List.of(
                        Map.of("AttributeName", "id", "AttributeType", "S"),
                        Map.of("AttributeName", "colour", "AttributeType", "S")),
                "GlobalSecondaryIndexes",
                    List.of(
                        Map.of(
                            "IndexName", "byColour",
                            "KeySchema",
                                List.of(Map.of("AttributeName", "colour", "KeyType", "HASH")),
                            "Projection", Map.of("ProjectionType", "KEYS_ONLY"),
                            "ProvisionedThroughput",
                                Map.of("ReadCapacityUnits", 1, "WriteCapacityUnits", 1))),
                "StreamSpecification", Map.of("StreamViewType", "KEYS_ONLY")));

    provider("Table").update(request("u2", changed), "stock", properties("stock", Map.of()));

    TableDescription table = client.describeTable(r -> r.tableName("stock")).table();
    assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(3);
    assertThat(table.globalSecondaryIndexes())
        .extracting(i -> i.indexName())
        .containsExactly("byColour");
    assertThat(table.latestStreamArn()).isNotNull();
    assertThat(table.tableArn()).isEqualTo("arn:aws:dynamodb:eu-west-1:123456789012:table/stock");

    provider("Table").update(request("u3", properties("stock", Map.of())), "stock", changed);
    table = client.describeTable(r -> r.tableName("stock")).table();
    assertThat(table.globalSecondaryIndexes()).isEmpty();
  }

  @Test
  void theStreamOfATableCallsAFunction() throws InterruptedException {
    Result table =
        provider("Table")
            .create(
                request(
                    "s1",
                    properties(
                        "watched",
                        Map.of("StreamSpecification", Map.of("StreamViewType", "NEW_IMAGE")))));
    String arn = (String) table.attributes().get("StreamArn");
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    AtomicBoolean failed = new AtomicBoolean();
    FakeInvoker functions =
        new FakeInvoker()
            .function(
                "watcher",
                event -> {
                  events.add(event.json());
                  if (!failed.getAndSet(true)) {
                    throw new IllegalStateException("try again");
                  }
                  return "null";
                });
    Mapping mapping =
        new Mapping("uuid", "eu-west-1", Map.of("EventSourceArn", arn, "FunctionName", "watcher"));
    StateStore positions = new StateStore(state.resolve("positions"));

    QueueReader noQueues = new NoQueues();
    try (EventSources sources = new EventSources(functions, noQueues, dynamoDb::call, positions)) {
      sources.run(mapping);
      client.putItem(r -> r.tableName("watched").item(Map.of("id", AttributeValue.fromS("one"))));

      String first = events.poll(30, TimeUnit.SECONDS);
      assertThat(first).contains("\"eventName\":\"INSERT\"", arn, "\"S\":\"one\"");
      assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo(first);
    }
  }

  private static final class NoQueues implements QueueReader {
    @Override
    public List<Message> receive(String queueArn, int max, Duration wait) {
      throw new AssertionError("no queue here");
    }

    @Override
    public void delete(String queueArn, String receiptHandle) {
      throw new AssertionError("no queue here");
    }

    @Override
    public void changeVisibility(String queueArn, String receiptHandle, Duration timeout) {
      throw new AssertionError("no queue here");
    }
  }

  @Test
  void itListensOnLoopbackOnly() throws IOException {
    client.listTables();
    // Linux lists every listening socket (0A) with its local address in hexadecimal.
    List<Path> tables = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    assumeTrue(tables.stream().allMatch(Files::exists));
    String port = String.format("%04X", port());
    List<String> ours = new ArrayList<>();
    for (Path table : tables) {
      Files.readAllLines(table).stream()
          .filter(line -> line.contains(" 0A ") && line.contains(":" + port + " "))
          .forEach(ours::add);
    }
    assertThat(ours).isNotEmpty().allMatch(line -> line.contains("0100007F:" + port + " "));
  }

  private static int port() {
    try {
      return Files.readAllLines(state.resolve("dynamodb/output.log")).stream()
          .filter(line -> line.startsWith("stacktape-port="))
          .map(line -> Integer.parseInt(line.substring("stacktape-port=".length())))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
