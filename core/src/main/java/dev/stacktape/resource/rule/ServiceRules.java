package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.PORT_DUPLICATE;

import dev.stacktape.resource.container.BlueGreenDeployment;
import dev.stacktape.resource.container.ContainerEvent;
import dev.stacktape.resource.container.PrivateServiceProperties;
import dev.stacktape.resource.container.ServiceLoadBalancing;
import dev.stacktape.resource.container.ServiceLoadBalancing.ApplicationLoadBalancer;
import dev.stacktape.resource.container.ServiceLoadBalancing.HttpApi;
import dev.stacktape.resource.container.ServiceLoadBalancing.NetworkLoadBalancer;
import dev.stacktape.resource.container.ServicePort;
import dev.stacktape.resource.container.WebServiceAlarm;
import dev.stacktape.resource.container.WebServiceProperties;
import dev.stacktape.resource.container.WorkerServiceProperties;
import dev.stacktape.resource.container.WorkloadContainer;
import dev.stacktape.resource.container.WorkloadProperties;
import dev.stacktape.resource.function.FunctionProperties;
import dev.stacktape.resource.gateway.HttpApiAlarmTrigger;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.network.FirewallScope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Services and workloads of containers. */
final class ServiceRules {
  private static final String MAIN = "service-container";

  private ServiceRules() {}

  static void web(WebServiceProperties service, Place at) {
    Sizing.resources(service.resources(), at.in("resources"));
    Sizing.scaling(service.scaling(), at.in("scaling"));
    ContainerRules.volumes(service.volumeMounts(), at.in("volumeMounts"));
    ContainerRules.beside(
        service.sideContainers(),
        MAIN,
        service.internalHealthCheck() != null,
        at.in("sideContainers"));
    LoggingRules.containers(service.logging(), at.in("logging"));
    DomainRules.domains(service.customDomains(), at.in("customDomains"));
    CdnRules.cdn(service.cdn(), at.in("cdn"));
    balancing(service, at);
    if (service.deployment() != null) {
      hooks(service.deployment(), at.in("deployment"));
    }
  }

  private static void balancing(WebServiceProperties service, Place at) {
    ServiceLoadBalancing wanted =
        service.loadBalancing() == null ? new HttpApi() : service.loadBalancing();
    boolean application = wanted instanceof ApplicationLoadBalancer;
    if (service.deployment() != null && !application) {
      needsBalancer("deployment", at);
    }
    if (service.useFirewall() != null && !application) {
      needsBalancer("useFirewall", at);
    }
    CdnRules.firewall(service.useFirewall(), FirewallScope.REGIONAL, at.in("useFirewall"));
    if (service.cdn() != null && service.cdn().enabled() && wanted instanceof NetworkLoadBalancer) {
      at.in("cdn")
          .conflict("A CDN cannot stand before a network load balancer.", "Choose another one.");
    }
    if (service.cors() != null && !(wanted instanceof HttpApi)) {
      at.in("cors")
          .withoutEffect(
              "`cors` has no effect: only an HTTP API answers for the program.",
              "Let the program send the headers itself.");
    }
    alarms(service.alarms(), wanted, at.in("alarms"));
    Place details = at.in("loadBalancing", "properties");
    if (wanted instanceof ApplicationLoadBalancer balancer) {
      ContainerRules.balancerCheck(
          balancer.healthcheckInterval(),
          balancer.healthcheckTimeout(),
          balancer.healthcheckPath(),
          details);
    } else if (wanted instanceof NetworkLoadBalancer balancer) {
      ports(balancer.ports(), details.in("ports"));
    }
  }

  private static void needsBalancer(String key, Place at) {
    at.in(key)
        .needs(
            "`%s` needs an application load balancer.".formatted(key),
            "Add `loadBalancing: {type: application-load-balancer}`.");
  }

  private static void alarms(List<WebServiceAlarm> alarms, ServiceLoadBalancing wanted, Place at) {
    for (int i = 0; i < alarms.size(); i++) {
      boolean forHttpApi = alarms.get(i).trigger() instanceof HttpApiAlarmTrigger;
      if (forHttpApi
          ? !(wanted instanceof HttpApi)
          : !(wanted instanceof ApplicationLoadBalancer)) {
        at.in(i, "trigger", "type")
            .conflict(
                "This alarm watches %s, which the service does not have."
                    .formatted(forHttpApi ? "an HTTP API" : "an application load balancer"),
                "Choose a trigger that fits `loadBalancing`.");
      }
      AlarmRules.alarm(alarms.get(i).evaluation(), alarms.get(i).notificationTargets(), at.in(i));
    }
  }

  private static void ports(List<ServicePort> ports, Place at) {
    Set<Integer> seen = new HashSet<>();
    if (ports.isEmpty()) {
      at.invalid("At least one port is needed.", null);
    }
    for (int i = 0; i < ports.size(); i++) {
      if (!seen.add(ports.get(i).port())) {
        at.in(i, "port")
            .report(
                PORT_DUPLICATE, "The port %d is there twice.".formatted(ports.get(i).port()), null);
      }
    }
  }

  static void privately(PrivateServiceProperties service, Place at) {
    Sizing.resources(service.resources(), at.in("resources"));
    Sizing.scaling(service.scaling(), at.in("scaling"));
    ContainerRules.volumes(service.volumeMounts(), at.in("volumeMounts"));
    ContainerRules.beside(
        service.sideContainers(),
        MAIN,
        service.internalHealthCheck() != null,
        at.in("sideContainers"));
    LoggingRules.containers(service.logging(), at.in("logging"));
  }

  static void worker(WorkerServiceProperties service, Place at) {
    Sizing.resources(service.resources(), at.in("resources"));
    Sizing.scaling(service.scaling(), at.in("scaling"));
    ContainerRules.volumes(service.volumeMounts(), at.in("volumeMounts"));
    ContainerRules.beside(
        service.sideContainers(),
        MAIN,
        service.internalHealthCheck() != null,
        at.in("sideContainers"));
    LoggingRules.containers(service.logging(), at.in("logging"));
  }

  static void workload(WorkloadProperties workload, Place at) {
    Sizing.resources(workload.resources(), at.in("resources"));
    Sizing.scaling(workload.scaling(), at.in("scaling"));
    if (workload.containers().isEmpty()) {
      at.in("containers").invalid("A workload needs at least one container.", null);
    }
    ContainerRules.workload(workload.containers(), at.in("containers"));
    for (int i = 0; i < workload.containers().size(); i++) {
      WorkloadContainer container = workload.containers().get(i);
      LoggingRules.containers(container.logging(), at.in("containers", i, "logging"));
      for (int e = 0; e < container.events().size(); e++) {
        ContainerEventRules.event(
            container.events().get(e), at.in("containers", i, "events", e, "properties"));
      }
    }
    ContainerEventRules.onePortForHttpApis(workload.containers(), at.in("containers"));
    if (workload.deployment() != null) {
      deployment(workload, workload.deployment(), at.in("deployment"));
    }
  }

  private static void deployment(
      WorkloadProperties workload, BlueGreenDeployment deployment, Place at) {
    hooks(deployment, at);
    List<ContainerEvent> events =
        workload.containers().stream().flatMap(container -> container.events().stream()).toList();
    List<ContainerEvent.FromLoadBalancer> balanced =
        events.stream()
            .filter(ContainerEvent.FromLoadBalancer.class::isInstance)
            .map(ContainerEvent.FromLoadBalancer.class::cast)
            .toList();
    if (balanced.isEmpty()) {
      at.needs(
          "`deployment` moves the traffic of an application load balancer, and none leads here.",
          "Add an event `application-load-balancer` to the container that takes requests.");
      return;
    }
    long targets =
        balanced.stream()
            .map(
                event ->
                    List.of(
                        event.loadBalancerName(),
                        String.valueOf(event.listenerPort()),
                        event.containerPort()))
            .distinct()
            .count();
    if (targets > 1) {
      at.conflict(
          "With `deployment` all events must lead from one listener to one port of one container.",
          "There are %d combinations of listener and port.".formatted(targets));
    }
    if (events.stream().anyMatch(ContainerEvent.ServiceConnect.class::isInstance)) {
      at.conflict("`deployment` does not go together with events `service-connect`.", null);
    }
    boolean ownListeners =
        at.stack()
            .find(balanced.get(0).loadBalancerName(), LoadBalancerProperties.class)
            .filter(balancer -> !balancer.properties().listeners().isEmpty())
            .isPresent();
    if (ownListeners
        && deployment.beforeAllowTrafficFunction() != null
        && deployment.testListenerPort() == null) {
      at.needs(
          "`beforeAllowTrafficFunction` needs `testListenerPort`, as the load balancer has listeners"
              + " of its own.",
          null);
    }
  }

  private static void hooks(BlueGreenDeployment deployment, Place at) {
    at.in("beforeAllowTrafficFunction")
        .refersTo(deployment.beforeAllowTrafficFunction(), FunctionProperties.class);
    at.in("afterTrafficShiftFunction")
        .refersTo(deployment.afterTrafficShiftFunction(), FunctionProperties.class);
  }
}
