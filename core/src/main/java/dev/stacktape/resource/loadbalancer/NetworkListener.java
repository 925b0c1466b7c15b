package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import java.util.List;

@Doc("A port of a network load balancer.")
public record NetworkListener(
    @Doc(value = "Whether the load balancer takes off the encryption.", example = "TLS")
        TransportProtocol protocol,
    @Doc(value = "The port, unique in the load balancer.", example = "8883")
        @Range(min = 1, max = 65535)
        Integer port,
    @Doc("ARNs of certificates, where none should be made.") List<String> customCertificateArns,
    @Doc(
            value = "Address ranges that may connect; all where left out.",
            example = "[203.0.113.0/24]")
        List<String> whitelistIps) {}
