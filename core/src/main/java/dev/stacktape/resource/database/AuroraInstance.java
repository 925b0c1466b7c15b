package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;

@Doc("A machine of an Aurora database.")
public record AuroraInstance(
    @Doc(value = "The kind of machine.", example = "db.t4g.medium") String instanceSize) {}
