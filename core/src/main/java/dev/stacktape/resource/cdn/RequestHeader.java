package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;

@Doc("A header that is added to a request.")
public record RequestHeader(
    @Doc("The header.") String headerName, @Doc("Its value.") String value) {}
