package dev.stacktape.resource;

import dev.stacktape.config.Doc;

@Doc("A variable in the environment of a workload.")
public record EnvironmentVar(
    @Doc(value = "The name, as the code reads it.", example = "ORDERS_PAGE_SIZE") String name,
    @Doc(value = "The value; numbers and booleans become text.", example = "25") Object value) {}
