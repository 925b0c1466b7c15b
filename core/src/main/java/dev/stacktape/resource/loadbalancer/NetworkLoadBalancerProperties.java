package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.Required;
import dev.stacktape.config.TextFor;
import dev.stacktape.resource.cdn.CustomDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A network load balancer, which passes connections on as they are.")
public record NetworkLoadBalancerProperties(
    @Doc(
            value = "Whether it can be reached from the internet or only from the stack's network.",
            defaultValue = "internet")
        @Key("interface")
        @Nullable Reach reach,
    @Doc(
            value = "Domains of yours, each as a name or with its settings.",
            example = "[mqtt.acme.com]")
        @TextFor("domainName")
        List<CustomDomain> customDomains,
    @Doc("Its ports.") @Required List<NetworkListener> listeners) {}
