package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("The load above which copies are added.")
public record ScalingPolicy(
    @Doc(value = "The average use of the processors, in percent.", defaultValue = "80")
        @Nullable Double keepAvgCpuUtilizationUnder,
    @Doc(value = "The average use of memory, in percent.", defaultValue = "80")
        @Nullable Double keepAvgMemoryUtilizationUnder) {}
