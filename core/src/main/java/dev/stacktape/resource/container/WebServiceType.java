package dev.stacktape.resource.container;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;

import dev.stacktape.resource.Access;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.cdn.CdnParams;
import dev.stacktape.resource.cdn.OwnDomains;
import dev.stacktape.resource.gateway.HttpApiAlarmTrigger;
import dev.stacktape.resource.loadbalancer.LoadBalancerAlarmTrigger;
import dev.stacktape.resource.loadbalancer.TransportProtocol;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code web-service}: a workload that answers requests from the internet, behind an HTTP API or a
 * load balancer of its own.
 */
public final class WebServiceType implements ResourceType<WebServiceProperties> {
  private static final String BALANCING = "loadBalancing";
  private static final List<String> DOMAINS =
      List.of("customDomains", "customDomainUrl", "customDomainUrls");

  @Override
  public String word() {
    return "web-service";
  }

  @Override
  public Class<WebServiceProperties> propertiesType() {
    return WebServiceProperties.class;
  }

  /** Those of what takes its requests in. */
  @Override
  public Params params(Resource<WebServiceProperties> service, StackView stack) {
    Params params = paramsOf(new WebServiceParts(service).inlet().getValue(), stack);
    List<String> domains = OwnDomains.names(service.properties().customDomains());
    if (!domains.isEmpty() && params.values().containsKey("url")) {
      List<String> urls = domains.stream().map(domain -> "https://" + domain).toList();
      params =
          params
              .with("customDomainUrl", urls.get(0))
              .with("customDomainUrls", String.join(",", urls));
    }
    for (String name : DOMAINS) {
      params =
          missing(
              params,
              name,
              domains.isEmpty()
                  ? "it has no `customDomains`"
                  : "a network load balancer passes on more than web pages");
    }
    for (String name : CdnParams.NAMES) {
      params = missing(params, name, CdnParams.ABSENT);
    }
    return params;
  }

  private static Params missing(Params params, String name, String because) {
    return params.values().containsKey(name) ? params : params.without(name, because);
  }

  private static <P extends Record> Params paramsOf(Resource<P> part, StackView stack) {
    return part.type().params(part, stack);
  }

  @Override
  public Optional<Access> access(Resource<WebServiceProperties> service, StackView stack) {
    return Optional.of(new Access(List.of(), params(service, stack).values()));
  }

  @Override
  public Map<String, Resource<?>> parts(Resource<WebServiceProperties> service) {
    return new WebServiceParts(service).all();
  }

  @Override
  public void check(Inspection<WebServiceProperties> inspection) {
    WebServiceProperties service = inspection.properties();
    ServiceLoadBalancing balancing = service.loadBalancing();
    boolean isBalanced = balancing instanceof ServiceLoadBalancing.ApplicationLoadBalancer;
    boolean isForwarded = balancing instanceof ServiceLoadBalancing.NetworkLoadBalancer;
    needsBalancer(inspection, service.deployment() != null && !isBalanced, "deployment");
    needsBalancer(inspection, service.useFirewall() != null && !isBalanced, "useFirewall");
    if (isForwarded && service.cdn() != null && service.cdn().enabled()) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("A CDN speaks HTTP, and a network load balancer passes anything on.")
              .hint("Remove `cdn`, or use another `loadBalancing`."),
          "cdn");
    }
    inspection.withoutEffect(
        service.cors() != null && (isBalanced || isForwarded),
        "only an HTTP API answers for the service",
        "cors");
    checkAlarms(inspection, isBalanced, isForwarded);
    ServiceContainers.checkEnvironment(
        inspection,
        service.environment(),
        new WebServiceParts(inspection.resource())
            .given().stream().map(EnvironmentVar::name).toList());
    if (balancing instanceof ServiceLoadBalancing.NetworkLoadBalancer network) {
      checkPorts(inspection, network);
    }
  }

  private static void needsBalancer(
      Inspection<WebServiceProperties> inspection, boolean isMissing, String key) {
    if (isMissing) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("`%s` needs an application load balancer.".formatted(key))
              .hint("Add `loadBalancing: {type: application-load-balancer}`."),
          key);
    }
  }

  private static void checkAlarms(
      Inspection<WebServiceProperties> inspection, boolean isBalanced, boolean isForwarded) {
    List<WebServiceAlarm> alarms = inspection.properties().alarms();
    for (int i = 0; i < alarms.size(); i++) {
      boolean fits =
          isBalanced
              ? alarms.get(i).trigger() instanceof LoadBalancerAlarmTrigger
              : !isForwarded && alarms.get(i).trigger() instanceof HttpApiAlarmTrigger;
      if (!fits) {
        inspection.report(
            PROPERTY_CONFLICT
                .error("The alarm watches something else than what takes the requests in.")
                .hint(
                    isForwarded
                        ? "A network load balancer has no alarms; remove it."
                        : "Use a trigger that begins with `%s`."
                            .formatted(
                                isBalanced ? "application-load-balancer" : "http-api-gateway")),
            "alarms",
            i,
            "trigger");
      }
    }
  }

  private static void checkPorts(
      Inspection<WebServiceProperties> inspection,
      ServiceLoadBalancing.NetworkLoadBalancer network) {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < network.ports().size(); i++) {
      int port = network.ports().get(i).port();
      if (!ports.add(port)) {
        inspection.report(
            PROPERTY_CONFLICT
                .error("The port %d is there twice.".formatted(port))
                .hint("Give each a number of its own."),
            BALANCING,
            "properties",
            "ports",
            i,
            "port");
      }
      if (WebServiceParts.protocol(network.ports().get(i)) == TransportProtocol.TLS
          && inspection.properties().customDomains().isEmpty()) {
        inspection.report(
            PROPERTY_NEEDS_ANOTHER
                .error("TLS needs a certificate, and AWS has none for its own address.")
                .hint("Add `protocol: TCP`, or `customDomains` to the service."),
            BALANCING,
            "properties",
            "ports",
            i);
      }
    }
  }

  @Override
  public void checkSupport(Inspection<WebServiceProperties> inspection) {
    WebServiceProperties service = inspection.properties();
    inspection.withoutEffect(
        !service.disabledGlobalAlarms().isEmpty(),
        "there are no global alarms",
        "disabledGlobalAlarms");
  }

  @Override
  public void contribute(Contribution<WebServiceProperties> to) {
    Params params = params(to.resource(), to.stack());
    String shown = params.values().containsKey("url") ? "url" : "domain";
    to.output(
        shown,
        Objects.requireNonNull(params.get(shown)),
        "%s of the web service %s".formatted(shown.equals("url") ? "URL" : "Domain", to.name()));
  }
}
