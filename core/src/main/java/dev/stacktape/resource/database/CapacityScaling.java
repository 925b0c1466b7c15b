package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;

@Doc("Lets a capacity grow and shrink with its use.")
public record CapacityScaling(
    @Doc("The smallest capacity.") Integer minUnits,
    @Doc("The largest capacity.") Integer maxUnits,
    @Doc("The use in percent above which it grows.") Double keepUtilizationUnder) {}
