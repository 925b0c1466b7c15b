package dev.stacktape.resource.alarm;

import org.jspecify.annotations.Nullable;

/** When an alarm goes off. */
public record AlarmCondition(
    Measurement measurement, double threshold, @Nullable ComparisonOperator operator) {}
