package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.NAME_DUPLICATE;

import dev.stacktape.resource.auth.UserPoolProperties;
import dev.stacktape.resource.container.ContainerEvent;
import dev.stacktape.resource.container.ContainerEvent.FromHttpApi;
import dev.stacktape.resource.container.ContainerEvent.FromLoadBalancer;
import dev.stacktape.resource.container.ContainerEvent.FromNetworkLoadBalancer;
import dev.stacktape.resource.container.WorkloadContainer;
import dev.stacktape.resource.event.Authorizer;
import dev.stacktape.resource.event.FunctionAuthorizer;
import dev.stacktape.resource.event.PayloadFormat;
import dev.stacktape.resource.event.UserPoolAuthorizer;
import dev.stacktape.resource.function.FunctionProperties;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What sends requests to containers. */
final class ContainerEventRules {
  private ContainerEventRules() {}

  static void event(ContainerEvent event, Place at) {
    if (event instanceof FromHttpApi api) {
      httpApi(api, at);
    } else if (event instanceof FromLoadBalancer balancer) {
      loadBalancer(balancer, at);
    } else if (event instanceof FromNetworkLoadBalancer balancer) {
      networkLoadBalancer(balancer, at);
    }
  }

  private static void httpApi(FromHttpApi api, Place at) {
    at.in("httpApiGatewayName").refersTo(api.httpApiGatewayName(), HttpApiProperties.class);
    if (api.payloadFormat() == PayloadFormat.V2_0) {
      at.in("payloadFormat")
          .invalid(
              "Containers receive requests in the format 1.0 only.", "Remove `payloadFormat`.");
    }
    authorizer(api.authorizer(), at.in("authorizer", "properties"));
  }

  static void authorizer(@Nullable Authorizer authorizer, Place at) {
    if (authorizer instanceof UserPoolAuthorizer pool) {
      at.in("userPoolName").refersTo(pool.userPoolName(), UserPoolProperties.class);
    } else if (authorizer instanceof FunctionAuthorizer function) {
      at.in("functionName").refersTo(function.functionName(), FunctionProperties.class);
    }
  }

  private static void loadBalancer(FromLoadBalancer event, Place at) {
    at.in("loadBalancerName")
        .reference(event.loadBalancerName(), LoadBalancerProperties.class)
        .ifPresent(
            balancer ->
                LoadBalancerRules.listener(balancer.properties(), event.listenerPort(), at));
    LoadBalancerRules.condition(
        List.of(
            event.paths(),
            event.methods(),
            event.hosts(),
            event.headers(),
            event.queryParams(),
            event.sourceIps()),
        at);
    ValueForms.addressRanges(event.sourceIps(), at.in("sourceIps"));
  }

  private static void networkLoadBalancer(FromNetworkLoadBalancer event, Place at) {
    at.in("loadBalancerName")
        .reference(event.loadBalancerName(), NetworkLoadBalancerProperties.class)
        .filter(
            balancer ->
                balancer.properties().listeners().stream()
                    .noneMatch(listener -> listener.port().equals(event.listenerPort())))
        .ifPresent(
            balancer ->
                at.in("listenerPort")
                    .invalid(
                        "`%s` has no listener on the port %d."
                            .formatted(event.loadBalancerName(), event.listenerPort()),
                        "It has: "
                            + String.join(
                                ", ",
                                balancer.properties().listeners().stream()
                                    .map(listener -> String.valueOf(listener.port()))
                                    .toList())));
  }

  /** Cloud Map knows a workload by one port. */
  static void onePortForHttpApis(List<WorkloadContainer> containers, Place at) {
    Integer first = null;
    Map<String, String> aliases = new HashMap<>();
    for (int i = 0; i < containers.size(); i++) {
      List<ContainerEvent> events = containers.get(i).events();
      for (int e = 0; e < events.size(); e++) {
        Place place = at.in(i, "events", e, "properties");
        if (events.get(e) instanceof FromHttpApi api) {
          first = first == null ? api.containerPort() : first;
          if (!first.equals(api.containerPort())) {
            place
                .in("containerPort")
                .conflict(
                    "All HTTP API events of a workload must lead to one port; another leads to %d."
                        .formatted(first),
                    null);
          }
        } else if (events.get(e) instanceof ContainerEvent.ServiceConnect connect
            && connect.alias() != null
            && aliases.put(connect.alias(), connect.alias()) != null) {
          place
              .in("alias")
              .report(
                  NAME_DUPLICATE,
                  "There are two aliases `%s`.".formatted(ValueForms.shown(connect.alias())),
                  null);
        }
      }
    }
  }
}
