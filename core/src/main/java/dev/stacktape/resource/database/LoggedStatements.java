package dev.stacktape.resource.database;

import dev.stacktape.config.ConfigValue;

/** Kinds of statements that PostgreSQL writes to its log. */
public enum LoggedStatements {
  @ConfigValue("all")
  ALL,
  @ConfigValue("ddl")
  DDL,
  @ConfigValue("mod")
  MOD,
  @ConfigValue("none")
  NONE
}
