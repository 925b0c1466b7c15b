package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("Moves traffic to a new version step by step.")
public record BlueGreenDeployment(
    @Doc(value = "How much traffic moves when.", example = "Canary10Percent5Minutes")
        BlueGreenStrategy strategy,
    @Doc(
            value = "A function of this config that checks the new version before it gets traffic.",
            example = "smokeTest")
        @Nullable String beforeAllowTrafficFunction,
    @Doc("A function of this config that checks the new version after it has all traffic.")
        @Nullable String afterTrafficShiftFunction,
    @Doc("The listener's port for checks, where the load balancer has listeners of its own.")
        @Range(min = 1, max = 65535)
        @Nullable Integer testListenerPort) {}
