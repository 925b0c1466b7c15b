package dev.stacktape.resource.container;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.HttpApiEvent;
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
 * Routes of HTTP APIs that start a batch job. The job gets the body of the request, and the caller
 * the ARN of the execution.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html">Integration
 *     subtypes</a>
 */
final class JobRoutes {
  private JobRoutes() {}

  static void contribute(Contribution<JobProperties> to, JobNames names) {
    List<FunctionEvent> events = to.properties().events();
    Set<String> gateways = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      if (!(events.get(i) instanceof HttpApiEvent event)) {
        continue;
      }
      String gateway =
          to.stack()
              .find(event.httpApiGatewayName(), HttpApiProperties.class)
              .map(Resource::name)
              .orElseThrow(() -> new IllegalStateException(to.name() + " has not been checked"));
      String integrationId = LogicalId.of(to.name(), gateway, "Integration");
      if (gateways.add(gateway)) {
        to.add(integrationId, integration(names, gateway), "events", i);
      }
      Tree route =
          new Tree()
              .with("ApiId", Fn.ref(HttpApiType.logicalId(gateway)))
              .with("RouteKey", HttpApiRoute.key(event));
      HttpApiAuthorizer.ofRoute(event, to.stack())
          .ifPresent(authorizer -> authorizer.forEach(route::with));
      to.add(
          HttpApiRoute.logicalId(gateway, event),
          CfnResource.of(
              "AWS::ApiGatewayV2::Route",
              route
                  .with("Target", Fn.join("/", List.of("integrations", Fn.ref(integrationId))))
                  .build()),
          "events",
          i);
      HttpApiAuthorizer.contribute(to, event, "events", i);
    }
  }

  private static CfnResource integration(JobNames names, String gateway) {
    return CfnResource.of(
        "AWS::ApiGatewayV2::Integration",
        new Tree()
            .with("ApiId", Fn.ref(HttpApiType.logicalId(gateway)))
            .with("IntegrationType", "AWS_PROXY")
            .with("IntegrationSubtype", "StepFunctions-StartExecution")
            .with("CredentialsArn", JobTriggers.role(names))
            .with(
                "RequestParameters",
                new Tree()
                    .with("StateMachineArn", Fn.ref(names.stateMachineId()))
                    .with("Input", "$request.body"))
            .with("PayloadFormatVersion", "1.0")
            .build());
  }
}
