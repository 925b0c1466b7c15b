package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What a database writes to its logs; the options of PostgreSQL and of MySQL and MariaDB.")
public record DatabaseLogOptions(
    @Doc(value = "PostgreSQL: each new connection.", defaultValue = "false") @Key("log_connections")
        @Nullable Boolean logConnections,
    @Doc(value = "PostgreSQL: each end of a connection.", defaultValue = "false")
        @Key("log_disconnections")
        @Nullable Boolean logDisconnections,
    @Doc(value = "PostgreSQL: sessions that wait long for a lock.", defaultValue = "false")
        @Key("log_lock_waits")
        @Nullable Boolean logLockWaits,
    @Doc(
            value = "PostgreSQL: statements that take longer, in milliseconds; -1 for none.",
            defaultValue = "10000")
        @Key("log_min_duration_statement")
        @Range(min = -1)
        @Nullable Integer logMinDurationStatement,
    @Doc(value = "PostgreSQL: which kinds of statements.", defaultValue = "ddl")
        @Key("log_statement")
        @Nullable LoggedStatements logStatement,
    @Doc(value = "MySQL, MariaDB: which actions.", defaultValue = "[QUERY_DDL]")
        @Key("server_audit_events")
        List<AuditEvent> serverAuditEvents,
    @Doc(value = "MySQL, MariaDB: statements that take longer, in seconds.", defaultValue = "10")
        @Key("long_query_time")
        @Range(min = 0)
        @Nullable Double longQueryTime) {}
