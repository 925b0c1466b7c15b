package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("How a database behaves while developing.")
public record DevMode(
    @Doc(
            value = "Uses the deployed database instead of one on this machine.",
            defaultValue = "false")
        @Nullable Boolean remote) {}
