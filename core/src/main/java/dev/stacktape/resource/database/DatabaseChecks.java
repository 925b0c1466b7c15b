package dev.stacktape.resource.database;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.ResourceCode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What AWS would refuse of a relational database. */
final class DatabaseChecks {
  /** The longest identifier of a database. */
  private static final int IDENTIFIER_LIMIT = 63;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
  private static final Pattern PASSWORD = Pattern.compile("[!-~&&[^/\"@]]+");
  private static final int SHORTEST_PASSWORD = 8;

  private final Inspection<DatabaseProperties> inspection;
  private final DatabaseProperties database;
  private final Product product;

  DatabaseChecks(Inspection<DatabaseProperties> inspection) {
    this.inspection = inspection;
    this.database = inspection.properties();
    this.product = Product.of(database.engine());
  }

  void check() {
    inspection.fits(
        "database identifier",
        new DatabaseNames(inspection.resource().name(), inspection.stack().target()).full(),
        IDENTIFIER_LIMIT);
    checkVersion();
    checkName();
    checkPassword();
    checkWindow();
    checkAddresses();
    checkLogs();
    if (database.engine() instanceof DatabaseEngine.Rds rds) {
      checkReplicas(rds);
      checkStorage(rds.storage());
    } else if (database.engine() instanceof DatabaseEngine.AuroraServerlessV2 serverless) {
      checkCapacity(AuroraMachines.capacity(product, serverless));
    }
    checkBackups();
    checkAlarms();
  }

  void checkSupport() {
    if (database.engine() instanceof DatabaseEngine.AuroraServerless) {
      inspection.report(
          ResourceCode.FEATURE_NOT_SUPPORTED
              .error("AWS no longer makes databases of the first serverless Aurora.")
              .hint(
                  "Write `type: %s-serverless-v2` with a `version` under `engine`."
                      .formatted(product.engine())),
          "engine",
          "type");
    }
    DatabaseLogging logging = database.logging();
    inspection.notSupported(
        logging != null && logging.logForwarding() != null,
        "Forwarding logs of a database",
        "logging",
        "logForwarding");
    inspection.notSupported(!database.alarms().isEmpty(), "Alarms", "alarms");
    inspection.withoutEffect(
        !database.disabledGlobalAlarms().isEmpty(),
        "there are no global alarms",
        "disabledGlobalAlarms");
  }

  private void checkVersion() {
    boolean absent = product.version().isEmpty();
    if (!absent && product.parsedVersion() == null) {
      inspection.report(
          VALUE_INVALID
              .error("`%s` is not a version of %s.".formatted(product.version(), product.engine()))
              .hint("A version looks like `%s`.".formatted(exampleVersion())),
          "engine",
          "properties",
          "version");
    }
  }

  private String exampleVersion() {
    return switch (product.engine()) {
      case "postgres" -> "18.1";
      case "mysql" -> "8.4.7";
      case "mariadb" -> "11.8.5";
      case "aurora-postgresql" -> "17.7";
      case "aurora-mysql" -> "8.0.mysql_aurora.3.11.1";
      default ->
          product.dialect() == Dialect.ORACLE
              ? "19.0.0.0.ru-2025-10.rur-2025-10.r1"
              : "16.00.4225.2.v1";
    };
  }

  private @Nullable String givenName() {
    DatabaseEngine engine = database.engine();
    if (engine instanceof DatabaseEngine.Rds rds) {
      return rds.dbName();
    }
    if (engine instanceof DatabaseEngine.Aurora aurora) {
      return aurora.dbName();
    }
    return engine instanceof DatabaseEngine.AuroraServerlessV2 serverless
        ? serverless.dbName()
        : null;
  }

  private void checkName() {
    String given = givenName();
    if (given == null) {
      return;
    }
    if (product.dialect() == Dialect.SQL_SERVER) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("SQL Server makes no database by itself, so `dbName` must be left out.")
              .hint("Remove `dbName`, and make the database with a script."),
          "engine",
          "properties",
          "dbName");
      return;
    }
    int limit = nameLimit();
    if (!NAME.matcher(given).matches() || given.length() > limit) {
      inspection.report(
          VALUE_INVALID
              .error("`%s` cannot be the name of a database.".formatted(given))
              .hint(
                  "It begins with a letter and has at most %d letters, digits and `_`."
                      .formatted(limit)),
          "engine",
          "properties",
          "dbName");
    }
  }

  private int nameLimit() {
    return switch (product.dialect()) {
      case ORACLE -> 8;
      case POSTGRESQL -> 63;
      case MYSQL, MARIADB, SQL_SERVER -> 64;
    };
  }

  private void checkPassword() {
    DatabaseCredentials credentials = database.credentials();
    String password = credentials == null ? null : credentials.masterUserPassword();
    if (password == null || DirectiveText.isDirective(password)) {
      return;
    }
    int limit = passwordLimit();
    boolean fits = password.length() >= SHORTEST_PASSWORD && password.length() <= limit;
    if (!fits || !PASSWORD.matcher(password).matches()) {
      inspection.report(
          VALUE_INVALID
              .error("AWS does not take this password.")
              .hint(
                  "It has %d to %d printable characters without spaces, `/`, `\"` and `@`."
                      .formatted(SHORTEST_PASSWORD, limit)),
          "credentials",
          "masterUserPassword");
    }
    inspection.report(
        ResourceCode.PASSWORD_IN_PLAIN_TEXT
            .warning("The password stands in the config and in the template in plain text.")
            .hint(
                "Keep it in a secret and write `$Secret('name.password')`, or leave it out to let"
                    + " AWS make one up."),
        "credentials",
        "masterUserPassword");
  }

  private int passwordLimit() {
    return switch (product.dialect()) {
      case MYSQL, MARIADB -> 41;
      case ORACLE -> 30;
      case POSTGRESQL, SQL_SERVER -> 128;
    };
  }

  private void checkWindow() {
    String window = database.preferredMaintenanceWindow();
    if (window != null && MaintenanceWindow.parse(window) == null) {
      inspection.report(
          VALUE_INVALID
              .error("`%s` is not a time for maintenance.".formatted(window))
              .hint(
                  "It looks like `Sun:02:00-Sun:04:00`, takes at least 30 minutes and less than a"
                      + " day."),
          "preferredMaintenanceWindow");
    }
  }

  private void checkAddresses() {
    DatabaseAccessibility accessibility = database.accessibility();
    if (accessibility == null) {
      return;
    }
    List<String> addresses = accessibility.whitelistedIps();
    for (int i = 0; i < addresses.size(); i++) {
      if (!DirectiveText.isDirective(addresses.get(i)) && !Cidr.isValid(addresses.get(i))) {
        inspection.report(
            VALUE_INVALID
                .error("`%s` is neither an address nor a range.".formatted(addresses.get(i)))
                .hint("Write `203.0.113.7` or `203.0.113.0/24`."),
            "accessibility",
            "whitelistedIps",
            i);
      }
    }
    boolean nobody =
        accessibility.accessibilityMode() == DatabaseReach.WHITELISTED_IPS_ONLY
            && addresses.isEmpty();
    if (nobody) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .warning("Nobody can reach the database: `whitelistedIps` is empty.")
              .hint("Add the addresses that may connect."),
          "accessibility",
          "accessibilityMode");
    }
  }

  private void checkLogs() {
    DatabaseLogging logging = database.logging();
    if (logging == null) {
      return;
    }
    List<String> types = logging.logTypes();
    for (int i = 0; i < types.size(); i++) {
      if (!product.possibleLogs().contains(types.get(i))) {
        inspection.report(
            VALUE_INVALID
                .error("%s has no log `%s`.".formatted(product.engine(), types.get(i)))
                .hint("It has %s.".formatted(String.join(", ", product.possibleLogs()))),
            "logging",
            "logTypes",
            i);
      }
    }
    DatabaseLogOptions options = logging.engineSpecificOptions();
    if (options == null) {
      return;
    }
    boolean ofPostgres = product.dialect() == Dialect.POSTGRESQL;
    boolean ofMySql = product.dialect().isMySql();
    foreign(!ofPostgres, options.logConnections(), "log_connections");
    foreign(!ofPostgres, options.logDisconnections(), "log_disconnections");
    foreign(!ofPostgres, options.logLockWaits(), "log_lock_waits");
    foreign(!ofPostgres, options.logMinDurationStatement(), "log_min_duration_statement");
    foreign(!ofPostgres, options.logStatement(), "log_statement");
    foreign(
        !ofMySql,
        options.serverAuditEvents().isEmpty() ? null : options.serverAuditEvents(),
        "server_audit_events");
    foreign(!ofMySql, options.longQueryTime(), "long_query_time");
  }

  private void foreign(boolean isForeign, @Nullable Object value, String key) {
    if (isForeign && value != null) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("`%s` is not an option of %s.".formatted(key, product.engine()))
              .hint("Remove it."),
          "logging",
          "engineSpecificOptions",
          key);
    }
  }

  private void checkReplicas(DatabaseEngine.Rds rds) {
    if (rds.readReplicas().isEmpty()) {
      return;
    }
    if (!product.hasReplicas()) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("AWS makes no copies for reading of %s.".formatted(product.engine()))
              .hint("Remove `readReplicas`."),
          "engine",
          "properties",
          "readReplicas");
    } else if (Objects.equals(database.automatedBackupRetentionDays(), 0)) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("Copies for reading are made from backups, but there are none.")
              .hint("Set `automatedBackupRetentionDays` to 1 or more."),
          "automatedBackupRetentionDays");
    }
  }

  private void checkStorage(@Nullable DatabaseStorage storage) {
    if (storage == null || storage.initialSize() == null || storage.maxSize() == null) {
      return;
    }
    if (storage.maxSize() < storage.initialSize()) {
      inspection.report(
          VALUE_INVALID
              .error(
                  "`maxSize` (%d) is smaller than `initialSize` (%d)."
                      .formatted(storage.maxSize(), storage.initialSize()))
              .hint("Set `maxSize` to %d or more.".formatted(storage.initialSize())),
          "engine",
          "properties",
          "storage",
          "maxSize");
    }
  }

  private void checkCapacity(AuroraMachines.Capacity capacity) {
    if (capacity.max() < capacity.min()) {
      inspection.report(
          VALUE_INVALID
              .error("`maxCapacity` is smaller than `minCapacity`.")
              .hint("Set `maxCapacity` to `minCapacity` or more."),
          "engine",
          "properties",
          "maxCapacity");
    }
    halves(capacity.min(), "minCapacity");
    halves(capacity.max(), "maxCapacity");
  }

  private void halves(double capacity, String key) {
    if (capacity * 2 != Math.rint(capacity * 2)) {
      inspection.report(
          VALUE_INVALID
              .error("`%s` goes in steps of 0.5.".formatted(key))
              .hint("Write %s.".formatted(Math.rint(capacity * 2) / 2)),
          "engine",
          "properties",
          key);
    }
  }

  private void checkBackups() {
    if (product.isAurora() && Objects.equals(database.automatedBackupRetentionDays(), 0)) {
      inspection.report(
          VALUE_INVALID
              .error("Backups of Aurora cannot be switched off.")
              .hint("Set `automatedBackupRetentionDays` to 1 or more, or leave it out."),
          "automatedBackupRetentionDays");
    }
  }

  private void checkAlarms() {
    for (int i = 0; i < database.alarms().size(); i++) {
      DatabaseAlarmTrigger trigger = database.alarms().get(i).trigger();
      boolean serverless = database.engine() instanceof DatabaseEngine.AuroraServerlessV2;
      if (trigger instanceof DatabaseAlarmTrigger.FreeStorage && product.isAurora()) {
        noMetric("Aurora's storage grows by itself, so there is no free storage to watch.", i);
      } else if (trigger instanceof DatabaseAlarmTrigger.FreeMemory && serverless) {
        noMetric("Serverless Aurora grows by itself, so there is no free memory to watch.", i);
      }
    }
  }

  private void noMetric(String message, int index) {
    inspection.report(
        PROPERTY_CONFLICT.error(message).hint("Watch `database-cpu-utilization` instead."),
        "alarms",
        index,
        "trigger");
  }
}
