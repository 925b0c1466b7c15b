package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("The machine of a database that takes reads and writes.")
public record PrimaryInstance(
    @Doc(value = "The kind of machine.", example = "db.t4g.micro") String instanceSize,
    @Doc(value = "Keeps a second machine ready in another data centre.", defaultValue = "false")
        @Nullable Boolean multiAz) {}
