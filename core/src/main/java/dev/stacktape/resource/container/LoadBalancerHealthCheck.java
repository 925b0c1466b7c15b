package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("How a load balancer finds out whether a container is well.")
public record LoadBalancerHealthCheck(
    @Doc(value = "The path that is asked for.", defaultValue = "/")
        @Nullable String healthcheckPath,
    @Doc(value = "Time between two checks, in seconds.", defaultValue = "5")
        @Range(min = 5, max = 300)
        @Nullable Integer healthcheckInterval,
    @Doc(value = "The longest that an answer may take, in seconds.", defaultValue = "4")
        @Range(min = 2, max = 120)
        @Nullable Integer healthcheckTimeout,
    @Doc("Whether a connection is enough or a page must be answered.")
        @Nullable HealthCheckProtocol healthCheckProtocol,
    @Doc("The port that is checked; that of the traffic where left out.")
        @Range(min = 1, max = 65535)
        @Nullable Integer healthCheckPort) {}
