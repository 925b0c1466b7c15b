package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.ENGINE_UNFIT;

import dev.stacktape.resource.database.AuroraProduct;
import dev.stacktape.resource.database.DatabaseEngine;
import dev.stacktape.resource.database.DatabaseEngine.Aurora;
import dev.stacktape.resource.database.DatabaseEngine.AuroraServerless;
import dev.stacktape.resource.database.DatabaseEngine.AuroraServerlessV2;
import dev.stacktape.resource.database.DatabaseEngine.Rds;
import dev.stacktape.resource.database.DatabaseLogOptions;
import dev.stacktape.resource.database.DatabaseLogging;
import dev.stacktape.resource.database.ServerlessProduct;
import dev.stacktape.resource.database.ServerlessV2Product;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs of relational databases, which are different ones for each product.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html">Logs
 *     in CloudWatch</a>
 */
final class DatabaseLogRules {
  private enum Family {
    POSTGRES,
    MYSQL,
    ORACLE,
    SQL_SERVER;

    List<String> logs() {
      return switch (this) {
        case POSTGRES -> List.of("postgresql", "upgrade", "iam-db-auth-error", "instance");
        case MYSQL ->
            List.of("audit", "error", "general", "slowquery", "iam-db-auth-error", "instance");
        case ORACLE -> List.of("alert", "audit", "listener", "trace", "oemagent");
        case SQL_SERVER -> List.of("agent", "error");
      };
    }
  }

  private DatabaseLogRules() {}

  static void check(@Nullable DatabaseLogging logging, DatabaseEngine engine, Place at) {
    if (logging == null) {
      return;
    }
    LoggingRules.forwarding(logging.logForwarding(), logging.disabled(), at);
    Family family = family(engine);
    for (int i = 0; i < logging.logTypes().size(); i++) {
      String type = logging.logTypes().get(i);
      if (ValueForms.isKnown(type) && !family.logs().contains(type)) {
        at.in("logTypes", i)
            .report(
                ENGINE_UNFIT,
                "The engine has no log `%s`.".formatted(ValueForms.shown(type)),
                "It has " + DatabaseRules.words(family.logs()) + ".");
      }
    }
    if (logging.engineSpecificOptions() != null) {
      options(logging.engineSpecificOptions(), family, at.in("engineSpecificOptions"));
    }
  }

  private static void options(DatabaseLogOptions options, Family family, Place at) {
    Map<String, @Nullable Object> postgres = new LinkedHashMap<>();
    postgres.put("log_connections", options.logConnections());
    postgres.put("log_disconnections", options.logDisconnections());
    postgres.put("log_lock_waits", options.logLockWaits());
    postgres.put("log_min_duration_statement", options.logMinDurationStatement());
    postgres.put("log_statement", options.logStatement());
    Map<String, @Nullable Object> mysql = new LinkedHashMap<>();
    mysql.put(
        "server_audit_events",
        options.serverAuditEvents().isEmpty() ? null : options.serverAuditEvents());
    mysql.put("long_query_time", options.longQueryTime());
    if (family != Family.POSTGRES) {
      unfit(postgres, "PostgreSQL", at);
    }
    if (family != Family.MYSQL) {
      unfit(mysql, "MySQL and MariaDB", at);
    }
  }

  private static void unfit(Map<String, @Nullable Object> options, String product, Place at) {
    options.forEach(
        (key, value) -> {
          if (value != null) {
            at.in(key)
                .report(
                    ENGINE_UNFIT, "`%s` is an option of %s.".formatted(key, product), "Remove it.");
          }
        });
  }

  private static Family family(DatabaseEngine engine) {
    if (engine instanceof Aurora aurora) {
      return aurora.engine() == AuroraProduct.AURORA_MYSQL ? Family.MYSQL : Family.POSTGRES;
    }
    if (engine instanceof AuroraServerlessV2 serverless) {
      return serverless.engine() == ServerlessV2Product.AURORA_MYSQL_SERVERLESS_V2
          ? Family.MYSQL
          : Family.POSTGRES;
    }
    if (engine instanceof AuroraServerless serverless) {
      return serverless.engine() == ServerlessProduct.AURORA_MYSQL_SERVERLESS
          ? Family.MYSQL
          : Family.POSTGRES;
    }
    return switch (((Rds) engine).engine()) {
      case MARIADB, MYSQL -> Family.MYSQL;
      case ORACLE_EE, ORACLE_SE2 -> Family.ORACLE;
      case POSTGRES -> Family.POSTGRES;
      default -> Family.SQL_SERVER;
    };
  }
}
