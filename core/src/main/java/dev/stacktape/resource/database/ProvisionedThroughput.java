package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("A fixed capacity of a table.")
public record ProvisionedThroughput(
    @Doc("Reads of up to 4 KB per second.") Integer readUnits,
    @Doc("Writes of up to 1 KB per second.") Integer writeUnits,
    @Doc("Lets the capacity for writes grow and shrink.") @Nullable CapacityScaling writeScaling,
    @Doc("Lets the capacity for reads grow and shrink.") @Nullable CapacityScaling readScaling) {}
