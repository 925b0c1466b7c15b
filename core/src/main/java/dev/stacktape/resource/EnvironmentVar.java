package dev.stacktape.resource;

import dev.stacktape.config.Doc;
import dev.stacktape.config.ScalarValue;

@Doc("A variable in the environment of a workload.")
public record EnvironmentVar(
    @Doc(value = "The name, as the code reads it.", example = "ORDERS_PAGE_SIZE") String name,
    @Doc(value = "The value; numbers and booleans become text.", example = "25")
        ScalarValue value) {}
