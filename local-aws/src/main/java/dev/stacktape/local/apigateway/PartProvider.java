package dev.stacktape.local.apigateway;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.value.Document;
import java.util.Map;

/**
 * Stages, routes, integrations, authorizers and deployments of an API.
 *
 * @param type such as {@code AWS::ApiGatewayV2::Route}
 */
record PartProvider(Apis apis, String type, Api.Part kind) implements ResourceProvider {

  @Override
  public Result create(Request request) {
    Document properties = new Document(request.properties());
    String id = kind == Api.Part.STAGE ? properties.required("StageName") : ApiProvider.id(request);
    refuseSecondRoute(properties, id);
    return put(properties, id);
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    Document properties = new Document(request.properties());
    refuseSecondRoute(properties, physicalId);
    return put(properties, physicalId);
  }

  private Result put(Document properties, String id) {
    apis.change(properties.required("ApiId"), api -> api.with(kind, id, properties.values()));
    return new Result(id, Map.of(kind.idName(), id));
  }

  private void refuseSecondRoute(Document properties, String id) {
    if (kind != Api.Part.ROUTE) {
      return;
    }
    String key = properties.required("RouteKey");
    apis.get(properties.required("ApiId"))
        .all(kind)
        .forEach(
            (otherId, route) -> {
              if (!otherId.equals(id) && key.equals(route.get("RouteKey"))) {
                throw new AwsError(
                    409,
                    "ConflictException",
                    "Route with key " + key + " already exists for this API");
              }
            });
  }

  @Override
  public void delete(Request request, String physicalId) {
    String apiId = new Document(request.properties()).required("ApiId");
    if (apis.find(apiId) != null) {
      apis.change(apiId, api -> api.with(kind, physicalId, null));
    }
  }
}
