package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.DOMAIN_DUPLICATE;
import static dev.stacktape.resource.ResourceCode.NAME_DUPLICATE;
import static dev.stacktape.resource.ResourceCode.PRIORITY_DUPLICATE;

import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceCode;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.container.ContainerEvent;
import dev.stacktape.resource.container.JobProperties;
import dev.stacktape.resource.container.WebServiceProperties;
import dev.stacktape.resource.container.WorkloadContainer;
import dev.stacktape.resource.container.WorkloadProperties;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.function.FunctionProperties;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerProperties;
import dev.stacktape.resource.web.HostingBucketProperties;
import dev.stacktape.resource.web.NextjsProperties;
import dev.stacktape.resource.web.WebAppProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What only one of all resources of a stack can have. */
final class StackRules {
  private final StackView stack;
  private final Problems problems;

  /** By what can be taken only once: who has it. */
  private final Map<List<Object>, String> owners = new HashMap<>();

  StackRules(StackView stack, Problems problems) {
    this.stack = stack;
    this.problems = problems;
  }

  void check() {
    for (Resource<?> resource : stack.resources().values()) {
      domains(resource);
      priorities(resource);
    }
  }

  private Place at(Resource<?> resource, Object... path) {
    return new Place(new Inspection<>(resource, stack, problems), path);
  }

  private void domains(Resource<?> resource) {
    Record properties = resource.properties();
    if (properties instanceof HttpApiProperties api) {
      domains(api.customDomains(), at(resource, "customDomains"));
      domains(
          api.cdn() == null ? null : api.cdn().customDomains(),
          at(resource, "cdn", "customDomains"));
    } else if (properties instanceof WebServiceProperties web) {
      domains(web.customDomains(), at(resource, "customDomains"));
    } else if (properties instanceof LoadBalancerProperties balancer) {
      domains(balancer.customDomains(), at(resource, "customDomains"));
    } else if (properties instanceof NetworkLoadBalancerProperties balancer) {
      domains(balancer.customDomains(), at(resource, "customDomains"));
    } else if (properties instanceof HostingBucketProperties bucket) {
      domains(bucket.customDomains(), at(resource, "customDomains"));
    } else if (properties instanceof NextjsProperties web) {
      domains(web.customDomains(), at(resource, "customDomains"));
    } else if (properties instanceof WebAppProperties web) {
      domains(web.customDomains(), at(resource, "customDomains"));
    }
  }

  /** A domain that is there twice in one list is reported for that list. */
  private void domains(@Nullable List<CustomDomain> domains, Place at) {
    for (int i = 0; domains != null && i < domains.size(); i++) {
      CustomDomain domain = domains.get(i);
      if (ValueForms.isKnown(domain.domainName())
          && !Boolean.TRUE.equals(domain.disableDnsRecordCreation())) {
        taken(
            DOMAIN_DUPLICATE,
            List.of("domain", domain.domainName()),
            "Both `%s` and `%s` want the domain `" + domain.domainName() + "`.",
            "A domain leads to one of them only.",
            at.in(i, "domainName"));
      }
    }
  }

  private void priorities(Resource<?> resource) {
    Record properties = resource.properties();
    if (properties instanceof FunctionProperties function) {
      events(function.events(), at(resource, "events"));
    } else if (properties instanceof JobProperties job) {
      events(job.events(), at(resource, "events"));
    } else if (properties instanceof WorkloadProperties workload) {
      for (int i = 0; i < workload.containers().size(); i++) {
        container(workload.containers().get(i), at(resource, "containers", i, "events"));
      }
    }
  }

  private void events(List<FunctionEvent> events, Place at) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof LoadBalancerEvent event) {
        priority(
            event.loadBalancerName(),
            event.listenerPort(),
            event.priority(),
            at.in(i, "properties", "priority"));
      }
    }
  }

  private void container(WorkloadContainer container, Place at) {
    for (int i = 0; i < container.events().size(); i++) {
      if (container.events().get(i) instanceof ContainerEvent.FromLoadBalancer event) {
        priority(
            event.loadBalancerName(),
            event.listenerPort(),
            event.priority(),
            at.in(i, "properties", "priority"));
      } else if (container.events().get(i) instanceof ContainerEvent.ServiceConnect event
          && event.alias() != null) {
        taken(
            NAME_DUPLICATE,
            List.of("alias", event.alias()),
            "Both `%s` and `%s` want to be called by the alias `" + event.alias() + "`.",
            "Give each an alias of its own.",
            at.in(i, "properties", "alias"));
      }
    }
  }

  private void priority(String balancer, @Nullable Integer port, Integer priority, Place at) {
    String listener = port == null ? "" : " on the port " + port;
    String owner =
        owners.putIfAbsent(
            List.of("priority", balancer, String.valueOf(port), priority), at.resource().name());
    if (owner != null) {
      at.report(
          PRIORITY_DUPLICATE,
          "`%s` has a rule of `%s`%s with the priority %d already."
              .formatted(owner, balancer, listener, priority),
          "Each rule of a listener needs a priority of its own.");
    }
  }

  /**
   * @param message with places for the name of the one that has it and of the one that wants it
   */
  private void taken(ResourceCode code, List<Object> what, String message, String hint, Place at) {
    String owner = owners.putIfAbsent(what, at.resource().name());
    if (owner != null && !owner.equals(at.resource().name())) {
      at.report(code, message.formatted(owner, at.resource().name()), hint);
    }
  }
}
