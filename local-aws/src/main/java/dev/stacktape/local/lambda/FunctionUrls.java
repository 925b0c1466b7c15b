package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.http.RestJsonProtocol;
import dev.stacktape.local.lambda.FunctionInvoker.Answer;
import dev.stacktape.local.proxy.HttpAnswer;
import dev.stacktape.local.proxy.HttpCall;
import dev.stacktape.local.proxy.ProxyEvent;
import dev.stacktape.local.proxy.Routed;
import dev.stacktape.local.value.Document;
import dev.stacktape.local.value.StableId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Function URLs. They answer on the endpoint itself, below a path that holds the URL's id, because
 * there is no DNS here that could give each a host of its own.
 */
final class FunctionUrls {
  private static final String PREFIX = "/lambda-url/";
  private static final int ID_LENGTH = 32;

  private final FunctionStore store;
  private final Invocations invocations;
  private final LocalContext context;

  FunctionUrls(FunctionStore store, Invocations invocations, LocalContext context) {
    this.store = store;
    this.invocations = invocations;
    this.context = context;
  }

  private record Target(FunctionRef ref, String id, Document config) {}

  static String path(LambdaFunction function, String qualifier) {
    return PREFIX + id(function, qualifier) + "/";
  }

  private static String id(LambdaFunction function, String qualifier) {
    return StableId.of(function.key() + ":" + qualifier).substring(0, ID_LENGTH);
  }

  static boolean isFor(AwsRequest request) {
    return request.path().startsWith(PREFIX);
  }

  AwsResponse handle(AwsRequest request) {
    String id = RestJsonProtocol.segments(request).get(1);
    Target target = find(id);
    if (target == null) {
      return response(HttpAnswer.message(404, "Not Found"));
    }
    boolean signed = !request.accessKey().isEmpty();
    if (target.config().text("AuthType", "AWS_IAM").equals("AWS_IAM") && !signed) {
      return response(HttpAnswer.message(403, "Forbidden"));
    }
    Document event = ProxyEvent.of("2.0", call(request, id), routed(target));
    Answer answer = invocations.invoke(target.ref(), event.bytes());
    HttpAnswer http =
        answer.functionError() == null ? HttpAnswer.ofFunction("2.0", answer.payload()) : null;
    return response(http == null ? HttpAnswer.message(502, "Internal Server Error") : http);
  }

  private @Nullable Target find(String id) {
    for (LambdaFunction function : store.all()) {
      for (Map.Entry<String, Map<String, Object>> url : function.urls().entrySet()) {
        if (id(function, url.getKey()).equals(id)) {
          String qualifier = Functions.blankToNull(url.getKey());
          FunctionRef ref = new FunctionRef(function.region(), function.name(), qualifier);
          return new Target(ref, id, new Document(url.getValue()));
        }
      }
    }
    return null;
  }

  private HttpCall call(AwsRequest request, String id) {
    String path = request.path().substring(PREFIX.length() + id.length());
    return new HttpCall(
        UUID.randomUUID().toString(),
        context.clock().instant(),
        request.method(),
        path.isEmpty() ? "/" : path,
        query(request),
        "HTTP/1.1",
        request.headers(),
        request.bytes(),
        "127.0.0.1");
  }

  private static String query(AwsRequest request) {
    List<String> pairs = new ArrayList<>();
    request
        .query()
        .forEach((name, values) -> values.forEach(v -> pairs.add(encode(name) + "=" + encode(v))));
    return String.join("&", pairs);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Routed routed(Target target) {
    return new Routed(
        context.account(),
        target.id(),
        "127.0.0.1",
        "$default",
        "$default",
        Map.of(),
        Map.of(),
        null);
  }

  private static AwsResponse response(HttpAnswer answer) {
    AwsResponse response = new AwsResponse(answer.status(), Map.of(), answer.body());
    for (Map.Entry<String, List<String>> header : answer.headers().entrySet()) {
      response = response.header(header.getKey(), String.join(",", header.getValue()));
    }
    return response;
  }
}
