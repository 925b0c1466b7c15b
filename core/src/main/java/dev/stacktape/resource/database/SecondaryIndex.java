package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A further way to find the items of a table.")
public record SecondaryIndex(
    @Doc(value = "The name of the index.", example = "byCustomer") String name,
    @Doc("Decides where an entry is kept.") KeyAttribute partitionKey,
    @Doc("Orders entries with the same partition key.") @Nullable KeyAttribute sortKey,
    @Doc("Attributes that the index holds beside the keys.") List<String> projections) {}
