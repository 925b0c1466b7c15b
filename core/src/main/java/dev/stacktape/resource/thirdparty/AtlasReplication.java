package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("How many copies a MongoDB cluster has.")
public record AtlasReplication(
    @Doc("Copies for reports only.") @Range(min = 0) @Nullable Integer numAnalyticsNodes,
    @Doc(value = "Copies that can take writes.", defaultValue = "3")
        @Nullable ElectableNodes numElectableNodes,
    @Doc("Copies that only take reads.") @Range(min = 0) @Nullable Integer numReadOnlyNodes) {}
