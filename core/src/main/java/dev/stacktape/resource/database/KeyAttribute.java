package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;

@Doc("An attribute that is part of a key.")
public record KeyAttribute(
    @Doc(value = "The attribute.", example = "id") String name,
    @Doc(value = "What its values are.", example = "string") AttributeType type) {}
