package dev.stacktape.resource.network;

import dev.stacktape.config.Doc;

@Doc("Where the address of a caller behind a proxy is found.")
public record ForwardedAddress(
    @Doc(value = "Whether a request without a good address counts.", example = "NO_MATCH")
        AddressFallback fallbackBehavior,
    @Doc(value = "The header with the address.", example = "X-Forwarded-For") String headerName) {}
