package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.RestRoutes;
import dev.stacktape.local.http.RestRoutes.Call;
import dev.stacktape.local.value.Document;
import java.util.List;
import java.util.Map;

/** Aliases: names for versions, with a share of the traffic for another one. */
final class AliasRoutes {
  private static final String ALIASES = "/2015-03-31/functions/{FunctionName}/aliases";
  private static final String ALIAS = ALIASES + "/{Name}";

  private final FunctionStore store;
  private final String account;

  AliasRoutes(FunctionStore store, String account) {
    this.store = store;
    this.account = account;
  }

  void add(RestRoutes routes) {
    routes
        .on("POST", ALIASES, "CreateAlias", this::create)
        .on("GET", ALIASES, "ListAliases", this::list)
        .on("GET", ALIAS, "GetAlias", this::get)
        .on("PUT", ALIAS, "UpdateAlias", this::update)
        .on("DELETE", ALIAS, "DeleteAlias", this::delete);
  }

  /** Makes an alias and gives its configuration. */
  Document create(FunctionRef ref, Document request) {
    String name = request.required("Name");
    if (store.get(ref).aliases().containsKey(name)) {
      throw new AwsError(
          409, "ResourceConflictException", "Alias already exists: " + aliasArn(ref, name));
    }
    return put(ref, name, Document.empty(), request);
  }

  /** Changes an alias and gives its configuration. */
  Document update(FunctionRef ref, String name, Document request) {
    return put(ref, name, find(ref, name), request);
  }

  void delete(FunctionRef ref, String name) {
    store.change(ref, function -> function.withAlias(name, null));
  }

  private Document put(FunctionRef ref, String name, Document present, Document request) {
    String version = request.text("FunctionVersion", present.text("FunctionVersion", ""));
    if (store.get(ref).version(version) == null) {
      throw store.notFound(new FunctionRef(ref.region(), ref.name(), version));
    }
    Document alias =
        new Document(Map.of("AliasArn", aliasArn(ref, name), "Name", name))
            .with("FunctionVersion", version)
            .with("Description", request.text("Description", present.text("Description", "")))
            .with("RevisionId", Functions.newRevision());
    Object routing = request.get("RoutingConfig");
    Object kept = routing == null ? present.get("RoutingConfig") : routing;
    Document routed = kept == null ? alias : alias.with("RoutingConfig", routing(kept));
    store.change(ref, function -> function.withAlias(name, routed.values()));
    return routed;
  }

  /** CloudFormation writes a list of weights where the API has a map. */
  private static Object routing(Object given) {
    Document config = new Document(Map.of("r", given)).at("r");
    if (!(config.get("AdditionalVersionWeights") instanceof List<?>)) {
      return given;
    }
    Document weights = Document.empty();
    for (Document weight : config.documents("AdditionalVersionWeights")) {
      weights = weights.with(weight.required("FunctionVersion"), weight.get("FunctionWeight"));
    }
    return Map.of("AdditionalVersionWeights", weights.values());
  }

  private Document find(FunctionRef ref, String name) {
    Map<String, Object> alias = store.get(ref).aliases().get(name);
    if (alias == null) {
      throw new AwsError(
          404, "ResourceNotFoundException", "Cannot find alias arn: " + aliasArn(ref, name));
    }
    return new Document(alias);
  }

  private String aliasArn(FunctionRef ref, String name) {
    return new FunctionRef(ref.region(), ref.name(), name).arn(account);
  }

  private AwsResponse create(Call call) {
    return Replies.created(create(Replies.function(call), call.body()));
  }

  private AwsResponse list(Call call) {
    return Replies.list(
        "Aliases", List.copyOf(store.get(Replies.function(call)).aliases().values()));
  }

  private AwsResponse get(Call call) {
    return Replies.ok(find(Replies.function(call), call.part("Name")));
  }

  private AwsResponse update(Call call) {
    return Replies.ok(update(Replies.function(call), call.part("Name"), call.body()));
  }

  private AwsResponse delete(Call call) {
    delete(Replies.function(call), call.part("Name"));
    return Replies.nothing();
  }
}
