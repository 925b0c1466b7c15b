package dev.stacktape.local.apigateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.Faults;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.MetricSink;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.ResourceProvider.Request;
import dev.stacktape.local.ResourceProvider.Result;
import dev.stacktape.local.TestClock;
import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.lambda.FakeInvoker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiGatewayTest {
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final FakeInvoker functions = new FakeInvoker();
  private final List<String> logs = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  @TempDir Path state;
  private ApiGateway gateway;
  private String api;
  private String endpoint;

  @BeforeEach
  void start() {
    gateway = open();
    functions.function("orders", event -> "{\"ok\":true}");
  }

  private ApiGateway open() {
    LocalContext context =
        new LocalContext(
            state,
            "123456789012",
            new TestClock(Instant.parse("2026-01-31T12:00:00Z")),
            new Faults(),
            new TestLibraries(),
            () -> "http://127.0.0.1:4566");
    return new ApiGateway(
        context,
        functions,
        (group, stream, lines) -> lines.forEach(line -> logs.add(group + " " + line)),
        MetricSink.none());
  }

  @AfterEach
  void stop() {
    end.countDown();
    gateway.close();
  }

  private void api(Map<String, Object> more) {
    Map<String, Object> properties = new TreeMap<>(more);
    properties.put("Name", "shop");
    properties.put("ProtocolType", "HTTP");
    Result result = make("Api", "Api", properties);
    api = result.physicalId();
    endpoint = (String) result.attributes().get("ApiEndpoint");
  }

  private void stage(String name, Map<String, Object> more) {
    Map<String, Object> properties = new TreeMap<>(more);
    properties.put("ApiId", api);
    properties.put("StageName", name);
    properties.put("AutoDeploy", true);
    make("Stage", "Stage", properties);
  }

  private void route(String key, Map<String, Object> integration, Map<String, Object> more) {
    Map<String, Object> behind = new TreeMap<>(integration);
    behind.put("ApiId", api);
    String id = make("Integration", "Integration" + key, behind).physicalId();
    Map<String, Object> route = new TreeMap<>(more);
    route.put("ApiId", api);
    route.put("RouteKey", key);
    route.put("Target", "integrations/" + id);
    make("Route", "Route" + key, route);
  }

  private static Map<String, Object> function(String name, String format) {
    return Map.of(
        "IntegrationType",
        "AWS_PROXY",
        "IntegrationUri",
        FUNCTION + name,
        "PayloadFormatVersion",
        format);
  }

  private Result make(String type, String logicalId, Map<String, Object> properties) {
    return provider(type).create(request(logicalId, properties));
  }

  private ResourceProvider provider(String type) {
    return gateway.providers().stream()
        .filter(provider -> provider.type().equals("AWS::ApiGatewayV2::" + type))
        .findFirst()
        .orElseThrow();
  }

  private static Request request(String logicalId, Map<String, Object> properties) {
    return new Request(
        "shop-dev",
        "arn:stack",
        logicalId,
        "eu-west-1",
        "123456789012",
        properties,
        Map.of(),
        "token-" + logicalId);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void theEventIsThatOfTheDocumentation(String format) throws IOException {
    api(Map.of());
    stage("$default", Map.of("StageVariables", Map.of("colour", "blue")));
    route("POST /orders/{id}/{rest+}", function("orders", format), Map.of());

    send(
        "POST",
        "/orders/a%20b/x/y?a=1&b=%26&a=2",
        "{\"n\":1}",
        "Content-Type",
        "application/json",
        "Cookie",
        "one=1; two=2",
        "X-Many",
        "a",
        "X-Many",
        "b",
        "User-Agent",
        "test");

    golden("event-" + format + ".json", functions.events.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void aRequestWithoutAnythingLeavesOutOrNullsWhatIsMissing(String format) throws IOException {
    api(Map.of());
    stage("$default", Map.of());
    route("$default", function("orders", format), Map.of());

    send("GET", "/", null, "User-Agent", "test");

    golden("bare-event-" + format + ".json", functions.events.get(0));
  }

  /** Ports and ids differ from run to run. */
  private void golden(String name, String event) throws IOException {
    ObjectMapper json =
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    String port = String.valueOf(URI.create(endpoint).getPort());
    String text =
        json.writeValueAsString(json.readValue(event, Object.class))
                .replace(port, "<port>")
                .replace(api, "<api>")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "<request>")
            + "\n";
    Path file = Path.of("src/test/resources/dev/stacktape/local/apigateway", name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  @Test
  void bodiesThatAreNotTextComeInBase64() {
    api(Map.of());
    stage("$default", Map.of());
    route("$default", function("orders", "2.0"), Map.of());

    send("POST", "/", "a=b", "Content-Type", "application/x-www-form-urlencoded");

    assertThat(functions.events.get(0)).contains("\"body\":\"YT1i\"", "\"isBase64Encoded\":true");
  }

  @Test
  void answersMayBeShortInFormat2AndMustBeFullInFormat1() {
    api(Map.of());
    stage("$default", Map.of());
    functions.function("text", event -> "\"hello\"");
    functions.function(
        "full",
        event ->
            "{\"statusCode\":201,\"headers\":{\"X-Own\":\"1\"},\"cookies\":[\"a=1\",\"b=2\"],"
                + "\"body\":\"aGk=\",\"isBase64Encoded\":true}");
    functions.function("nonsense", event -> "{\"statusCode\":\"often\"}");
    functions.function(
        "failing",
        event -> {
          throw new IllegalStateException("no");
        });
    route("GET /text", function("text", "2.0"), Map.of());
    route("GET /text1", function("text", "1.0"), Map.of());
    route("GET /full", function("full", "2.0"), Map.of());
    route("GET /nonsense", function("nonsense", "2.0"), Map.of());
    route("GET /failing", function("failing", "2.0"), Map.of());

    HttpResponse<String> text = send("GET", "/text", null);
    assertThat(text.statusCode()).isEqualTo(200);
    assertThat(text.body()).isEqualTo("\"hello\"");
    assertThat(text.headers().firstValue("content-type")).hasValue("application/json");

    HttpResponse<String> full = send("GET", "/full", null);
    assertThat(full.statusCode()).isEqualTo(201);
    assertThat(full.body()).isEqualTo("hi");
    assertThat(full.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(full.headers().firstValue("x-own")).hasValue("1");

    for (String path : List.of("/text1", "/nonsense", "/failing")) {
      HttpResponse<String> failed = send("GET", path, null);
      assertThat(failed.statusCode()).as(path).isEqualTo(500);
      assertThat(failed.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }
  }

  @Test
  void withoutRouteOrStageNothingIsFound() {
    api(Map.of());
    assertThat(send("GET", "/orders", null).statusCode()).isEqualTo(404);
    stage("prod", Map.of());
    route("GET /orders", function("orders", "2.0"), Map.of());

    assertThat(send("GET", "/orders", null).body()).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(send("GET", "/prod/other", null).statusCode()).isEqualTo(404);
    assertThat(send("GET", "/prod/orders", null).body()).isEqualTo("{\"ok\":true}");
    assertThat(functions.events.get(0))
        .contains("\"rawPath\":\"/prod/orders\"", "\"stage\":\"prod\"");
  }

  @Test
  void aFunctionWhosePolicyDoesNotNameTheApiIsNotCalled() {
    api(Map.of());
    stage("$default", Map.of());
    functions.forbid("orders");
    route("ANY /orders/{id}", function("orders", "2.0"), Map.of());

    HttpResponse<String> refused = send("GET", "/orders/1", null);

    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(functions.events).isEmpty();
    assertThat(functions.sources)
        .containsExactly(
            "arn:aws:execute-api:eu-west-1:123456789012:" + api + "/$default/ANY/orders/{id}",
            "arn:aws:execute-api:eu-west-1:123456789012:" + api + "/$default/GET/orders/{id}");
  }

  @Test
  void preflightRequestsAreAnsweredByTheGatewayAndItsHeadersWin() {
    api(
        Map.of(
            "CorsConfiguration",
            Map.of(
                "AllowOrigins", List.of("https://shop.example"),
                "AllowMethods", List.of("GET", "POST"),
                "AllowHeaders", List.of("authorization"),
                "ExposeHeaders", List.of("x-total"),
                "AllowCredentials", true,
                "MaxAge", "300")));
    stage("$default", Map.of());
    functions.function(
        "orders",
        event ->
            "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\"},\"body\":\"x\"}");
    route("$default", function("orders", "2.0"), Map.of());

    HttpResponse<String> preflight =
        send(
            "OPTIONS",
            "/a",
            null,
            "Origin",
            "https://shop.example",
            "Access-Control-Request-Method",
            "POST");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("access-control-allow-methods")).hasValue("GET,POST");
    assertThat(preflight.headers().firstValue("access-control-max-age")).hasValue("300");
    assertThat(functions.events).isEmpty();

    HttpResponse<String> known = send("GET", "/a", null, "Origin", "https://shop.example");
    assertThat(known.headers().allValues("access-control-allow-origin"))
        .containsExactly("https://shop.example");
    assertThat(known.headers().firstValue("access-control-expose-headers")).hasValue("x-total");
    HttpResponse<String> stranger = send("GET", "/a", null, "Origin", "https://other.example");
    assertThat(stranger.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void aSlowFunctionIsNotWaitedForBeyondTheTimeout() {
    api(Map.of());
    stage("$default", Map.of());
    functions.function(
        "orders",
        event -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return "{}";
        });
    Map<String, Object> integration = new TreeMap<>(function("orders", "2.0"));
    integration.put("TimeoutInMillis", 50);
    route("$default", integration, Map.of());

    HttpResponse<String> late = send("GET", "/", null);

    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
  }

  @Test
  void aLambdaAuthorizerLetsPassOrRefuses() {
    api(Map.of());
    stage("$default", Map.of());
    functions.function(
        "guard",
        event ->
            "{\"isAuthorized\":"
                + "secret".equals(event.at("headers").text("authorization"))
                + ",\"context\":{\"user\":\"ann\"}}");
    String guard =
        make(
                "Authorizer",
                "Guard",
                Map.of(
                    "ApiId",
                    api,
                    "AuthorizerType",
                    "REQUEST",
                    "AuthorizerPayloadFormatVersion",
                    "2.0",
                    "EnableSimpleResponses",
                    "true",
                    "IdentitySource",
                    List.of("$request.header.Authorization"),
                    "AuthorizerUri",
                    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
                        + FUNCTION
                        + "guard/invocations"))
            .physicalId();
    route(
        "GET /orders",
        function("orders", "2.0"),
        Map.of("AuthorizationType", "CUSTOM", "AuthorizerId", guard));

    assertThat(send("GET", "/orders", null).statusCode()).isEqualTo(401);
    assertThat(functions.events).isEmpty();
    assertThat(send("GET", "/orders", null, "Authorization", "wrong").statusCode()).isEqualTo(403);
    assertThat(send("GET", "/orders", null, "Authorization", "secret").statusCode()).isEqualTo(200);
    assertThat(functions.events.get(functions.events.size() - 1))
        .contains("\"authorizer\":{\"lambda\":{\"user\":\"ann\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Allow", "Deny"})
  void aLambdaAuthorizerMayAnswerWithAPolicy(String effect) {
    api(Map.of());
    stage("$default", Map.of());
    functions.function(
        "guard",
        event ->
            "{\"principalId\":\"ann\",\"policyDocument\":{\"Statement\":[{\"Action\":"
                + "\"execute-api:Invoke\",\"Effect\":\""
                + effect
                + "\",\"Resource\":\""
                + event.text("methodArn")
                + "\"}]}}");
    String guard =
        make(
                "Authorizer",
                "Guard",
                Map.of(
                    "ApiId",
                    api,
                    "AuthorizerType",
                    "REQUEST",
                    "AuthorizerPayloadFormatVersion",
                    "1.0",
                    "IdentitySource",
                    List.of("$request.querystring.key"),
                    "AuthorizerUri",
                    FUNCTION + "guard"))
            .physicalId();
    route(
        "GET /orders",
        function("orders", "2.0"),
        Map.of("AuthorizationType", "CUSTOM", "AuthorizerId", guard));

    int status = send("GET", "/orders?key=k", null).statusCode();

    assertThat(status).isEqualTo(effect.equals("Allow") ? 200 : 403);
  }

  @Test
  void aTokenMustFitIssuerAudienceTimeAndScopes() {
    api(Map.of());
    stage("$default", Map.of());
    String authorizer =
        make(
                "Authorizer",
                "Jwt",
                Map.of(
                    "ApiId",
                    api,
                    "AuthorizerType",
                    "JWT",
                    "IdentitySource",
                    List.of("$request.header.Authorization"),
                    "JwtConfiguration",
                    Map.of("Issuer", "https://id.example", "Audience", List.of("shop"))))
            .physicalId();
    route(
        "GET /orders",
        function("orders", "2.0"),
        Map.of(
            "AuthorizationType",
            "JWT",
            "AuthorizerId",
            authorizer,
            "AuthorizationScopes",
            List.of("orders:read")));
    String good =
        "{\"iss\":\"https://id.example\",\"aud\":\"shop\",\"exp\":1900000000,\"scope\":\"a"
            + " orders:read\"}";

    assertThat(status(good)).isEqualTo(200);
    assertThat(functions.events.get(0))
        .contains(
            "\"claims\":{\"iss\":\"https://id.example\"", "\"scopes\":[\"a\",\"orders:read\"]");
    assertThat(status(good.replace("id.example", "evil.example"))).isEqualTo(401);
    assertThat(status(good.replace("\"shop\"", "\"other\""))).isEqualTo(401);
    assertThat(status(good.replace("1900000000", "1700000000"))).isEqualTo(401);
    assertThat(status(good.replace("orders:read", "orders:write"))).isEqualTo(403);
    assertThat(send("GET", "/orders", null, "Authorization", "Bearer nonsense").statusCode())
        .isEqualTo(401);
  }

  private int status(String claims) {
    String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8));
    return send("GET", "/orders", null, "Authorization", "Bearer e30." + payload + ".sig")
        .statusCode();
  }

  @Test
  void aUrlIntegrationPassesTheRequestOn() {
    api(Map.of());
    stage("$default", Map.of());
    route("GET /orders/{id}", function("orders", "2.0"), Map.of());
    route(
        "ANY /proxy/{id}",
        Map.of(
            "IntegrationType", "HTTP_PROXY",
            "IntegrationMethod", "ANY",
            "PayloadFormatVersion", "1.0",
            "IntegrationUri", endpoint + "/orders/{id}"),
        Map.of());

    HttpResponse<String> passed = send("GET", "/proxy/7?x=1", null, "X-Own", "yes");

    assertThat(passed.body()).isEqualTo("{\"ok\":true}");
    assertThat(functions.events.get(0))
        .contains("\"rawPath\":\"/orders/7\"", "\"x-own\":\"yes\"", "\"rawQueryString\":\"x=1\"");
  }

  @Test
  void accessesAreLoggedInTheFormatOfTheStage() {
    api(Map.of());
    stage(
        "$default",
        Map.of(
            "AccessLogSettings",
            Map.of(
                "DestinationArn",
                    "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/http-api/shop:*",
                "Format",
                    "{\"route\":\"$context.routeKey\",\"status\":$context.status,\"time\":\"$context.requestTime\"}")));
    route("GET /orders", function("orders", "2.0"), Map.of());

    send("GET", "/orders", null);
    send("GET", "/nothing", null);

    assertThat(logs)
        .containsExactly(
            "/aws/http-api/shop {\"route\":\"GET"
                + " /orders\",\"status\":200,\"time\":\"31/Jan/2026:12:00:00 +0000\"}",
            "/aws/http-api/shop {\"route\":\"-\",\"status\":404,\"time\":\"31/Jan/2026:12:00:00"
                + " +0000\"}");
  }

  /** It is free then, unless something else on the machine took it in between. */
  @Test
  void anApiKeepsItsPortAndRoutesInTheNextRun() {
    Optional<String> answer = Optional.empty();
    for (int attempt = 0; attempt < 5 && answer.isEmpty(); attempt++) {
      api(Map.of());
      stage("$default", Map.of());
      route("GET /orders", function("orders", "2.0"), Map.of());

      gateway.close();
      gateway = open();

      answer = answerOf("/orders");
    }
    assertThat(answer).hasValue("{\"ok\":true}");
  }

  private Optional<String> answerOf(String path) {
    try {
      return Optional.of(send("GET", path, null).body());
    } catch (AssertionError unreachable) {
      return Optional.empty();
    }
  }

  @Test
  void aSecondRouteWithTheSameKeyIsRefused() {
    api(Map.of());
    route("GET /orders", function("orders", "2.0"), Map.of());

    assertThatThrownBy(
            () -> make("Route", "Again", Map.of("ApiId", api, "RouteKey", "GET /orders")))
        .isInstanceOfSatisfying(
            AwsError.class,
            e -> {
              assertThat(e.code()).isEqualTo("ConflictException");
              assertThat(e).hasMessage("Route with key GET /orders already exists for this API");
            });
  }

  @Test
  void aDeletedApiDoesNotAnswerAnyMore() {
    api(Map.of());
    Request request = request("Api", Map.of());

    provider("Api").delete(request, api);
    provider("Api").delete(request, api);

    assertThatThrownBy(() -> send("GET", "/", null)).hasCauseInstanceOf(IOException.class);
  }
}
