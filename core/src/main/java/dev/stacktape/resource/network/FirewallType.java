package dev.stacktape.resource.network;

import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code web-app-firewall}: a web ACL of AWS WAF. One for CDNs lives in {@code us-east-1}, wherever
 * the stack does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webacl.html">AWS::WAFv2::WebACL</a>
 */
public final class FirewallType implements ResourceType<FirewallProperties> {
  private static final int NAME_LIMIT = 128;
  private static final int IMMUNITY_SECONDS = 300;

  @Override
  public String word() {
    return "web-app-firewall";
  }

  @Override
  public Class<FirewallProperties> propertiesType() {
    return FirewallProperties.class;
  }

  private static String fullName(Resource<FirewallProperties> firewall, StackView stack) {
    return String.join(
        "-", stack.target().stackName(), stack.target().hash(), firewall.name(), "acl");
  }

  @Override
  public Params params(Resource<FirewallProperties> firewall, StackView stack) {
    return Params.none()
        .with("arn", Firewalls.arn(firewall, stack))
        .with("scope", Tree.textOf(firewall.properties().scope()));
  }

  @Override
  public void check(Inspection<FirewallProperties> inspection) {
    inspection.fits(
        "web ACL name", fullName(inspection.resource(), inspection.stack()), NAME_LIMIT);
  }

  @Override
  public void contribute(Contribution<FirewallProperties> to) {
    String id = Firewalls.logicalId(to.name());
    boolean elsewhere = Firewalls.isElsewhere(to.resource(), to.stack().target());
    (elsewhere ? to.atEdge() : to).add(id, CfnResource.of("AWS::WAFv2::WebACL", acl(to)));
    Object arn = Fn.getAtt(id, "Arn");
    to.output(
        "arn",
        elsewhere ? to.fromEdge(Firewalls.parameter(to.name()), arn) : arn,
        "ARN of the firewall " + to.name());
  }

  private static Map<String, Object> acl(Contribution<FirewallProperties> to) {
    FirewallProperties firewall = to.properties();
    String name = PhysicalName.fit(fullName(to.resource(), to.stack()), NAME_LIMIT);
    boolean blocks = firewall.defaultAction() == FirewallDefault.BLOCK;
    return new Tree()
        .with("Name", name)
        .with("Scope", firewall.scope() == FirewallScope.CDN ? "CLOUDFRONT" : "REGIONAL")
        .with("DefaultAction", choice(blocks ? "Block" : "Allow"))
        .with("Rules", firewall.rules().stream().map(FirewallType::rule).toList())
        .with("CustomResponseBodies", bodies(firewall.customResponseBodies()))
        .with("CaptchaConfig", immunity(firewall.captchaImmunityTime()))
        .with("ChallengeConfig", immunity(firewall.challengeImmunityTime()))
        .with("TokenDomains", firewall.tokenDomains())
        .with(
            "VisibilityConfig",
            visibility(name, firewall.disableMetrics(), firewall.sampledRequestsEnabled()))
        .with("Tags", to.stack().tags().toList())
        .build();
  }

  /** AWS writes a choice as a key without anything in it. */
  private static Map<String, Object> choice(String word) {
    return Map.of(word, Map.of());
  }

  private static Tree immunity(@Nullable Integer seconds) {
    return new Tree()
        .with(
            "ImmunityTimeProperty",
            Map.of("ImmunityTime", seconds == null ? IMMUNITY_SECONDS : seconds));
  }

  private static Map<String, Object> bodies(Map<String, ResponseBody> bodies) {
    Map<String, Object> byName = new LinkedHashMap<>();
    bodies.forEach(
        (name, body) ->
            byName.put(
                name,
                new Tree()
                    .with("ContentType", body.contentType())
                    .with("Content", body.content())
                    .build()));
    return byName;
  }

  private static Map<String, Object> visibility(
      String metric, @Nullable Boolean disableMetrics, @Nullable Boolean sampled) {
    return new Tree()
        .with("CloudWatchMetricsEnabled", !Boolean.TRUE.equals(disableMetrics))
        .with("MetricName", metric)
        .with("SampledRequestsEnabled", Boolean.TRUE.equals(sampled))
        .build();
  }

  private static Map<String, Object> rule(FirewallRule rule) {
    if (rule instanceof FirewallRule.ManagedGroup group) {
      return rule(
              group.name(),
              group.priority(),
              group.disableMetrics(),
              group.sampledRequestsEnabled())
          .with(
              "Statement",
              new Tree()
                  .with(
                      "ManagedRuleGroupStatement",
                      new Tree()
                          .with("VendorName", group.vendorName())
                          .with("Name", group.name())
                          .with("RuleActionOverrides", counting(group.excludedRules()))))
          .with("OverrideAction", override(group.overrideAction()))
          .build();
    }
    if (rule instanceof FirewallRule.OwnGroup group) {
      return rule(
              group.name(),
              group.priority(),
              group.disableMetrics(),
              group.sampledRequestsEnabled())
          .with(
              "Statement",
              new Tree().with("RuleGroupReferenceStatement", Map.of("Arn", group.arn())))
          .with("OverrideAction", override(group.overrideAction()))
          .build();
    }
    FirewallRule.RateLimit limit = (FirewallRule.RateLimit) rule;
    return rule(
            limit.name(), limit.priority(), limit.disableMetrics(), limit.sampledRequestsEnabled())
        .with("Statement", new Tree().with("RateBasedStatement", rate(limit)))
        .with(
            "Action",
            choice(Tree.textOf(limit.action() == null ? FirewallAction.BLOCK : limit.action())))
        .build();
  }

  private static Tree rule(
      String name, int priority, @Nullable Boolean disableMetrics, @Nullable Boolean sampled) {
    return new Tree()
        .with("Name", name)
        .with("Priority", priority)
        .with("VisibilityConfig", visibility(name, disableMetrics, sampled));
  }

  private static List<Object> counting(List<String> rules) {
    return rules.stream()
        .<Object>map(
            name -> new Tree().with("Name", name).with("ActionToUse", choice("Count")).build())
        .toList();
  }

  private static Map<String, Object> override(@Nullable OverrideAction action) {
    return choice(Tree.textOf(action == null ? OverrideAction.NONE : action));
  }

  private static Tree rate(FirewallRule.RateLimit limit) {
    ForwardedAddress forwarded = limit.forwardedIPConfig();
    return new Tree()
        .with("Limit", limit.limit())
        .with(
            "AggregateKeyType",
            limit.aggregateBasedOn() == null ? CallerIdentity.IP : limit.aggregateBasedOn())
        .with(
            "ForwardedIPConfig",
            forwarded == null
                ? null
                : new Tree()
                    .with("FallbackBehavior", forwarded.fallbackBehavior())
                    .with("HeaderName", forwarded.headerName()));
  }
}
