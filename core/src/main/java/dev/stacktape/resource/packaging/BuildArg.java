package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;

@Doc("A value for an ARG line of a Dockerfile.")
public record BuildArg(
    @Doc(value = "The name in the ARG line.", example = "APP_VERSION") String argName,
    @Doc(value = "The value.", example = "'1.4'") String value) {}
