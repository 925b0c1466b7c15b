package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A port of an application load balancer.")
public record Listener(
    @Doc(value = "Whether the traffic is encrypted.", example = "HTTPS") WebProtocol protocol,
    @Doc(value = "The port, unique in the load balancer.", example = "443")
        @Range(min = 1, max = 65535)
        Integer port,
    @Doc("ARNs of certificates, where none should be made.") List<String> customCertificateArns,
    @Doc(
            value = "Address ranges that may connect; all where left out.",
            example = "[203.0.113.0/24]")
        List<String> whitelistIps,
    @Doc("What happens to requests that no rule takes.") @Nullable DefaultAction defaultAction) {}
