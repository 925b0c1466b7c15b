package dev.stacktape.resource.database;

import static dev.stacktape.resource.ResourceCode.ENGINE_RETIRED;
import static dev.stacktape.resource.ResourceCode.PASSWORD_IN_PLAIN_TEXT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.alarm.Alarms;
import java.util.Objects;

/** What cannot be made of a relational database, beyond the rules that hold for its properties. */
final class DatabaseChecks {
  /** The longest identifier of a database. */
  private static final int IDENTIFIER_LIMIT = 63;

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
    checkGeneration();
    checkVersion();
    Alarms.check(inspection, database.alarms());
    checkPassword();
    checkWindow();
    checkReach();
    if (product.isAurora() && Objects.equals(database.automatedBackupRetentionDays(), 0)) {
      inspection.report(
          VALUE_INVALID
              .error("Backups of Aurora cannot be switched off.")
              .hint("Set `automatedBackupRetentionDays` to 1 or more, or leave it out."),
          "automatedBackupRetentionDays");
    }
  }

  void checkSupport() {
    Alarms.checkSupport(inspection, database.alarms());
    inspection.withoutEffect(
        !database.disabledGlobalAlarms().isEmpty(),
        "there are no global alarms",
        "disabledGlobalAlarms");
  }

  private void checkGeneration() {
    if (database.engine() instanceof DatabaseEngine.AuroraServerless) {
      inspection.report(
          ENGINE_RETIRED
              .warning(
                  "AWS no longer makes databases of the first serverless Aurora; this becomes"
                      + " Aurora Serverless v2 of the version %s.".formatted(product.version()))
              .hint(
                  "Write `type: %s-serverless-v2` with a `version` under `engine`. The data of an"
                          .formatted(product.engine())
                      + " existing database of the first kind does not move by itself."),
          "engine",
          "type");
    }
  }

  /** The group of parameters follows from the version, so it must be known. */
  private void checkVersion() {
    if (!product.version().isEmpty() && product.parsedVersion() == null) {
      inspection.report(
          VALUE_INVALID
              .error("`%s` is not a version of %s.".formatted(product.version(), product.engine()))
              .hint("A version looks like `%s`.".formatted(product.exampleVersion())),
          "engine",
          "properties",
          "version");
    } else if (isServerless() && product.parsedVersion() != null && !product.runsServerless()) {
      inspection.report(
          VALUE_INVALID
              .error("Aurora Serverless v2 does not run version %s.".formatted(product.version()))
              .hint(
                  "It runs PostgreSQL from 13 and MySQL from 8.0, such as `%s`."
                      .formatted(product.exampleVersion())),
          "engine",
          "properties",
          "version");
    }
  }

  private boolean isServerless() {
    return database.engine() instanceof DatabaseEngine.AuroraServerless
        || database.engine() instanceof DatabaseEngine.AuroraServerlessV2;
  }

  private void checkPassword() {
    if (MasterPassword.of(inspection.resource().name(), database.credentials())
        .password()
        .isLiteral()) {
      inspection.report(
          PASSWORD_IN_PLAIN_TEXT
              .warning("The password stands in the config and in the template in plain text.")
              .hint(
                  "Keep it in a secret and write `$Secret('name.password')`, or leave it out to let"
                      + " AWS make one up."),
          "credentials",
          "masterUserPassword");
    }
  }

  /** The time of backups follows from it. */
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

  private void checkReach() {
    DatabaseAccessibility accessibility = database.accessibility();
    if (accessibility != null
        && accessibility.accessibilityMode() == DatabaseReach.WHITELISTED_IPS_ONLY
        && accessibility.whitelistedIps().isEmpty()) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .warning("Nobody can reach the database: `whitelistedIps` is empty.")
              .hint("Add the addresses that may connect."),
          "accessibility",
          "accessibilityMode");
    }
  }
}
