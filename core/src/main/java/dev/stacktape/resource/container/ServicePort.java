package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.loadbalancer.TransportProtocol;
import org.jspecify.annotations.Nullable;

@Doc("A port that a network load balancer opens for a service.")
public record ServicePort(
    @Doc(value = "The port on the load balancer.", example = "8883") @Range(min = 1, max = 65535)
        Integer port,
    @Doc(value = "Whether the load balancer takes off the encryption.", defaultValue = "TLS")
        @Nullable TransportProtocol protocol,
    @Doc("The port in the container; the same where left out.") @Range(min = 1, max = 65535)
        @Nullable Integer containerPort) {}
