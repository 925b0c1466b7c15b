package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;

@Doc("How requests to a private service are spread.")
public record PrivateLoadBalancing(
    @Doc(value = "What spreads them.", example = "service-connect") PrivateLoadBalancerType type) {}
