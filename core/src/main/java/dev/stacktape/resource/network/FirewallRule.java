package dev.stacktape.resource.network;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A rule of a firewall.")
@Union
public sealed interface FirewallRule {

  @Doc("Rules that AWS or a seller keeps up to date.")
  @TypeName("managed-rule-group")
  record ManagedGroup(
      @Doc(value = "Who keeps them.", example = "AWS") String vendorName,
      @Doc(value = "Rules of the group that only count.", example = "[SizeRestrictions_BODY]")
          List<String> excludedRules,
      @Doc(value = "What becomes of the actions of the rules.", defaultValue = "None")
          @Nullable OverrideAction overrideAction,
      @Doc(value = "Rules are tried from the lowest number; unique in the firewall.", example = "1")
          @Range(min = 0)
          Integer priority,
      @Doc(value = "The name of the group.", example = "AWSManagedRulesCommonRuleSet") String name,
      @Doc(value = "Makes no measurements.", defaultValue = "false")
          @Nullable Boolean disableMetrics,
      @Doc(value = "Keeps some of the requests that the rule took.", defaultValue = "false")
          @Nullable Boolean sampledRequestsEnabled)
      implements FirewallRule {}

  @Doc("Rules of yours.")
  @TypeName("custom-rule-group")
  record OwnGroup(
      @Doc("ARN of the rule group.") String arn,
      @Doc(value = "What becomes of the actions of the rules.", defaultValue = "None")
          @Nullable OverrideAction overrideAction,
      @Doc(value = "Rules are tried from the lowest number; unique in the firewall.", example = "1")
          @Range(min = 0)
          Integer priority,
      @Doc(value = "The name of the rule.", example = "commonRules") String name,
      @Doc(value = "Makes no measurements.", defaultValue = "false")
          @Nullable Boolean disableMetrics,
      @Doc(value = "Keeps some of the requests that the rule took.", defaultValue = "false")
          @Nullable Boolean sampledRequestsEnabled)
      implements FirewallRule {}

  @Doc("Stops callers that come too often.")
  @TypeName("rate-based-rule")
  record RateLimit(
      @Doc(value = "The most requests within five minutes.", example = "2000")
          @Range(min = 100, max = 20000000)
          Integer limit,
      @Doc(value = "What tells callers apart.", defaultValue = "IP")
          @Nullable CallerIdentity aggregateBasedOn,
      @Doc("Where the address of a caller behind a proxy is found.")
          @Nullable ForwardedAddress forwardedIPConfig,
      @Doc(value = "What happens to them.", defaultValue = "Block") @Nullable FirewallAction action,
      @Doc(value = "Rules are tried from the lowest number; unique in the firewall.", example = "1")
          @Range(min = 0)
          Integer priority,
      @Doc(value = "The name of the rule.", example = "commonRules") String name,
      @Doc(value = "Makes no measurements.", defaultValue = "false")
          @Nullable Boolean disableMetrics,
      @Doc(value = "Keeps some of the requests that the rule took.", defaultValue = "false")
          @Nullable Boolean sampledRequestsEnabled)
      implements FirewallRule {}
}
