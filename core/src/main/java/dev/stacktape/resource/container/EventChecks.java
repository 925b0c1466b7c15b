package dev.stacktape.resource.container;

import static dev.stacktape.resource.ResourceCode.EXACTLY_ONE_OF;
import static dev.stacktape.resource.ResourceCode.HOOK_ANSWERS_ECS;
import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.function.FunctionProperties;
import dev.stacktape.resource.loadbalancer.ListenerRule;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a workload, and the deployment that goes by them. */
final class EventChecks {
  private static final String DEPLOYMENT = "deployment";

  private final Inspection<WorkloadProperties> inspection;
  private final WorkloadProperties workload;

  private EventChecks(Inspection<WorkloadProperties> inspection) {
    this.inspection = inspection;
    this.workload = inspection.properties();
  }

  static void check(Inspection<WorkloadProperties> inspection) {
    EventChecks checks = new EventChecks(inspection);
    HttpApiInlet.check(inspection);
    checks.checkBalancers();
    if (inspection.properties().deployment() != null) {
      checks.checkDeployment(inspection.properties().deployment());
    }
  }

  private void checkBalancers() {
    for (WorkloadProperties.Placed<ContainerEvent.FromLoadBalancer> placed :
        workload.events(ContainerEvent.FromLoadBalancer.class)) {
      ListenerRule.check(inspection, placed.event().asRule(), at(placed));
    }
    for (WorkloadProperties.Placed<ContainerEvent.FromNetworkLoadBalancer> placed :
        workload.events(ContainerEvent.FromNetworkLoadBalancer.class)) {
      ContainerEvent.FromNetworkLoadBalancer event = placed.event();
      inspection
          .reference(
              event.loadBalancerName(),
              NetworkLoadBalancerProperties.class,
              at(placed, "loadBalancerName"))
          .filter(
              balancer ->
                  balancer.properties().listeners().stream()
                      .noneMatch(listener -> listener.port().equals(event.listenerPort())))
          .ifPresent(
              balancer ->
                  inspection.report(
                      VALUE_INVALID
                          .error(
                              "`%s` does not listen on %d."
                                  .formatted(event.loadBalancerName(), event.listenerPort()))
                          .hint("Add a listener with that port, or use another one."),
                      at(placed, "listenerPort")));
    }
  }

  private Object[] at(WorkloadProperties.Placed<?> placed, Object... below) {
    Object[] path = new Object[below.length + 3];
    path[0] = "events";
    path[1] = placed.eventIndex();
    path[2] = "properties";
    System.arraycopy(below, 0, path, 3, below.length);
    return ContainerPlace.of(inspection.resource(), placed.containerIndex(), path);
  }

  private void checkDeployment(BlueGreenDeployment deployment) {
    checkHook(deployment.beforeAllowTrafficFunction(), "beforeAllowTrafficFunction");
    checkHook(deployment.afterTrafficShiftFunction(), "afterTrafficShiftFunction");
    List<WorkloadProperties.Placed<ContainerEvent.FromLoadBalancer>> events =
        workload.events(ContainerEvent.FromLoadBalancer.class);
    if (events.isEmpty() && ContainerPlace.isPart(inspection.resource())) {
      // The service has said so already, in its own words.
      return;
    }
    if (events.size() != 1) {
      inspection.report(
          EXACTLY_ONE_OF
              .error(
                  "Traffic can be moved where it comes in by exactly one event of an"
                      + " application load balancer, but there %s %d."
                          .formatted(events.size() == 1 ? "is" : "are", events.size()))
              .hint("Keep one event of the type `application-load-balancer`."),
          DEPLOYMENT);
    } else {
      checkTestListener(deployment, events.get(0).event());
    }
    if (!workload.events(ContainerEvent.ServiceConnect.class).isEmpty()) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("Events of the type `service-connect` do not go with `deployment`.")
              .hint("Move the traffic of the load balancer only, or remove `deployment`."),
          DEPLOYMENT);
    }
  }

  private void checkTestListener(
      BlueGreenDeployment deployment, ContainerEvent.FromLoadBalancer event) {
    boolean hasListeners =
        inspection
            .stack()
            .find(event.loadBalancerName(), LoadBalancerProperties.class)
            .map(Resource::properties)
            .filter(balancer -> !balancer.listeners().isEmpty())
            .isPresent();
    Integer port = deployment.testListenerPort();
    if (workload.isTested() && hasListeners && port == null) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error(
                  "`%s` has listeners of its own, so one of them must be for tests."
                      .formatted(event.loadBalancerName()))
              .hint("Add a listener, and its port here as `testListenerPort`."),
          DEPLOYMENT,
          "beforeAllowTrafficFunction");
    } else if (workload.isTested() && port != null) {
      inspection
          .stack()
          .find(event.loadBalancerName(), LoadBalancerProperties.class)
          .filter(
              balancer ->
                  balancer.properties().listeners().stream()
                      .noneMatch(listener -> listener.port().equals(port)))
          .ifPresent(
              balancer ->
                  inspection.report(
                      VALUE_INVALID
                          .error(
                              "`%s` does not listen on %d."
                                  .formatted(event.loadBalancerName(), port))
                          .hint("Add a listener with that port."),
                      DEPLOYMENT,
                      "testListenerPort"));
    }
    inspection.withoutEffect(
        !workload.isTested() && port != null,
        "nothing is tested before it gets traffic",
        DEPLOYMENT,
        "testListenerPort");
  }

  private void checkHook(@Nullable String function, String key) {
    if (function == null) {
      return;
    }
    inspection
        .reference(function, FunctionProperties.class, DEPLOYMENT, key)
        .ifPresent(
            found ->
                inspection.report(
                    HOOK_ANSWERS_ECS
                        .warning(
                            "`%s` is called by ECS and answers it by what it returns."
                                .formatted(function))
                        .hint(
                            "Return {\"hookStatus\": \"SUCCEEDED\"} or \"FAILED\"; telling"
                                + " CodeDeploy has no effect."),
                    DEPLOYMENT,
                    key));
  }
}
