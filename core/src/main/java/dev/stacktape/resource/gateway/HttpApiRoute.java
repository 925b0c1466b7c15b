package dev.stacktape.resource.gateway;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.HttpMethod;
import dev.stacktape.resource.event.RoutedWorkload;
import java.util.ArrayList;
import java.util.List;

/**
 * A route of an HTTP API.
 *
 * @param workload what it leads to
 * @param path where its event stands below {@code properties:} of the workload
 */
public record HttpApiRoute(Resource<?> workload, HttpApiEvent event, List<Object> path) {
  private static final String CATCH_ALL = "*";
  private static final String DEFAULT = "$default";

  /** All routes of a gateway, in the order of the config. */
  public static List<HttpApiRoute> of(String gateway, StackView stack) {
    List<HttpApiRoute> routes = new ArrayList<>();
    for (Resource<?> resource : stack.withParts().values()) {
      if (resource.properties() instanceof RoutedWorkload workload) {
        workload.routes().stream()
            .filter(routed -> leadsFrom(gateway, routed.event(), stack))
            .map(routed -> new HttpApiRoute(resource, routed.event(), routed.path()))
            .forEach(routes::add);
      }
    }
    return routes;
  }

  /** The event may name a gateway that is part of a service by the name of the service. */
  private static boolean leadsFrom(String gateway, HttpApiEvent event, StackView stack) {
    String named = event.httpApiGatewayName();
    return named.equals(gateway)
        || stack
            .find(named, HttpApiProperties.class)
            .filter(found -> found.name().equals(gateway))
            .isPresent();
  }

  /** What API Gateway calls the route: {@code GET /orders}, {@code ANY /x} or {@code $default}. */
  public static String key(HttpApiEvent event) {
    return isCatchAll(event) ? DEFAULT : method(event) + " " + event.path();
  }

  /** The logical id of the route. */
  public static String logicalId(HttpApiEvent event) {
    return logicalId(event.httpApiGatewayName(), event);
  }

  /** The logical id of the route of a gateway that the event may call by another name. */
  public static String logicalId(String gateway, HttpApiEvent event) {
    return logicalId(gateway, event, "Route");
  }

  /** The logical id of something that belongs to the route. */
  static String logicalId(String gateway, HttpApiEvent event, String part) {
    String path = isCatchAll(event) ? DEFAULT : event.path();
    return LogicalId.of("Stp", gateway, method(event), path, part);
  }

  /** The name of the gateway of an event, which may name a service that has one. */
  public static String gateway(HttpApiEvent event, StackView stack) {
    return stack
        .find(event.httpApiGatewayName(), HttpApiProperties.class)
        .map(Resource::name)
        .orElse(event.httpApiGatewayName());
  }

  /** Whether it takes what no other route takes. */
  static boolean isCatchAll(HttpApiEvent event) {
    return event.path().equals(CATCH_ALL);
  }

  private static String method(HttpApiEvent event) {
    return event.method() == HttpMethod.ANY ? "ANY" : Tree.textOf(event.method());
  }
}
