package dev.stacktape.resource.rule;

import dev.stacktape.resource.network.CallerIdentity;
import dev.stacktape.resource.network.FirewallProperties;
import dev.stacktape.resource.network.FirewallRule;
import dev.stacktape.resource.network.FirewallScope;
import dev.stacktape.resource.web.HostingBucketProperties;
import dev.stacktape.resource.web.NextjsProperties;
import dev.stacktape.resource.web.WebAppProperties;
import dev.stacktape.resource.web.WebCdn;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Websites and the firewalls before them. */
final class WebRules {
  private static final Pattern RULE_NAME = Pattern.compile("[\\w-]{1,128}");

  private WebRules() {}

  static void hosting(HostingBucketProperties bucket, Place at) {
    DomainRules.domains(bucket.customDomains(), at.in("customDomains"));
    CdnRules.edge(bucket.edgeFunctions(), at.in("edgeFunctions"));
    CdnRules.routes(bucket.routeRewrites(), at.in("routeRewrites"));
    CdnRules.firewall(bucket.useFirewall(), FirewallScope.CDN, at.in("useFirewall"));
  }

  static void nextjs(NextjsProperties web, Place at) {
    boolean edge = Boolean.TRUE.equals(web.useEdgeLambda());
    if (edge && Boolean.TRUE.equals(web.streamingEnabled())) {
      at.in("streamingEnabled")
          .conflict("Pages made at the edge cannot be streamed.", "Remove `useEdgeLambda`.");
    }
    if (edge && web.warmServerInstances() != null && web.warmServerInstances() > 0) {
      at.in("warmServerInstances")
          .withoutEffect("Functions at the edge cannot be kept warm.", "Remove it.");
    }
    if (edge
        && web.serverLambda() != null
        && Boolean.TRUE.equals(web.serverLambda().joinDefaultVpc())) {
      at.in("serverLambda", "joinDefaultVpc")
          .conflict("A function at the edge cannot join a VPC.", "Remove `useEdgeLambda`.");
    }
    DomainRules.domains(web.customDomains(), at.in("customDomains"));
    CdnRules.firewall(web.useFirewall(), FirewallScope.CDN, at.in("useFirewall"));
    cdn(web.cdn(), at.in("cdn"));
  }

  static void app(WebAppProperties web, Place at) {
    DomainRules.domains(web.customDomains(), at.in("customDomains"));
    CdnRules.firewall(web.useFirewall(), FirewallScope.CDN, at.in("useFirewall"));
    cdn(web.cdn(), at.in("cdn"));
  }

  private static void cdn(@Nullable WebCdn cdn, Place at) {
    if (cdn != null) {
      CdnRules.caching(cdn.defaultCachingOptions(), at.in("defaultCachingOptions"));
      for (int i = 0; i < cdn.pathCachingOverrides().size(); i++) {
        CdnRules.caching(
            cdn.pathCachingOverrides().get(i).cachingOptions(),
            at.in("pathCachingOverrides", i, "cachingOptions"));
      }
    }
  }

  /**
   * The rules of a firewall.
   *
   * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html">Rules of a web
   *     ACL</a>
   */
  static void firewall(FirewallProperties firewall, Place at) {
    Set<Integer> priorities = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < firewall.rules().size(); i++) {
      FirewallRule rule = firewall.rules().get(i);
      Place place = at.in("rules", i, "properties");
      String name = nameOf(rule);
      int priority = priorityOf(rule);
      if (ValueForms.isKnown(name) && !RULE_NAME.matcher(name).matches()) {
        place
            .in("name")
            .invalid(
                "`%s` cannot be the name of a rule.".formatted(ValueForms.shown(name)),
                "It has letters, digits, `-` and `_` only.");
      }
      if (!names.add(name)) {
        place
            .in("name")
            .conflict("There are two rules `%s`.".formatted(ValueForms.shown(name)), null);
      }
      if (!priorities.add(priority)) {
        place
            .in("priority")
            .conflict(
                "Another rule has the priority %d already.".formatted(priority),
                "Each rule needs a priority of its own.");
      }
      if (rule instanceof FirewallRule.OwnGroup group) {
        ValueForms.arn(group.arn(), place.in("arn"), "wafv2");
      }
      if (rule instanceof FirewallRule.RateLimit limit) {
        forwarded(limit, place);
      }
    }
    for (int i = 0; i < firewall.tokenDomains().size(); i++) {
      ValueForms.domain(firewall.tokenDomains().get(i), at.in("tokenDomains", i));
    }
  }

  private static void forwarded(FirewallRule.RateLimit limit, Place place) {
    boolean byHeader = limit.aggregateBasedOn() == CallerIdentity.FORWARDED_IP;
    if (byHeader && limit.forwardedIPConfig() == null) {
      place.needs(
          "`aggregateBasedOn: FORWARDED_IP` takes addresses from a header, but none is named.",
          "Add `forwardedIPConfig` with `headerName` and `fallbackBehavior`.");
    } else if (!byHeader && limit.forwardedIPConfig() != null) {
      place
          .in("forwardedIPConfig")
          .withoutEffect(
              "Callers are told apart by their own address.",
              "Add `aggregateBasedOn: FORWARDED_IP`.");
    }
  }

  private static String nameOf(FirewallRule rule) {
    if (rule instanceof FirewallRule.ManagedGroup group) {
      return group.name();
    }
    return rule instanceof FirewallRule.OwnGroup group
        ? group.name()
        : ((FirewallRule.RateLimit) rule).name();
  }

  private static int priorityOf(FirewallRule rule) {
    if (rule instanceof FirewallRule.ManagedGroup group) {
      return group.priority();
    }
    return rule instanceof FirewallRule.OwnGroup group
        ? group.priority()
        : ((FirewallRule.RateLimit) rule).priority();
  }
}
