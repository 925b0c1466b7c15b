package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.DOMAIN_DUPLICATE;
import static dev.stacktape.resource.ResourceCode.NAME_DUPLICATE;

import dev.stacktape.config.Node;
import dev.stacktape.config.StackConfig;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceCode;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.container.ContainerEvent;
import dev.stacktape.resource.container.WebServiceProperties;
import dev.stacktape.resource.container.WorkloadProperties;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerProperties;
import dev.stacktape.resource.web.HostingBucketProperties;
import dev.stacktape.resource.web.NextjsProperties;
import dev.stacktape.resource.web.WebAppProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What only one of all resources of a stack can have. */
final class StackRules {
  private static final int TAG_LIMIT = 128;

  private final StackView stack;
  private final Problems problems;

  /** By what can be taken only once: who has it. */
  private final Map<List<Object>, String> owners = new HashMap<>();

  StackRules(StackView stack, Problems problems) {
    this.stack = stack;
    this.problems = problems;
  }

  void check() {
    StackConfig config = stack.stackConfig();
    for (int i = 0; config != null && i < config.tags().size(); i++) {
      tag(config.tags().get(i).name(), stack.locate("stackConfig", "tags", i, "name"));
    }
    for (Resource<?> resource : stack.resources().values()) {
      tags(resource);
      domains(resource);
      aliases(resource);
    }
  }

  /** Whatever has tags calls them so. */
  private void tags(Resource<?> resource) {
    if (resource.definition().node().get("tags") instanceof Node.Sequence tags) {
      for (Node tag : tags.items()) {
        if (tag instanceof Node.Mapping map && map.get("name") instanceof Node.Scalar name) {
          tag(String.valueOf(name.value()), name.location());
        }
      }
    }
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">Tag
   *     names</a>
   */
  private void tag(String name, Location place) {
    if (name.toLowerCase(Locale.ROOT).startsWith("aws:") || name.length() > TAG_LIMIT) {
      problems.add(
          ResourceCode.VALUE_INVALID
              .error(
                  "A tag cannot be called so: names that begin with `aws:` are AWS's own, and none"
                      + " is longer than 128 characters.")
              .at(place)
              .hint("Give it another name."));
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

  /** Names by which workloads call each other. */
  private void aliases(Resource<?> resource) {
    if (resource.properties() instanceof WorkloadProperties workload) {
      for (int i = 0; i < workload.containers().size(); i++) {
        List<ContainerEvent> events = workload.containers().get(i).events();
        for (int e = 0; e < events.size(); e++) {
          if (events.get(e) instanceof ContainerEvent.ServiceConnect event
              && event.alias() != null) {
            taken(
                NAME_DUPLICATE,
                List.of("alias", event.alias()),
                "Both `%s` and `%s` want to be called by the alias `" + event.alias() + "`.",
                "Give each an alias of its own.",
                at(resource, "containers", i, "events", e, "properties", "alias"));
          }
        }
      }
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
