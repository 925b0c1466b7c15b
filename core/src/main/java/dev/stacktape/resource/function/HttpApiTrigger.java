package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.PayloadFormat;
import dev.stacktape.resource.gateway.HttpApiAuthorizer;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.gateway.HttpApiRoute;
import dev.stacktape.resource.gateway.HttpApiType;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes of HTTP APIs that lead to a function. All routes of one API share one integration.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     integrations</a>
 */
final class HttpApiTrigger implements Trigger<HttpApiEvent> {
  private static final int MAX_TIMEOUT_MILLIS = 29_000;
  private static final int HEAD_START_MILLIS = 500;

  @Override
  public void check(Inspection<FunctionProperties> inspection, HttpApiEvent event, int index) {
    HttpApiAuthorizer.check(inspection, event, "events", index, "properties");
    inspection.reference(
        event.httpApiGatewayName(),
        HttpApiProperties.class,
        "events",
        index,
        "properties",
        "httpApiGatewayName");
    HttpApiEvent first = ofGateways(inspection.properties()).get(event.httpApiGatewayName());
    if (first != null
        && payloadFormat(first, inspection.stack()) != payloadFormat(event, inspection.stack())) {
      inspection.report(
          PROPERTY_CONFLICT
              .error(
                  "All routes of `%s` that lead to this function need the same `payloadFormat`."
                      .formatted(event.httpApiGatewayName()))
              .hint("Set it once, at the gateway."),
          "events",
          index,
          "properties",
          "payloadFormat");
    }
  }

  /** The first event for each gateway. */
  private static Map<String, HttpApiEvent> ofGateways(FunctionProperties function) {
    Map<String, HttpApiEvent> first = new LinkedHashMap<>();
    function.routes().forEach(r -> first.putIfAbsent(r.event().httpApiGatewayName(), r.event()));
    return first;
  }

  private static PayloadFormat payloadFormat(HttpApiEvent event, StackView stack) {
    if (event.payloadFormat() != null) {
      return event.payloadFormat();
    }
    return stack
        .find(event.httpApiGatewayName(), HttpApiProperties.class)
        .map(Resource::properties)
        .map(HttpApiType::payloadFormat)
        .orElse(PayloadFormat.V1_0);
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, HttpApiEvent event, int index) {
    String gateway = HttpApiRoute.gateway(event, to.stack());
    Tree route =
        new Tree()
            .with("ApiId", Fn.ref(HttpApiType.logicalId(gateway)))
            .with("RouteKey", HttpApiRoute.key(event));
    HttpApiAuthorizer.ofRoute(event, to.stack())
        .ifPresent(authorizer -> authorizer.forEach(route::with));
    route.with(
        "Target",
        Fn.join("/", List.of("integrations", Fn.ref(names.gatewayId(gateway, "Integration")))));
    to.add(
        HttpApiRoute.logicalId(gateway, event),
        CfnResource.of("AWS::ApiGatewayV2::Route", route.build()),
        "events",
        index);
    HttpApiAuthorizer.contribute(to, event, "events", index);
  }

  static void addIntegrations(Contribution<FunctionProperties> to, FunctionNames names) {
    List<String> done = new ArrayList<>();
    to.properties()
        .routes()
        .forEach(
            routed -> {
              String gateway = HttpApiRoute.gateway(routed.event(), to.stack());
              if (!done.contains(gateway)) {
                done.add(gateway);
                addIntegration(to, names, routed.event(), routed.path().toArray());
              }
            });
  }

  private static void addIntegration(
      Contribution<FunctionProperties> to,
      FunctionNames names,
      HttpApiEvent event,
      Object... origin) {
    String gateway = HttpApiRoute.gateway(event, to.stack());
    String apiId = HttpApiType.logicalId(gateway);
    int timeout = FunctionType.timeout(to.properties()) * 1000 + HEAD_START_MILLIS;
    to.add(
        names.gatewayId(gateway, "Integration"),
        CfnResource.of(
            "AWS::ApiGatewayV2::Integration",
            new Tree()
                .with("ApiId", Fn.ref(apiId))
                .with("IntegrationType", "AWS_PROXY")
                .with("IntegrationUri", names.calledArn())
                .with("PayloadFormatVersion", payloadFormat(event, to.stack()))
                .with("TimeoutInMillis", Math.min(timeout, MAX_TIMEOUT_MILLIS))
                .build()),
        origin);
    to.add(
        names.gatewayId(gateway, "Permission"),
        CallPermission.of(
            names.calledArn(),
            "apigateway.amazonaws.com",
            Fn.sub(
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${"
                    + apiId
                    + "}/*")),
        origin);
  }
}
