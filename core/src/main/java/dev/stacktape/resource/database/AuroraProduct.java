package dev.stacktape.resource.database;

import dev.stacktape.config.ConfigValue;

/** A database that Aurora speaks like. */
public enum AuroraProduct {
  @ConfigValue("aurora-mysql")
  AURORA_MYSQL,
  @ConfigValue("aurora-postgresql")
  AURORA_POSTGRESQL
}
