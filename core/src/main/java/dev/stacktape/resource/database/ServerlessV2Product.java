package dev.stacktape.resource.database;

import dev.stacktape.config.ConfigValue;

/** A database that serverless Aurora speaks like. */
public enum ServerlessV2Product {
  @ConfigValue("aurora-mysql-serverless-v2")
  AURORA_MYSQL_SERVERLESS_V2,
  @ConfigValue("aurora-postgresql-serverless-v2")
  AURORA_POSTGRESQL_SERVERLESS_V2
}
