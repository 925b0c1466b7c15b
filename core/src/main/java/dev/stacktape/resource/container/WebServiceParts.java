package dev.stacktape.resource.container;

import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.event.HttpMethod;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.gateway.HttpApiType;
import dev.stacktape.resource.loadbalancer.Listeners;
import dev.stacktape.resource.loadbalancer.LoadBalancerCdn;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.LoadBalancerType;
import dev.stacktape.resource.loadbalancer.NetworkListener;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerType;
import dev.stacktape.resource.loadbalancer.TransportProtocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a web service consists of: its workload, and what takes its requests in. */
final class WebServiceParts {
  static final int PORT = 3000;
  private static final int PRIORITY = 3;

  private final Resource<WebServiceProperties> service;
  private final WebServiceProperties properties;

  WebServiceParts(Resource<WebServiceProperties> service) {
    this.service = service;
    this.properties = service.properties();
  }

  /** What takes the requests in, by the key that others name it with. */
  Map.Entry<String, Resource<?>> inlet() {
    ServiceLoadBalancing balancing = properties.loadBalancing();
    if (balancing instanceof ServiceLoadBalancing.ApplicationLoadBalancer) {
      return Map.entry(
          "loadBalancer",
          service.part(
              new LoadBalancerType(),
              new LoadBalancerProperties(
                  null,
                  properties.customDomains(),
                  List.of(),
                  properties.cdn() == null ? null : LoadBalancerCdn.of(properties.cdn()),
                  alarms(WebServiceAlarm::ofLoadBalancer),
                  List.of(),
                  properties.useFirewall())));
    }
    if (balancing instanceof ServiceLoadBalancing.NetworkLoadBalancer network) {
      return Map.entry(
          "networkLoadBalancer",
          service.part(
              new NetworkLoadBalancerType(),
              new NetworkLoadBalancerProperties(
                  null, properties.customDomains(), listeners(network))));
    }
    return Map.entry(
        "httpApiGateway",
        service.part(
            new HttpApiType(),
            new HttpApiProperties(
                null,
                properties.cors(),
                null,
                properties.customDomains(),
                properties.cdn(),
                alarms(WebServiceAlarm::ofHttpApi),
                List.of())));
  }

  private <A> List<A> alarms(Function<WebServiceAlarm, Optional<A>> choice) {
    return properties.alarms().stream().flatMap(alarm -> choice.apply(alarm).stream()).toList();
  }

  private static List<NetworkListener> listeners(ServiceLoadBalancing.NetworkLoadBalancer network) {
    return network.ports().stream()
        .map(port -> new NetworkListener(protocol(port), port.port(), List.of(), List.of()))
        .toList();
  }

  /** What a port of a service takes in; encrypted where the config does not say. */
  static TransportProtocol protocol(ServicePort port) {
    return port.protocol() == null ? TransportProtocol.TLS : port.protocol();
  }

  Map<String, Resource<?>> all() {
    Map<String, Resource<?>> parts = new LinkedHashMap<>();
    Map.Entry<String, Resource<?>> inlet = inlet();
    parts.put(inlet.getKey(), inlet.getValue());
    parts.put(
        "containerWorkload",
        service.part(
            new WorkloadType(),
            new ServiceContainers(properties)
                .workload(events(), given(), healthCheck(), properties.deployment())));
    return parts;
  }

  private List<ContainerEvent> events() {
    ServiceLoadBalancing balancing = properties.loadBalancing();
    if (balancing instanceof ServiceLoadBalancing.ApplicationLoadBalancer) {
      return List.of(allRequests(service.name(), PORT, null));
    }
    if (balancing instanceof ServiceLoadBalancing.NetworkLoadBalancer network) {
      return network.ports().stream()
          .<ContainerEvent>map(
              port ->
                  new ContainerEvent.FromNetworkLoadBalancer(
                      port.containerPort() == null ? port.port() : port.containerPort(),
                      service.name(),
                      port.port()))
          .toList();
    }
    return List.of(
        new ContainerEvent.FromHttpApi(
            PORT, service.name(), HttpMethod.ANY, "/{proxy+}", null, null));
  }

  /** All requests to a load balancer. */
  static ContainerEvent allRequests(String balancer, int port, @Nullable Integer listenerPort) {
    return new ContainerEvent.FromLoadBalancer(
        port,
        balancer,
        listenerPort,
        PRIORITY,
        List.of("*"),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Variables that the program gets beside those of the config. */
  List<EnvironmentVar> given() {
    List<EnvironmentVar> given = new ArrayList<>();
    if (!(properties.loadBalancing() instanceof ServiceLoadBalancing.NetworkLoadBalancer)) {
      given.add(ServiceContainers.variable("PORT", PORT));
    }
    given.add(ServiceContainers.host());
    if (properties.deployment() != null) {
      given.add(ServiceContainers.variable("DEPLOYMENT_TEST_PORT", Listeners.TEST_PORT));
    }
    return given;
  }

  private @Nullable LoadBalancerHealthCheck healthCheck() {
    ServiceLoadBalancing balancing = properties.loadBalancing();
    if (balancing instanceof ServiceLoadBalancing.ApplicationLoadBalancer balancer) {
      return new LoadBalancerHealthCheck(
          balancer.healthcheckPath(),
          balancer.healthcheckInterval(),
          balancer.healthcheckTimeout(),
          null,
          null);
    }
    return balancing instanceof ServiceLoadBalancing.NetworkLoadBalancer network
        ? new LoadBalancerHealthCheck(
            network.healthcheckPath(),
            network.healthcheckInterval(),
            network.healthcheckTimeout(),
            network.healthCheckProtocol(),
            network.healthCheckPort())
        : null;
  }
}
