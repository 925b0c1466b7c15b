package dev.stacktape.local.apigateway;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.LogSink;
import dev.stacktape.local.MetricSink;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.http.RestJsonProtocol;
import dev.stacktape.local.http.RestRoutes;
import dev.stacktape.local.http.RestRoutes.Call;
import dev.stacktape.local.lambda.FunctionInvoker;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * API Gateway behind the endpoint. APIs are made by CloudFormation; the control API here reads what
 * there is.
 */
public final class ApiGateway implements AwsService {
  private static final RestJsonProtocol PROTOCOL = new RestJsonProtocol("message");
  private static final String API = "/v2/apis/{ApiId}";

  private final Apis apis;
  private final RestRoutes routes = new RestRoutes();

  /** API Gateway with the APIs that the state folder holds, each on its port again. */
  public ApiGateway(
      LocalContext context, FunctionInvoker functions, LogSink logs, MetricSink metrics) {
    this.apis = new Apis(context, functions, logs, metrics);
    routes
        .on("GET", "/v2/apis", "GetApis", this::all)
        .on("GET", API, "GetApi", call -> ok(view(api(call))))
        .on("GET", API + "/routes", "GetRoutes", call -> parts(call, Api.Part.ROUTE))
        .on("GET", API + "/integrations", "GetIntegrations", this::integrations)
        .on("GET", API + "/stages", "GetStages", call -> parts(call, Api.Part.STAGE))
        .on("GET", API + "/stages/{Id}", "GetStage", call -> part(call, Api.Part.STAGE))
        .on("GET", API + "/routes/{Id}", "GetRoute", call -> part(call, Api.Part.ROUTE))
        .on("GET", API + "/authorizers", "GetAuthorizers", this::authorizers);
  }

  /** The CloudFormation resource types behind which API Gateway stands. */
  @Override
  public List<ResourceProvider> providers() {
    return List.of(
        new ApiProvider(apis),
        new PartProvider(apis, "AWS::ApiGatewayV2::Stage", Api.Part.STAGE),
        new PartProvider(apis, "AWS::ApiGatewayV2::Route", Api.Part.ROUTE),
        new PartProvider(apis, "AWS::ApiGatewayV2::Integration", Api.Part.INTEGRATION),
        new PartProvider(apis, "AWS::ApiGatewayV2::Authorizer", Api.Part.AUTHORIZER),
        new PartProvider(apis, "AWS::ApiGatewayV2::Deployment", Api.Part.DEPLOYMENT));
  }

  @Override
  public String signingName() {
    return "apigateway";
  }

  @Override
  public String operation(AwsRequest request) {
    return routes.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    return routes.handle(request);
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }

  @Override
  public void close() {
    apis.close();
  }

  private Api api(Call call) {
    return apis.get(call.part("ApiId"));
  }

  private AwsResponse all(Call call) {
    List<Map<String, Object>> found =
        apis.in(call.request().region()).stream().map(api -> view(api).values()).toList();
    return items(found);
  }

  private AwsResponse integrations(Call call) {
    return parts(call, Api.Part.INTEGRATION);
  }

  private AwsResponse authorizers(Call call) {
    return parts(call, Api.Part.AUTHORIZER);
  }

  private AwsResponse parts(Call call, Api.Part kind) {
    List<Map<String, Object>> found =
        api(call).all(kind).entrySet().stream()
            .map(part -> view(kind, part.getKey(), part.getValue()).values())
            .toList();
    return items(found);
  }

  private AwsResponse part(Call call, Api.Part kind) {
    Document part = api(call).find(kind, call.part("Id"));
    if (part == null) {
      throw new AwsError(
          404, "NotFoundException", "Invalid identifier specified " + call.part("Id"));
    }
    return ok(view(kind, call.part("Id"), part.values()));
  }

  private static Document view(Api api) {
    return lowered(api.settings()).with("apiId", api.id()).with("apiEndpoint", Apis.endpoint(api));
  }

  private static Document view(Api.Part kind, String id, Map<String, Object> part) {
    return lowered(part).with(lowered(kind.idName()), id).with("apiId", null);
  }

  /** The control API spells the names of CloudFormation with a small first letter. */
  private static Document lowered(Map<String, Object> values) {
    Map<String, Object> lowered = new LinkedHashMap<>();
    values.forEach((name, value) -> lowered.put(lowered(name), nested(name, value)));
    return new Document(lowered);
  }

  /** Tags and variables are named by the user, everything else by AWS. */
  private static Object nested(String name, Object value) {
    boolean named = name.equals("Tags") || name.equals("StageVariables");
    return !named && value instanceof Map<?, ?> map
        ? lowered(new Document(Map.of("m", map)).at("m").values()).values()
        : value;
  }

  private static String lowered(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static AwsResponse items(List<Map<String, Object>> items) {
    return ok(new Document(Map.of("items", items)));
  }

  private static AwsResponse ok(Document document) {
    return AwsResponse.json(200, "application/json", document.json());
  }
}
