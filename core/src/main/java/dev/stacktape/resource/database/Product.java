package dev.stacktape.resource.database;

import dev.stacktape.resource.Tree;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a database, as AWS calls it.
 *
 * @param engine AWS's word, such as {@code postgres} or {@code aurora-mysql}
 * @param version as the config says it
 * @param dbName the database that is made in it, null where there is none
 */
record Product(String engine, Dialect dialect, String version, @Nullable String dbName, int port) {
  private static final String DEFAULT_NAME = "defdb";
  private static final String SERVERLESS = "-serverless";
  private static final int FIRST_SERVERLESS_POSTGRESQL = 13;

  static Product of(DatabaseEngine engine) {
    if (engine instanceof DatabaseEngine.Rds rds) {
      return of(Tree.textOf(rds.engine()), rds.version(), rds.dbName(), rds.port());
    }
    if (engine instanceof DatabaseEngine.Aurora aurora) {
      return of(Tree.textOf(aurora.engine()), aurora.version(), aurora.dbName(), aurora.port());
    }
    if (engine instanceof DatabaseEngine.AuroraServerlessV2 v2) {
      return of(Tree.textOf(v2.engine()), v2.version(), v2.dbName(), null);
    }
    return of(((DatabaseEngine.AuroraServerless) engine).successor());
  }

  private static Product of(
      String word, String version, @Nullable String dbName, @Nullable Integer port) {
    int serverless = word.indexOf(SERVERLESS);
    String engine = serverless < 0 ? word : word.substring(0, serverless);
    Dialect dialect = dialect(engine);
    String name = dbName == null ? DEFAULT_NAME : dbName;
    return new Product(
        engine,
        dialect,
        version,
        dialect == Dialect.SQL_SERVER ? null : name,
        Objects.requireNonNullElse(port, dialect.port()));
  }

  private static Dialect dialect(String engine) {
    if (engine.contains("postgres")) {
      return Dialect.POSTGRESQL;
    }
    if (engine.equals("mariadb")) {
      return Dialect.MARIADB;
    }
    if (engine.contains("mysql")) {
      return Dialect.MYSQL;
    }
    return engine.startsWith("oracle") ? Dialect.ORACLE : Dialect.SQL_SERVER;
  }

  boolean isAurora() {
    return engine.startsWith("aurora");
  }

  /** The logs that are kept where nothing else is said. */
  List<String> usualLogs() {
    return switch (dialect) {
      case POSTGRESQL -> List.of("postgresql");
      case MYSQL, MARIADB -> List.of("audit", "error", "slowquery");
      case ORACLE -> List.of("alert", "listener");
      case SQL_SERVER ->
          engine.equals("sqlserver-ex") ? List.of("error") : List.of("agent", "error");
    };
  }

  /** A version for messages. */
  String exampleVersion() {
    return switch (engine) {
      case "postgres" -> "18.1";
      case "mysql" -> "8.4.7";
      case "mariadb" -> "11.8.5";
      case "aurora-postgresql" -> DatabaseEngine.POSTGRESQL;
      case "aurora-mysql" -> DatabaseEngine.MYSQL;
      default ->
          dialect == Dialect.ORACLE ? "19.0.0.0.ru-2025-10.rur-2025-10.r1" : "16.00.4225.2.v1";
    };
  }

  /**
   * Whether Aurora Serverless v2 has such versions at all.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.ServerlessV2.html">Versions
   *     for Aurora Serverless v2</a>
   */
  boolean runsServerless() {
    String major = checkedVersion().major();
    return dialect == Dialect.POSTGRESQL
        ? Double.parseDouble(major) >= FIRST_SERVERLESS_POSTGRESQL
        : !major.equals("5.7");
  }

  /** What the version says about families, or null where it is not one of the product. */
  @Nullable EngineVersion parsedVersion() {
    return EngineVersion.of(engine, version);
  }

  /** The same; the version has been checked. */
  EngineVersion checkedVersion() {
    return Objects.requireNonNull(parsedVersion(), version);
  }
}
