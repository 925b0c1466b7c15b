package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.TextFor;
import dev.stacktape.resource.alarm.AlarmHost;
import dev.stacktape.resource.cdn.CustomDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("An application load balancer, which passes HTTP requests on by rules.")
public record LoadBalancerProperties(
    @Doc(
            value = "Whether it can be reached from the internet or only from the stack's network.",
            defaultValue = "internet")
        @Key("interface")
        @Nullable Reach reach,
    @Doc(
            value = "Domains of yours, each as a name or with its settings.",
            example = "[shop.acme.com]")
        @TextFor("domainName")
        List<CustomDomain> customDomains,
    @Doc("Its ports; 80 where left out.") List<Listener> listeners,
    @Doc("A CDN in front of it.") @Nullable LoadBalancerCdn cdn,
    @Doc("Alarms on the load balancer.") List<LoadBalancerAlarm> alarms,
    @Doc(
            "Names of global alarms that leave this resource alone; there are none here, so it has no effect.")
        List<String> disabledGlobalAlarms,
    @Doc(
            value = "The web-app-firewall in this config, with the scope regional.",
            example = "firewall")
        @Nullable String useFirewall)
    implements AlarmHost {}
