package dev.stacktape.resource.database;

/** What clients speak with a database. */
enum Dialect {
  POSTGRESQL("postgresql", 5432),
  MYSQL("mysql", 3306),
  MARIADB("mariadb", 3306),
  ORACLE("oracle", 1521),
  SQL_SERVER("sqlserver", 1433);

  private final String scheme;
  private final int port;

  Dialect(String scheme, int port) {
    this.scheme = scheme;
    this.port = port;
  }

  /** What stands before {@code ://}. */
  String scheme() {
    return scheme;
  }

  /** The port where nothing else is said. */
  int port() {
    return port;
  }

  /** Whether statements can be recorded by the audit plugin of MySQL and MariaDB. */
  boolean isMySql() {
    return this == MYSQL || this == MARIADB;
  }
}
