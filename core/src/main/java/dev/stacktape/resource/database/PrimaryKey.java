package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("What tells the items of a table apart.")
public record PrimaryKey(
    @Doc("Decides where an item is kept.") KeyAttribute partitionKey,
    @Doc("Orders items with the same partition key.") @Nullable KeyAttribute sortKey) {}
