package dev.stacktape.resource.container;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.PayloadFormat;
import dev.stacktape.resource.gateway.HttpApiAuthorizer;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.gateway.HttpApiRoute;
import dev.stacktape.resource.gateway.HttpApiType;
import dev.stacktape.resource.gateway.VpcLink;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Routes of HTTP APIs that lead to a container. The API finds the instances in Cloud Map, where
 * their service registers them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html">Private
 *     integrations</a>
 */
final class HttpApiInlet {
  private static final int RECORD_SECONDS = 60;

  private HttpApiInlet() {}

  static void check(Inspection<WorkloadProperties> inspection) {
    Integer firstPort = null;
    for (WorkloadProperties.Placed<ContainerEvent.FromHttpApi> placed : events(inspection)) {
      ContainerEvent.FromHttpApi event = placed.event();
      inspection.reference(
          event.httpApiGatewayName(),
          HttpApiProperties.class,
          at(inspection, placed, "httpApiGatewayName"));
      HttpApiAuthorizer.check(
          inspection,
          event.asRoute(),
          ContainerPlace.of(
              inspection.resource(),
              placed.containerIndex(),
              "events",
              placed.eventIndex(),
              "properties"));
      if (event.payloadFormat() == PayloadFormat.V2_0) {
        inspection.report(
            PROPERTY_CONFLICT
                .error("Requests to a container have the form 1.0; AWS knows no other.")
                .hint("Remove `payloadFormat`."),
            at(inspection, placed, "payloadFormat"));
      }
      if (firstPort != null && !firstPort.equals(event.containerPort())) {
        inspection.report(
            PROPERTY_CONFLICT
                .error(
                    "A workload is known to HTTP APIs by one port, and that is %d already."
                        .formatted(firstPort))
                .hint("Use the same `containerPort` in all events of HTTP APIs."),
            at(inspection, placed, "containerPort"));
      }
      firstPort = firstPort == null ? event.containerPort() : firstPort;
    }
  }

  private static List<WorkloadProperties.Placed<ContainerEvent.FromHttpApi>> events(
      Inspection<WorkloadProperties> inspection) {
    return inspection.properties().events(ContainerEvent.FromHttpApi.class);
  }

  private static Object[] at(
      Inspection<WorkloadProperties> inspection,
      WorkloadProperties.Placed<?> placed,
      String property) {
    return ContainerPlace.of(
        inspection.resource(),
        placed.containerIndex(),
        "events",
        placed.eventIndex(),
        "properties",
        property);
  }

  static void contribute(Contribution<WorkloadProperties> to, WorkloadNames names, Inlets inlets) {
    Set<String> gateways = new HashSet<>();
    for (WorkloadProperties.Placed<ContainerEvent.FromHttpApi> placed :
        to.properties().events(ContainerEvent.FromHttpApi.class)) {
      ContainerEvent.FromHttpApi event = placed.event();
      String gateway = gateway(event.httpApiGatewayName(), to.stack());
      Object[] origin =
          ContainerPlace.of(to.resource(), placed.containerIndex(), "events", placed.eventIndex());
      if (gateways.isEmpty()) {
        addDiscovery(to, names, event, origin);
        inlets.register(
            new Tree()
                .with(
                    "RegistryArn",
                    Fn.getAtt(names.discoveryServiceId(event.containerPort()), "Arn"))
                .with("ContainerName", placed.container().name())
                .with("ContainerPort", event.containerPort())
                .build());
      }
      if (gateways.add(gateway)) {
        addIntegration(to, names, gateway, event, origin);
        inlets.letIn(event.containerPort(), VpcLink.securityGroup(gateway));
      }
      to.add(HttpApiRoute.logicalId(gateway, event.asRoute()), route(to, gateway, event), origin);
      HttpApiAuthorizer.contribute(to, event.asRoute(), origin);
    }
  }

  private static String gateway(String named, StackView stack) {
    return stack
        .find(named, HttpApiProperties.class)
        .map(Resource::name)
        .orElseThrow(() -> new IllegalStateException(named + " has not been checked"));
  }

  private static void addDiscovery(
      Contribution<WorkloadProperties> to,
      WorkloadNames names,
      ContainerEvent.FromHttpApi event,
      Object... origin) {
    PrivateNamespace.contribute(to);
    to.add(
        names.discoveryServiceId(event.containerPort()),
        CfnResource.of(
            "AWS::ServiceDiscovery::Service",
            new Tree()
                .with("NamespaceId", PrivateNamespace.id())
                .with(
                    "DnsConfig",
                    new Tree()
                        .with("RoutingPolicy", "MULTIVALUE")
                        .with(
                            "DnsRecords",
                            List.of(
                                new Tree()
                                    .with("Type", "SRV")
                                    .with("TTL", RECORD_SECONDS)
                                    .build())))
                .with("HealthCheckCustomConfig", Map.of("FailureThreshold", 1))
                .build()),
        origin);
  }

  private static void addIntegration(
      Contribution<WorkloadProperties> to,
      WorkloadNames names,
      String gateway,
      ContainerEvent.FromHttpApi event,
      Object... origin) {
    to.add(
        integrationId(to, gateway, event),
        CfnResource.of(
            "AWS::ApiGatewayV2::Integration",
            new Tree()
                .with("ApiId", Fn.ref(HttpApiType.logicalId(gateway)))
                .with("IntegrationType", "HTTP_PROXY")
                .with("IntegrationMethod", "ANY")
                .with(
                    "IntegrationUri",
                    Fn.getAtt(names.discoveryServiceId(event.containerPort()), "Arn"))
                .with("ConnectionType", "VPC_LINK")
                .with("ConnectionId", Fn.ref(VpcLink.logicalId(gateway)))
                .with("PayloadFormatVersion", PayloadFormat.V1_0)
                .build()),
        origin);
  }

  private static CfnResource route(
      Contribution<WorkloadProperties> to, String gateway, ContainerEvent.FromHttpApi event) {
    Tree route =
        new Tree()
            .with("ApiId", Fn.ref(HttpApiType.logicalId(gateway)))
            .with("RouteKey", HttpApiRoute.key(event.asRoute()));
    HttpApiAuthorizer.ofRoute(event.asRoute(), to.stack())
        .ifPresent(authorizer -> authorizer.forEach(route::with));
    return CfnResource.of(
        "AWS::ApiGatewayV2::Route",
        route
            .with(
                "Target",
                Fn.join("/", List.of("integrations", Fn.ref(integrationId(to, gateway, event)))))
            .build());
  }

  private static String integrationId(
      Contribution<WorkloadProperties> to, String gateway, ContainerEvent.FromHttpApi event) {
    return LogicalId.of(to.name(), gateway, "ToPort" + event.containerPort(), "Integration");
  }
}
