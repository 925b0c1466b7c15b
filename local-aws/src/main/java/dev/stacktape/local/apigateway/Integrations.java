package dev.stacktape.local.apigateway;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.lambda.FunctionInvoker;
import dev.stacktape.local.lambda.FunctionInvoker.Answer;
import dev.stacktape.local.lambda.FunctionRef;
import dev.stacktape.local.proxy.HttpAnswer;
import dev.stacktape.local.proxy.ProxyEvent;
import dev.stacktape.local.value.Document;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Carries requests to what stands behind a route: a function or a URL. */
final class Integrations {
  static final String PRINCIPAL = "apigateway.amazonaws.com";
  private static final int LONGEST_MILLIS = 30_000;

  /** Headers that belong to one connection, and those that the client library sets by itself. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final FunctionInvoker functions;
  private final Executor threads;
  private final HttpClient http;

  Integrations(FunctionInvoker functions, Executor threads) {
    this.functions = functions;
    this.threads = threads;
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /**
   * The answer of what stands behind a route.
   *
   * @throws Refusal 5xx when it cannot be reached, is too late or answers nonsense
   */
  HttpAnswer answer(Visit visit) {
    String target = visit.route().text("Target", "");
    Document integration =
        visit.api().find(Api.Part.INTEGRATION, target.replaceFirst("^integrations/", ""));
    if (integration == null) {
      throw Refusal.internal("The route leads to no integration: " + target);
    }
    Duration timeout =
        Duration.ofMillis(
            Math.min(LONGEST_MILLIS, integration.number("TimeoutInMillis", LONGEST_MILLIS)));
    String type = integration.text("IntegrationType", "");
    if (type.equals("AWS_PROXY") && !integration.has("IntegrationSubtype")) {
      return function(visit, integration, timeout);
    }
    if (type.equals("HTTP_PROXY") && !integration.has("ConnectionId")) {
      return url(visit, integration, timeout);
    }
    throw Refusal.internal(
        "The embedded AWS carries out integrations with functions and URLs only, not " + type);
  }

  private HttpAnswer function(Visit visit, Document integration, Duration timeout) {
    String uri = integration.required("IntegrationUri");
    FunctionRef function = FunctionRef.ofIntegration(uri, visit.api().region());
    if (!integration.has("CredentialsArn") && !allowed(function, visit)) {
      throw Refusal.internal(
          "The policy of " + function.name() + " does not let " + visit.routeArn() + " call it");
    }
    String format = integration.text("PayloadFormatVersion", "1.0");
    byte[] event = ProxyEvent.of(format, visit.call(), visit.routed()).bytes();
    Answer answer = call(function, event, timeout);
    if (answer.functionError() != null) {
      throw Refusal.internal("The function failed");
    }
    HttpAnswer http = HttpAnswer.ofFunction(format, answer.payload());
    if (http == null) {
      throw Refusal.internal("The function's answer is not of payload format " + format);
    }
    return http;
  }

  private boolean allowed(FunctionRef function, Visit visit) {
    return functions.allows(function, PRINCIPAL, visit.routeArn())
        || functions.allows(function, PRINCIPAL, visit.requestArn());
  }

  private Answer call(FunctionRef function, byte[] event, Duration timeout) {
    try {
      return CompletableFuture.supplyAsync(() -> functions.invoke(function, event), threads)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Refusal(503, "Service Unavailable", "The function took too long");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "Service Unavailable", "The endpoint is being stopped");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AwsError error) {
        if (error.code().equals("TooManyRequestsException")) {
          throw new Refusal(503, "Service Unavailable", "The function is throttled");
        }
        throw Refusal.internal("The function could not be called: " + error.getMessage());
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private HttpAnswer url(Visit visit, Document integration, Duration timeout) {
    try {
      HttpRequest request = request(visit, integration, timeout);
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      Map<String, List<String>> headers = new LinkedHashMap<>(response.headers().map());
      headers.keySet().removeAll(NOT_FORWARDED);
      headers.keySet().removeIf(name -> name.startsWith(":"));
      return new HttpAnswer(response.statusCode(), headers, response.body());
    } catch (HttpTimeoutException e) {
      throw new Refusal(504, "Service Unavailable", "The integration took too long");
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(503, "Service Unavailable", "The integration failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "Service Unavailable", "The endpoint is being stopped");
    }
  }

  private static HttpRequest request(Visit visit, Document integration, Duration timeout) {
    String uri = integration.required("IntegrationUri");
    for (Map.Entry<String, String> parameter : visit.parameters().entrySet()) {
      String value = parameter.getValue().replace(" ", "%20");
      uri = uri.replace("{" + parameter.getKey() + "}", value);
      uri = uri.replace("{" + parameter.getKey() + "+}", value);
    }
    String query = visit.call().query();
    String separator = uri.contains("?") ? "&" : "?";
    URI target = URI.create(query.isEmpty() ? uri : uri + separator + query);
    String method = integration.text("IntegrationMethod", "ANY");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(timeout)
            .method(
                method.equals("ANY") ? visit.call().method() : method,
                BodyPublishers.ofByteArray(visit.call().body()));
    visit
        .call()
        .headers()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }
}
