package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A DynamoDB table.")
public record TableProperties(
    @Doc("What tells items apart; it cannot be changed later.") PrimaryKey primaryKey,
    @Doc("A fixed capacity; without it every request is paid for.")
        @Nullable ProvisionedThroughput provisionedThroughput,
    @Doc(value = "Lets you go back to any second of the last 35 days.", defaultValue = "false")
        @Nullable Boolean enablePointInTimeRecovery,
    @Doc("Publishes changes of items, and what is in them.") @Nullable StreamType streamType,
    @Doc("Further ways to find items.") List<SecondaryIndex> secondaryIndexes,
    @Doc("How it behaves while developing.") @Nullable DevMode dev) {}
