package dev.stacktape.resource.database;

import dev.stacktape.name.Target;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Resource;
import java.util.Objects;

/** What all kinds of relational databases have, as their properties mean it. */
record DatabaseParts(
    Product product,
    DatabaseNames names,
    MasterPassword password,
    DatabaseNetwork network,
    DatabaseLogs logs,
    DatabaseSettings settings) {
  private static final int BACKUP_DAYS = 1;

  static DatabaseParts of(Resource<DatabaseProperties> database, Target target) {
    DatabaseProperties properties = database.properties();
    Product product = Product.of(properties.engine());
    DatabaseNames names = new DatabaseNames(database.name(), target);
    DatabaseLogs logs = new DatabaseLogs(product, properties.logging());
    return new DatabaseParts(
        product,
        names,
        MasterPassword.of(database.name(), properties.credentials()),
        new DatabaseNetwork(properties.accessibility(), names, product.port()),
        logs,
        new DatabaseSettings(product, logs, names));
  }

  MaintenanceWindow window(Contribution<DatabaseProperties> to) {
    String given = to.properties().preferredMaintenanceWindow();
    return given == null
        ? MaintenanceWindow.of(to.stack().target().region())
        : new MaintenanceWindow(given);
  }

  int backupDays(Contribution<DatabaseProperties> to) {
    return Objects.requireNonNullElse(to.properties().automatedBackupRetentionDays(), BACKUP_DAYS);
  }
}
