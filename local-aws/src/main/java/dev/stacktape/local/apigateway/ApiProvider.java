package dev.stacktape.local.apigateway;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import dev.stacktape.local.value.StableId;
import java.util.Map;

/** {@code AWS::ApiGatewayV2::Api}. */
final class ApiProvider implements ResourceProvider {
  private static final int ID_LENGTH = 10;

  private final Apis apis;

  ApiProvider(Apis apis) {
    this.apis = apis;
  }

  @Override
  public String type() {
    return "AWS::ApiGatewayV2::Api";
  }

  @Override
  public Result create(Request request) {
    String id = id(request);
    return result(request, apis.add(id, request.region(), checked(request)));
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    Map<String, Object> settings = checked(request);
    return result(request, apis.change(physicalId, api -> api.withSettings(settings)));
  }

  @Override
  public void delete(Request request, String physicalId) {
    apis.remove(physicalId);
  }

  private static Map<String, Object> checked(Request request) {
    Document properties = new Document(request.properties());
    String protocol = properties.text("ProtocolType", "HTTP");
    if (!properties.has("Name") && !properties.has("Body") && !properties.has("BodyS3Location")) {
      throw new AwsError(400, "BadRequestException", "Name must not be null");
    }
    if (properties.has("Body") || properties.has("BodyS3Location")) {
      throw new AwsError(
          400,
          "NotSupportedHere",
          "The embedded AWS does not import OpenAPI documents; use routes and integrations");
    }
    return properties.with("ProtocolType", protocol).values();
  }

  private static Result result(Request request, Api api) {
    String arn =
        "arn:aws:execute-api:%s:%s:%s".formatted(request.region(), request.account(), api.id());
    return new Result(
        api.id(),
        Map.of("ApiId", api.id(), "ApiEndpoint", Apis.endpoint(api), "ExecuteApiArn", arn));
  }

  /** Ten letters and digits, the same for the same request. */
  static String id(Request request) {
    String hash = StableId.of(request.token() + request.stackId() + request.logicalId());
    return "a" + hash.substring(0, ID_LENGTH - 1);
  }
}
