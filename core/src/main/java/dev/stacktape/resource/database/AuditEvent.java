package dev.stacktape.resource.database;

import dev.stacktape.config.ConfigValue;

/** Actions that MySQL and MariaDB write to their audit log. */
public enum AuditEvent {
  @ConfigValue("CONNECT")
  CONNECT,
  @ConfigValue("QUERY")
  QUERY,
  @ConfigValue("QUERY_DCL")
  QUERY_DCL,
  @ConfigValue("QUERY_DDL")
  QUERY_DDL,
  @ConfigValue("QUERY_DML")
  QUERY_DML,
  @ConfigValue("QUERY_DML_NO_SELECT")
  QUERY_DML_NO_SELECT
}
