package dev.stacktape.resource.database;

import dev.stacktape.config.ConfigValue;

/** A database that runs on a machine of its own. */
public enum DatabaseProduct {
  @ConfigValue("mariadb")
  MARIADB,
  @ConfigValue("mysql")
  MYSQL,
  @ConfigValue("oracle-ee")
  ORACLE_EE,
  @ConfigValue("oracle-se2")
  ORACLE_SE2,
  @ConfigValue("postgres")
  POSTGRES,
  @ConfigValue("sqlserver-ee")
  SQLSERVER_EE,
  @ConfigValue("sqlserver-ex")
  SQLSERVER_EX,
  @ConfigValue("sqlserver-se")
  SQLSERVER_SE,
  @ConfigValue("sqlserver-web")
  SQLSERVER_WEB
}
