package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("The disk of a database.")
public record DatabaseStorage(
    @Doc(value = "The size at the beginning, in GB.", defaultValue = "20")
        @Range(min = 20, max = 65536)
        @Nullable Integer initialSize,
    @Doc(value = "The size up to which it grows by itself, in GB.", defaultValue = "200")
        @Range(min = 20, max = 65536)
        @Nullable Integer maxSize) {}
