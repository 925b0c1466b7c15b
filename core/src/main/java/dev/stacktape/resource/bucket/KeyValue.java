package dev.stacktape.resource.bucket;

import dev.stacktape.config.Doc;

@Doc("A key and its value.")
public record KeyValue(@Doc("The key.") String key, @Doc("The value.") String value) {}
