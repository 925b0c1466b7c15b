package dev.stacktape.resource.container;

import dev.stacktape.resource.Access;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.loadbalancer.Listener;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.LoadBalancerType;
import dev.stacktape.resource.loadbalancer.Reach;
import dev.stacktape.resource.loadbalancer.WebProtocol;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code private-service}: a workload that other workloads of the stack call. */
public final class PrivateServiceType implements ResourceType<PrivateServiceProperties> {
  private static final int DEFAULT_PORT = 3000;
  private static final String BALANCER = "loadBalancer";

  @Override
  public String word() {
    return "private-service";
  }

  @Override
  public Class<PrivateServiceProperties> propertiesType() {
    return PrivateServiceProperties.class;
  }

  @Override
  public Params params(Resource<PrivateServiceProperties> service, StackView stack) {
    String port = ":" + port(service.properties());
    if (!isBalanced(service.properties())) {
      return Params.none().with("address", service.name() + port);
    }
    Resource<LoadBalancerProperties> balancer = balancer(service);
    Object host =
        Objects.requireNonNull(balancer.type().params(balancer, stack).get("canonicalDomain"));
    return Params.none().with("address", Fn.join("", List.of(host, port)));
  }

  @Override
  public Optional<Access> access(Resource<PrivateServiceProperties> service, StackView stack) {
    return Optional.of(new Access(List.of(), params(service, stack).values()));
  }

  private static int port(PrivateServiceProperties service) {
    return service.port() == null ? DEFAULT_PORT : service.port();
  }

  private static boolean isBalanced(PrivateServiceProperties service) {
    return service.loadBalancing() != null
        && service.loadBalancing().type() == PrivateLoadBalancerType.APPLICATION_LOAD_BALANCER;
  }

  @Override
  public Map<String, Resource<?>> parts(Resource<PrivateServiceProperties> service) {
    Map<String, Resource<?>> parts = new LinkedHashMap<>();
    int port = port(service.properties());
    ContainerEvent event;
    if (isBalanced(service.properties())) {
      parts.put(BALANCER, balancer(service));
      event = WebServiceParts.allRequests(service.name(), port, port);
    } else {
      event =
          new ContainerEvent.ServiceConnect(port, service.name(), service.properties().protocol());
    }
    parts.put(
        "containerWorkload",
        service.part(
            new WorkloadType(),
            new ServiceContainers(service.properties())
                .workload(
                    List.of(event),
                    List.of(ServiceContainers.variable("PORT", port), ServiceContainers.host()),
                    null,
                    null)));
    return parts;
  }

  private static Resource<LoadBalancerProperties> balancer(
      Resource<PrivateServiceProperties> service) {
    return service.part(
        new LoadBalancerType(),
        new LoadBalancerProperties(
            Reach.INTERNAL,
            List.of(),
            List.of(
                new Listener(
                    WebProtocol.HTTP, port(service.properties()), List.of(), List.of(), null)),
            null,
            List.of(),
            List.of(),
            null));
  }

  @Override
  public void check(Inspection<PrivateServiceProperties> inspection) {
    ServiceContainers.checkEnvironment(
        inspection, inspection.properties().environment(), List.of("PORT", "HOST"));
  }

  @Override
  public void contribute(Contribution<PrivateServiceProperties> to) {
    to.output(
        "address",
        Objects.requireNonNull(params(to.resource(), to.stack()).get("address")),
        "Address of the private service " + to.name());
  }
}
