package dev.stacktape.resource;

import dev.stacktape.config.Doc;

@Doc("A tag that AWS keeps on resources and shows on bills.")
public record Tag(
    @Doc(value = "The key of the tag.", example = "cost-center") String name,
    @Doc(value = "The value of the tag.", example = "webshop") String value) {}
