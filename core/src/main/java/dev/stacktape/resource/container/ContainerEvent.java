package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import dev.stacktape.resource.event.Authorizer;
import dev.stacktape.resource.event.HeaderCondition;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.HttpMethod;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.event.PayloadFormat;
import dev.stacktape.resource.event.QueryCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What sends requests to a container.")
@Union
public sealed interface ContainerEvent {
  /** The port that the container listens on. */
  Integer containerPort();

  @Doc("Requests that an application load balancer passes on.")
  @TypeName("application-load-balancer")
  record FromLoadBalancer(
      @Doc(value = "The port in the container.", example = "3000") @Range(min = 1, max = 65535)
          Integer containerPort,
      @Doc(value = "The application-load-balancer in this config.", example = "balancer")
          String loadBalancerName,
      @Doc("The listener's port, where the load balancer has listeners of its own.")
          @Range(min = 1, max = 65535)
          @Nullable Integer listenerPort,
      @Doc(
              value = "Rules are tried from the lowest number; unique for each listener.",
              example = "1")
          @Range(min = 1, max = 50000)
          Integer priority,
      @Doc(value = "Paths that match, with * and ?.", example = "[/orders/*]") List<String> paths,
      @Doc(value = "HTTP methods that match.", example = "[GET]") List<String> methods,
      @Doc(value = "Host names that match.", example = "[shop.acme.com]") List<String> hosts,
      @Doc("Headers that must match.") List<HeaderCondition> headers,
      @Doc("Query parameters that must match.") List<QueryCondition> queryParams,
      @Doc(value = "Address ranges of callers that match.", example = "[10.0.0.0/8]")
          List<String> sourceIps)
      implements ContainerEvent {

    /** The claim on requests, without where they go. */
    LoadBalancerEvent asRule() {
      return new LoadBalancerEvent(
          loadBalancerName,
          listenerPort,
          priority,
          paths,
          methods,
          hosts,
          headers,
          queryParams,
          sourceIps);
    }
  }

  @Doc("Requests that come in through an HTTP API.")
  @TypeName("http-api-gateway")
  record FromHttpApi(
      @Doc(value = "The port in the container.", example = "3000") @Range(min = 1, max = 65535)
          Integer containerPort,
      @Doc(value = "The http-api-gateway in this config.", example = "gateway")
          String httpApiGatewayName,
      @Doc(value = "The HTTP method, or * for all.", example = "GET") HttpMethod method,
      @Doc(
              value = "The path, with parameters in braces; * for whatever no other route takes.",
              example = "/orders/{id}")
          String path,
      @Doc("Who may call the route.") @Nullable Authorizer authorizer,
      @Doc(
              value = "The form of requests to the container, of which AWS only knows 1.0.",
              defaultValue = "1.0")
          @Nullable PayloadFormat payloadFormat)
      implements ContainerEvent {

    /** The route, without where it leads. */
    HttpApiEvent asRoute() {
      return new HttpApiEvent(httpApiGatewayName, method, path, authorizer, payloadFormat);
    }
  }

  @Doc("Requests from other containers of the same workload.")
  @TypeName("workload-internal")
  record Internal(
      @Doc(value = "The port in the container.", example = "6379") @Range(min = 1, max = 65535)
          Integer containerPort)
      implements ContainerEvent {}

  @Doc("Requests from other workloads of the stack.")
  @TypeName("service-connect")
  record ServiceConnect(
      @Doc(value = "The port in the container.", example = "3000") @Range(min = 1, max = 65535)
          Integer containerPort,
      @Doc(
              value = "The host name that others call it by; made of the names where left out.",
              example = "api")
          @Nullable String alias,
      @Doc(value = "What it speaks, so that requests can be measured.", example = "http")
          @Nullable ServiceProtocol protocol)
      implements ContainerEvent {}

  @Doc("Connections that a network load balancer passes on.")
  @TypeName("network-load-balancer")
  record FromNetworkLoadBalancer(
      @Doc(value = "The port in the container.", example = "3000") @Range(min = 1, max = 65535)
          Integer containerPort,
      @Doc(value = "The network-load-balancer in this config.", example = "balancer")
          String loadBalancerName,
      @Doc(value = "The listener's port.", example = "8883") @Range(min = 1, max = 65535)
          Integer listenerPort)
      implements ContainerEvent {}
}
