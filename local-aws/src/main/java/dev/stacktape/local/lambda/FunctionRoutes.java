package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.RestRoutes;
import dev.stacktape.local.http.RestRoutes.Call;
import dev.stacktape.local.lambda.FunctionInvoker.Answer;
import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions, their code, their versions, and calling them. */
final class FunctionRoutes {
  private static final String FUNCTIONS = "/2015-03-31/functions";
  private static final String FUNCTION = FUNCTIONS + "/{FunctionName}";
  private static final int ASYNC_LIMIT = 1_048_576;

  private final Functions functions;
  private final Invocations invocations;
  private final FunctionView view;
  private final CodeStore code;

  FunctionRoutes(Functions functions, Invocations invocations, FunctionView view, CodeStore code) {
    this.functions = functions;
    this.invocations = invocations;
    this.view = view;
    this.code = code;
  }

  void add(RestRoutes routes) {
    routes
        .on("POST", FUNCTIONS, "CreateFunction", this::create)
        .on("GET", FUNCTIONS, "ListFunctions", this::list)
        .on("GET", FUNCTION, "GetFunction", this::get)
        .on("DELETE", FUNCTION, "DeleteFunction", this::delete)
        .on("GET", FUNCTION + "/configuration", "GetFunctionConfiguration", this::configuration)
        .on("PUT", FUNCTION + "/configuration", "UpdateFunctionConfiguration", this::configure)
        .on("PUT", FUNCTION + "/code", "UpdateFunctionCode", this::updateCode)
        .on("POST", FUNCTION + "/versions", "PublishVersion", this::publish)
        .on("GET", FUNCTION + "/versions", "ListVersionsByFunction", this::versions)
        .on("POST", FUNCTION + "/invocations", "Invoke", this::invoke)
        .on("GET", "/2016-08-19/account-settings", "GetAccountSettings", this::account);
  }

  private AwsResponse create(Call call) {
    Document request = call.body();
    FunctionVersion created =
        functions.create(call.request().region(), request, request.textMap("Tags"), "");
    return Replies.created(view.configuration(created));
  }

  private AwsResponse list(Call call) {
    boolean all = "ALL".equals(call.request().queryParameter("FunctionVersion"));
    List<Object> found = new ArrayList<>();
    for (LambdaFunction function : functions.store().in(call.request().region())) {
      found.add(view.configuration(function.latest()).values());
      if (all) {
        function.versions().forEach(version -> found.add(view.configuration(version).values()));
      }
    }
    return Replies.list("Functions", found);
  }

  private AwsResponse get(Call call) {
    FunctionRef ref = Replies.function(call);
    FunctionVersion version = functions.resolve(ref, 1);
    LambdaFunction function = functions.store().get(ref);
    Document answer =
        Document.empty()
            .with("Configuration", view.configuration(version, ref).values())
            .with("Code", location(version));
    if (!function.tags().isEmpty()) {
      answer = answer.with("Tags", function.tags());
    }
    if (function.reserved() != null) {
      answer =
          answer.with("Concurrency", Map.of("ReservedConcurrentExecutions", function.reserved()));
    }
    return Replies.ok(answer);
  }

  private Map<String, Object> location(FunctionVersion version) {
    if (version.document().text("PackageType", "Zip").equals("Image")) {
      return Map.of("RepositoryType", "ECR", "ImageUri", version.code().key());
    }
    String file = code.zip(version.code()).toUri().toString();
    return Map.of("RepositoryType", "S3", "Location", file);
  }

  private AwsResponse delete(Call call) {
    functions.delete(Replies.function(call));
    return Replies.nothing();
  }

  private AwsResponse configuration(Call call) {
    FunctionRef ref = Replies.function(call);
    return Replies.ok(view.configuration(functions.resolve(ref, 1), ref));
  }

  private AwsResponse configure(Call call) {
    FunctionRef ref = Replies.function(call);
    return Replies.ok(view.configuration(functions.updateConfiguration(ref, call.body())));
  }

  private AwsResponse updateCode(Call call) {
    FunctionRef ref = Replies.function(call);
    return Replies.ok(view.configuration(functions.updateCode(ref, call.body())));
  }

  private AwsResponse publish(Call call) {
    FunctionRef ref = Replies.function(call);
    return Replies.created(view.configuration(functions.publish(ref, call.body())));
  }

  private AwsResponse versions(Call call) {
    LambdaFunction function = functions.store().get(Replies.function(call));
    List<Object> all = new ArrayList<>();
    FunctionRef latest =
        new FunctionRef(function.region(), function.name(), FunctionVersion.LATEST);
    all.add(view.configuration(function.latest(), latest).values());
    function.versions().forEach(version -> all.add(view.configuration(version).values()));
    return Replies.list("Versions", all);
  }

  private AwsResponse account(Call call) {
    List<LambdaFunction> all = functions.store().in(call.request().region());
    long size = all.stream().mapToLong(function -> function.latest().code().size()).sum();
    Map<String, Object> limit =
        Map.of(
            "TotalCodeSize", 80_530_636_800L,
            "CodeSizeUnzipped", CodeStore.UNPACKED_LIMIT,
            "CodeSizeZipped", 52_428_800,
            "ConcurrentExecutions", 1000,
            "UnreservedConcurrentExecutions", 1000);
    Map<String, Object> usage = Map.of("TotalCodeSize", size, "FunctionCount", all.size());
    return Replies.ok(new Document(Map.of("AccountLimit", limit, "AccountUsage", usage)));
  }

  private AwsResponse invoke(Call call) {
    AwsRequest request = call.request();
    FunctionRef ref = Replies.function(call);
    byte[] event = request.bytes();
    String header = request.header("x-amz-invocation-type");
    String type = header == null ? "RequestResponse" : header;
    return switch (type) {
      case "RequestResponse" -> respond(request, ref, checked(event, Invocations.REQUEST_LIMIT));
      case "Event" -> {
        invocations.invokeLater(ref, checked(event, ASYNC_LIMIT));
        yield AwsResponse.empty(202);
      }
      case "DryRun" -> {
        invocations.checkOnly(ref);
        yield AwsResponse.empty(204);
      }
      default ->
          throw CodeStore.invalid(
              "Value '"
                  + type
                  + "' at 'invocationType' is not one of Event, RequestResponse, DryRun");
    };
  }

  private static byte[] checked(byte[] event, int limit) {
    if (event.length > limit) {
      throw new AwsError(
          413,
          "RequestTooLargeException",
          "Request must be smaller than " + limit + " bytes for the InvokeFunction operation");
    }
    if (event.length > 0 && Document.parseValue(event) == null && !isNull(event)) {
      throw new AwsError(
          400, "InvalidRequestContentException", "Could not parse request body into json");
    }
    return event.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : event;
  }

  private static boolean isNull(byte[] event) {
    return new String(event, StandardCharsets.UTF_8).strip().equals("null");
  }

  private AwsResponse respond(AwsRequest request, FunctionRef ref, byte[] event) {
    String custom = request.header("x-amz-client-context");
    String clientContext =
        custom == null
            ? null
            : new String(Base64.getDecoder().decode(custom), StandardCharsets.UTF_8);
    Answer answer = invocations.invoke(ref, event, clientContext);
    AwsResponse response =
        new AwsResponse(200, Map.of("Content-Type", "application/json"), answer.payload())
            .header("X-Amz-Executed-Version", answer.version())
            .header("x-amzn-RequestId", answer.requestId());
    if (answer.functionError() != null) {
      response = response.header("X-Amz-Function-Error", answer.functionError());
    }
    String logType = request.header("x-amz-log-type");
    if (logType != null && logType.toLowerCase(Locale.ROOT).equals("tail")) {
      String tail = Base64.getEncoder().encodeToString(answer.logTail());
      response = response.header("X-Amz-Log-Result", tail);
    }
    return response;
  }
}
