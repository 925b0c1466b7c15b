package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.http.RestRoutes;
import dev.stacktape.local.http.RestRoutes.Call;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What hangs on a function beside its code: tags, concurrency, URLs, asynchronous behaviour. */
final class ConfigRoutes {
  private static final String TAGS = "/2017-03-31/tags/{Resource}";
  private static final String URL = "/2021-10-31/functions/{FunctionName}/url";
  private static final String ASYNC = "/2019-09-25/functions/{FunctionName}/event-invoke-config";
  private static final String SET_CONCURRENCY = "/2017-10-31/functions/{FunctionName}/concurrency";
  private static final String GET_CONCURRENCY = "/2019-09-30/functions/{FunctionName}/concurrency";

  private final FunctionStore store;
  private final LocalContext context;

  ConfigRoutes(FunctionStore store, LocalContext context) {
    this.store = store;
    this.context = context;
  }

  void add(RestRoutes routes) {
    routes
        .on("GET", TAGS, "ListTags", this::tags)
        .on("POST", TAGS, "TagResource", this::tag)
        .on("DELETE", TAGS, "UntagResource", this::untag)
        .on("PUT", SET_CONCURRENCY, "PutFunctionConcurrency", this::reserve)
        .on("DELETE", SET_CONCURRENCY, "DeleteFunctionConcurrency", this::unreserve)
        .on("GET", GET_CONCURRENCY, "GetFunctionConcurrency", this::reserved)
        .on("POST", URL, "CreateFunctionUrlConfig", call -> url(call, true))
        .on("PUT", URL, "UpdateFunctionUrlConfig", call -> url(call, false))
        .on("GET", URL, "GetFunctionUrlConfig", this::getUrl)
        .on("DELETE", URL, "DeleteFunctionUrlConfig", this::deleteUrl)
        .on("GET", URL + "s", "ListFunctionUrlConfigs", this::urls)
        .on("PUT", ASYNC, "PutFunctionEventInvokeConfig", call -> async(call, true))
        .on("POST", ASYNC, "UpdateFunctionEventInvokeConfig", call -> async(call, false))
        .on("GET", ASYNC, "GetFunctionEventInvokeConfig", this::getAsync)
        .on("DELETE", ASYNC, "DeleteFunctionEventInvokeConfig", this::deleteAsync)
        .on("GET", ASYNC + "/list", "ListFunctionEventInvokeConfigs", this::asyncs);
  }

  /** Makes or changes the URL of a function and gives its configuration. */
  Document putUrl(FunctionRef ref, Document request) {
    LambdaFunction function = store.get(ref);
    String qualifier = ref.qualifierOr("");
    Document present = new Document(function.urls().getOrDefault(qualifier, Map.of()));
    String now = AwsTime.millis(context.clock().instant());
    Document config =
        present
            .with("FunctionArn", ref.arn(context.account()))
            .with("FunctionUrl", context.endpoint().get() + FunctionUrls.path(function, qualifier))
            .with("AuthType", request.text("AuthType", present.text("AuthType", "AWS_IAM")))
            .with("InvokeMode", request.text("InvokeMode", present.text("InvokeMode", "BUFFERED")))
            .with("CreationTime", present.text("CreationTime", now))
            .with("LastModifiedTime", now);
    Document withCors = request.has("Cors") ? config.with("Cors", request.get("Cors")) : config;
    store.change(ref, changed -> changed.withUrl(qualifier, withCors.values()));
    return withCors;
  }

  void removeUrl(FunctionRef ref) {
    store.change(ref, function -> function.withUrl(ref.qualifierOr(""), null));
  }

  /** Sets how events that nobody waits for are dealt with. */
  Document putAsync(FunctionRef ref, Document request, boolean replace) {
    LambdaFunction function = store.get(ref);
    String qualifier = ref.qualifierOr(FunctionVersion.LATEST);
    Document config =
        replace
            ? Document.empty()
            : new Document(function.asyncConfigs().getOrDefault(qualifier, Map.of()));
    FunctionRef qualified = new FunctionRef(ref.region(), ref.name(), qualifier);
    config =
        config
            .with("FunctionArn", qualified.arn(context.account()))
            .with("LastModified", context.clock().millis() / 1000.0);
    for (String name :
        List.of("MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig")) {
      config = request.has(name) ? config.with(name, request.get(name)) : config;
    }
    Document done = config;
    store.change(ref, changed -> changed.withAsyncConfig(qualifier, done.values()));
    return done;
  }

  void removeAsync(FunctionRef ref) {
    String qualifier = ref.qualifierOr(FunctionVersion.LATEST);
    store.change(ref, function -> function.withAsyncConfig(qualifier, null));
  }

  private static FunctionRef tagged(Call call) {
    return FunctionRef.parse(call.part("Resource"), call.request().region(), null);
  }

  private AwsResponse tags(Call call) {
    return Replies.ok(new Document(Map.of("Tags", store.get(tagged(call)).tags())));
  }

  private AwsResponse tag(Call call) {
    store.change(
        tagged(call),
        function -> {
          Map<String, String> tags = new LinkedHashMap<>(function.tags());
          tags.putAll(call.body().textMap("Tags"));
          return function.withTags(tags);
        });
    return Replies.nothing();
  }

  private AwsResponse untag(Call call) {
    List<String> keys = call.request().query().getOrDefault("tagKeys", List.of());
    store.change(
        tagged(call),
        function -> {
          Map<String, String> tags = new LinkedHashMap<>(function.tags());
          tags.keySet().removeAll(keys);
          return function.withTags(tags);
        });
    return Replies.nothing();
  }

  private AwsResponse reserve(Call call) {
    int concurrency = call.body().number("ReservedConcurrentExecutions", 0);
    store.change(Replies.function(call), function -> function.withReserved(concurrency));
    return Replies.ok(new Document(Map.of("ReservedConcurrentExecutions", concurrency)));
  }

  private AwsResponse unreserve(Call call) {
    store.change(Replies.function(call), function -> function.withReserved(null));
    return Replies.nothing();
  }

  private AwsResponse reserved(Call call) {
    Integer reserved = store.get(Replies.function(call)).reserved();
    return Replies.ok(Document.empty().with("ReservedConcurrentExecutions", reserved));
  }

  private AwsResponse url(Call call, boolean create) {
    FunctionRef ref = Replies.function(call);
    boolean there = store.get(ref).urls().containsKey(ref.qualifierOr(""));
    if (create && there) {
      throw new AwsError(
          409,
          "ResourceConflictException",
          "Failed to create function url config for [functionArn = "
              + ref.arn(context.account())
              + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
    }
    if (!create && !there) {
      throw missing();
    }
    return Replies.json(create ? 201 : 200, putUrl(ref, call.body()));
  }

  private AwsResponse getUrl(Call call) {
    FunctionRef ref = Replies.function(call);
    Map<String, Object> config = store.get(ref).urls().get(ref.qualifierOr(""));
    if (config == null) {
      throw missing();
    }
    return Replies.ok(new Document(config));
  }

  private AwsResponse deleteUrl(Call call) {
    removeUrl(Replies.function(call));
    return Replies.nothing();
  }

  private AwsResponse urls(Call call) {
    return Replies.list(
        "FunctionUrlConfigs", List.copyOf(store.get(Replies.function(call)).urls().values()));
  }

  private AwsResponse async(Call call, boolean replace) {
    return Replies.ok(putAsync(Replies.function(call), call.body(), replace));
  }

  private AwsResponse getAsync(Call call) {
    FunctionRef ref = Replies.function(call);
    String qualifier = ref.qualifierOr(FunctionVersion.LATEST);
    Map<String, Object> config = store.get(ref).asyncConfigs().get(qualifier);
    if (config == null) {
      throw new AwsError(
          404,
          "ResourceNotFoundException",
          "The function " + ref.arn(context.account()) + " doesn't have an EventInvokeConfig");
    }
    return Replies.ok(new Document(config));
  }

  private AwsResponse deleteAsync(Call call) {
    removeAsync(Replies.function(call));
    return Replies.nothing();
  }

  private AwsResponse asyncs(Call call) {
    return Replies.list(
        "FunctionEventInvokeConfigs",
        List.copyOf(store.get(Replies.function(call)).asyncConfigs().values()));
  }

  private static AwsError missing() {
    return new AwsError(
        404, "ResourceNotFoundException", "The resource you requested does not exist.");
  }
}
