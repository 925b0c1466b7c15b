package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import dev.stacktape.config.OneOf;
import dev.stacktape.config.Range;
import dev.stacktape.resource.database.DatabaseAccessibility;
import dev.stacktape.resource.database.DatabaseEngine;
import dev.stacktape.resource.database.DatabaseLogging;
import org.jspecify.annotations.Nullable;

@Doc("The database behind a Convex backend.")
public record ConvexDatabase(
    @Doc("The database; PostgreSQL 13 or newer.")
        @OneOf({
          DatabaseEngine.Aurora.class,
          DatabaseEngine.AuroraServerlessV2.class,
          DatabaseEngine.Rds.class
        })
        @Nullable DatabaseEngine engine,
    @Doc("From where it can be reached.") @Nullable DatabaseAccessibility accessibility,
    @Doc(value = "How long daily backups are kept, in days.", example = "7")
        @Range(min = 0, max = 35)
        @Nullable Integer automatedBackupRetentionDays,
    @Doc(value = "When AWS may work on it, in UTC.", example = "Sun:02:00-Sun:04:00")
        @Nullable String preferredMaintenanceWindow,
    @Doc("What happens to its logs.") @Nullable DatabaseLogging logging) {}
