package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("The user that owns a database.")
public record DatabaseCredentials(
    @Doc(value = "The name; changing it replaces the database.", defaultValue = "db_master_user")
        @Nullable String masterUserName,
    @Doc(
            value =
                "The password; keep it in a secret. AWS makes one up and keeps it where it is left out.",
            example = "$Secret('database.password')")
        @Nullable String masterUserPassword) {}
