package dev.stacktape.resource.alarm;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("How measurements become an alarm.")
public record AlarmEvaluation(
    @Doc(value = "Length of a period in seconds; a multiple of 60.", defaultValue = "60")
        @Nullable Integer period,
    @Doc(value = "How many of the latest periods are looked at.", defaultValue = "1")
        @Nullable Integer evaluationPeriods,
    @Doc(value = "How many of them must be bad.", defaultValue = "1")
        @Nullable Integer breachedPeriods) {}
