package dev.stacktape.resource.rule;

import dev.stacktape.resource.auth.UserPoolProperties;
import dev.stacktape.resource.container.ContainerEvent;
import dev.stacktape.resource.container.PrivateServiceProperties;
import dev.stacktape.resource.container.SideContainer;
import dev.stacktape.resource.container.WebServiceProperties;
import dev.stacktape.resource.container.WorkerServiceProperties;
import dev.stacktape.resource.container.WorkloadContainer;
import dev.stacktape.resource.container.WorkloadProperties;
import dev.stacktape.resource.event.Authorizer;
import dev.stacktape.resource.event.FunctionAuthorizer;
import dev.stacktape.resource.event.UserPoolAuthorizer;
import dev.stacktape.resource.function.FunctionProperties;
import dev.stacktape.resource.network.FirewallScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services and workloads of containers, beyond what their types check themselves. */
final class ServiceRules {
  private ServiceRules() {}

  static void web(WebServiceProperties service, Place at) {
    LoggingRules.containers(service.logging(), at.in("logging"));
    beside(service.sideContainers(), at.in("sideContainers"));
    DomainRules.domains(service.customDomains(), at.in("customDomains"));
    CdnRules.cdn(service.cdn(), at.in("cdn"));
    CdnRules.firewall(service.useFirewall(), FirewallScope.REGIONAL, at.in("useFirewall"));
    for (int i = 0; i < service.alarms().size(); i++) {
      AlarmRules.alarm(
          service.alarms().get(i).evaluation(),
          service.alarms().get(i).notificationTargets(),
          at.in("alarms", i));
    }
  }

  static void privately(PrivateServiceProperties service, Place at) {
    LoggingRules.containers(service.logging(), at.in("logging"));
    beside(service.sideContainers(), at.in("sideContainers"));
  }

  static void worker(WorkerServiceProperties service, Place at) {
    LoggingRules.containers(service.logging(), at.in("logging"));
    beside(service.sideContainers(), at.in("sideContainers"));
  }

  private static void beside(List<SideContainer> containers, Place at) {
    for (int i = 0; i < containers.size(); i++) {
      LoggingRules.containers(containers.get(i).logging(), at.in(i, "logging"));
    }
  }

  static void workload(WorkloadProperties workload, Place at) {
    List<WorkloadContainer> containers = workload.containers();
    if (containers.isEmpty()) {
      at.in("containers").invalid("A workload needs at least one container.", null);
    } else if (containers.stream().allMatch(one -> Boolean.FALSE.equals(one.essential()))) {
      at.in("containers")
          .needs(
              "At least one container must be essential.",
              "Remove `essential: false` from one of them.");
    }
    for (int i = 0; i < containers.size(); i++) {
      LoggingRules.containers(containers.get(i).logging(), at.in("containers", i, "logging"));
      for (int e = 0; e < containers.get(i).events().size(); e++) {
        event(containers.get(i).events().get(e), at.in("containers", i, "events", e, "properties"));
      }
    }
  }

  private static void event(ContainerEvent event, Place at) {
    if (event instanceof ContainerEvent.FromHttpApi api) {
      authorizer(api.authorizer(), at.in("authorizer", "properties"));
    } else if (event instanceof ContainerEvent.FromLoadBalancer balancer) {
      ValueForms.addressRanges(balancer.sourceIps(), at.in("sourceIps"));
    }
  }

  static void authorizer(@Nullable Authorizer authorizer, Place at) {
    if (authorizer instanceof UserPoolAuthorizer pool) {
      at.in("userPoolName").refersTo(pool.userPoolName(), UserPoolProperties.class);
    } else if (authorizer instanceof FunctionAuthorizer function) {
      at.in("functionName").refersTo(function.functionName(), FunctionProperties.class);
    }
  }
}
