package dev.stacktape.resource.function;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Moves traffic to a new version step by step.")
public record GradualDeployment(
    @Doc("How much traffic moves when.") TrafficShift strategy,
    @Doc("A function of this config that checks the new version before it gets traffic.")
        @Nullable String beforeAllowTrafficFunction,
    @Doc("A function of this config that checks the new version after it has all traffic.")
        @Nullable String afterTrafficShiftFunction) {}
