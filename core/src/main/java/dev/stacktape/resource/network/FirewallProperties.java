package dev.stacktape.resource.network;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("A web application firewall, which refuses harmful requests.")
public record FirewallProperties(
    @Doc(
            value =
                "Whether it stands before a CDN or before load balancers, user pools and the like in the stack's region.",
            example = "regional")
        FirewallScope scope,
    @Doc(value = "What happens to requests that no rule takes.", defaultValue = "Allow")
        @Nullable FirewallDefault defaultAction,
    @Doc("The rules; the lowest priority comes first.") List<FirewallRule> rules,
    @Doc("Answers that rules can give, by name.") Map<String, ResponseBody> customResponseBodies,
    @Doc(value = "How long a solved puzzle holds, in seconds.", defaultValue = "300")
        @Range(min = 60, max = 259200)
        @Nullable Integer captchaImmunityTime,
    @Doc(value = "How long a passed check of the browser holds, in seconds.", defaultValue = "300")
        @Range(min = 300, max = 259200)
        @Nullable Integer challengeImmunityTime,
    @Doc(value = "Domains that share the proof of both.", example = "[acme.com]")
        List<String> tokenDomains,
    @Doc(value = "Makes no measurements.", defaultValue = "false") @Nullable Boolean disableMetrics,
    @Doc(value = "Keeps some of the requests that rules took.", defaultValue = "false")
        @Nullable Boolean sampledRequestsEnabled) {}
