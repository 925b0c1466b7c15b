package dev.stacktape.resource.function;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.PayloadFormat;
import dev.stacktape.resource.event.RoutedWorkload;
import dev.stacktape.resource.gateway.HttpApiAuthorizer;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.gateway.HttpApiRoute;
import dev.stacktape.resource.gateway.HttpApiType;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Routes of HTTP APIs that lead to a function. Those of one API share an integration, as long as
 * they want the same format.
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
        Fn.join("/", List.of("integrations", Fn.ref(integrationId(to, names, event, gateway)))));
    to.add(
        HttpApiRoute.logicalId(gateway, event),
        CfnResource.of("AWS::ApiGatewayV2::Route", route.build()),
        "events",
        index);
    HttpApiAuthorizer.contribute(to, event, "events", index);
  }

  /** One for each gateway, and another one for each further format that its routes ask for. */
  static void addIntegrations(Contribution<FunctionProperties> to, FunctionNames names) {
    Set<String> done = new HashSet<>();
    to.properties()
        .routes()
        .forEach(
            routed -> {
              HttpApiEvent event = routed.event();
              String gateway = HttpApiRoute.gateway(event, to.stack());
              Object[] origin = routed.path().toArray();
              String integration = integrationId(to, names, event, gateway);
              if (done.add(integration)) {
                to.add(integration, integration(to, names, event, gateway), origin);
              }
              if (done.add(gateway)) {
                addPermission(to, names, gateway, origin);
              }
            });
  }

  /** That of the gateway has the format of the first event; others are named by theirs. */
  private static String integrationId(
      Contribution<FunctionProperties> to,
      FunctionNames names,
      HttpApiEvent event,
      String gateway) {
    PayloadFormat format = payloadFormat(event, to.stack());
    boolean isFirst =
        to.properties().routes().stream()
            .map(RoutedWorkload.Routed::event)
            .filter(other -> HttpApiRoute.gateway(other, to.stack()).equals(gateway))
            .findFirst()
            .filter(first -> payloadFormat(first, to.stack()) == format)
            .isPresent();
    String version = isFirst ? "" : format == PayloadFormat.V1_0 ? "V1" : "V2";
    return names.gatewayId(gateway, version + "Integration");
  }

  private static CfnResource integration(
      Contribution<FunctionProperties> to,
      FunctionNames names,
      HttpApiEvent event,
      String gateway) {
    int timeout = FunctionType.timeout(to.properties()) * 1000 + HEAD_START_MILLIS;
    return CfnResource.of(
        "AWS::ApiGatewayV2::Integration",
        new Tree()
            .with("ApiId", Fn.ref(HttpApiType.logicalId(gateway)))
            .with("IntegrationType", "AWS_PROXY")
            .with("IntegrationUri", names.calledArn())
            .with("PayloadFormatVersion", payloadFormat(event, to.stack()))
            .with("TimeoutInMillis", Math.min(timeout, MAX_TIMEOUT_MILLIS))
            .build());
  }

  private static void addPermission(
      Contribution<FunctionProperties> to, FunctionNames names, String gateway, Object... origin) {
    to.add(
        names.gatewayId(gateway, "Permission"),
        CallPermission.of(
            names.calledArn(),
            "apigateway.amazonaws.com",
            Fn.sub(
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${"
                    + HttpApiType.logicalId(gateway)
                    + "}/*")),
        origin);
  }
}
