package dev.stacktape.resource.database;

import dev.stacktape.config.ConfigValue;

/** A database that the first serverless Aurora speaks like. */
public enum ServerlessProduct {
  @ConfigValue("aurora-mysql-serverless")
  AURORA_MYSQL_SERVERLESS,
  @ConfigValue("aurora-postgresql-serverless")
  AURORA_POSTGRESQL_SERVERLESS
}
