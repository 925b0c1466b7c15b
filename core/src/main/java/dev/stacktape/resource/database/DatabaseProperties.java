package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.alarm.AlarmHost;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A relational database: PostgreSQL, MySQL, MariaDB, Oracle or SQL Server.")
public record DatabaseProperties(
    @Doc("Who owns the database.") @Nullable DatabaseCredentials credentials,
    @Doc("The kind of database and what it runs on.") DatabaseEngine engine,
    @Doc("From where it can be reached.") @Nullable DatabaseAccessibility accessibility,
    @Doc(value = "Refuses to be deleted until this is off.", defaultValue = "false")
        @Nullable Boolean deletionProtection,
    @Doc(
            value = "How long daily backups are kept, in days; 0 makes none.",
            defaultValue = "1",
            example = "7")
        @Range(min = 0, max = 35)
        @Nullable Integer automatedBackupRetentionDays,
    @Doc(value = "When AWS may work on it, in UTC.", example = "Sun:02:00-Sun:04:00")
        @Nullable String preferredMaintenanceWindow,
    @Doc("Alarms on the database.") List<DatabaseAlarm> alarms,
    @Doc(
            "Names of global alarms that leave this resource alone; there are none here, so it has no effect.")
        List<String> disabledGlobalAlarms,
    @Doc("What happens to its logs.") @Nullable DatabaseLogging logging,
    @Doc("How it behaves while developing.") @Nullable DevMode dev)
    implements AlarmHost {}
