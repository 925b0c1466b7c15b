package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.ENGINE_UNFIT;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.database.DatabaseAlarm;
import dev.stacktape.resource.database.DatabaseAlarmTrigger;
import dev.stacktape.resource.database.DatabaseCredentials;
import dev.stacktape.resource.database.DatabaseEngine;
import dev.stacktape.resource.database.DatabaseEngine.Aurora;
import dev.stacktape.resource.database.DatabaseEngine.AuroraServerless;
import dev.stacktape.resource.database.DatabaseEngine.AuroraServerlessV2;
import dev.stacktape.resource.database.DatabaseEngine.Rds;
import dev.stacktape.resource.database.DatabaseProduct;
import dev.stacktape.resource.database.DatabaseProperties;
import dev.stacktape.resource.database.DatabaseReach;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Relational databases.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html">CreateDBInstance</a>
 */
final class DatabaseRules {
  private static final Pattern WINDOW =
      Pattern.compile(
          "(?i)(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d"
              + "-(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d");
  private static final Pattern USER = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,62}");
  private static final Pattern INSTANCE =
      Pattern.compile("db\\.(?:serverless|[a-z0-9-]+\\.[a-z0-9.-]+)");
  private static final Pattern VERSION = Pattern.compile("\\d[\\w.-]*");

  private static final Set<DatabaseProduct> WITH_REPLICAS =
      Set.of(
          DatabaseProduct.MARIADB,
          DatabaseProduct.MYSQL,
          DatabaseProduct.ORACLE_EE,
          DatabaseProduct.POSTGRES,
          DatabaseProduct.SQLSERVER_EE);

  private DatabaseRules() {}

  static void database(DatabaseProperties database, Place at) {
    if (database.credentials() != null) {
      credentials(database.credentials(), database.engine(), at.in("credentials"));
    }
    if (database.preferredMaintenanceWindow() != null) {
      window(database.preferredMaintenanceWindow(), at.in("preferredMaintenanceWindow"));
    }
    if (database.accessibility() != null) {
      ValueForms.addressRanges(
          database.accessibility().whitelistedIps(), at.in("accessibility", "whitelistedIps"));
    }
    engine(database.engine(), at.in("engine", "properties"));
    if (database.engine() instanceof AuroraServerless && database.accessibility() != null) {
      serverlessReach(
          database.accessibility().accessibilityMode(),
          at.in("accessibility", "accessibilityMode"));
    }
    if (database.engine() instanceof Rds rds
        && !rds.readReplicas().isEmpty()
        && Integer.valueOf(0).equals(database.automatedBackupRetentionDays())) {
      at.in("automatedBackupRetentionDays")
          .conflict(
              "Read replicas are made of backups, so there must be some.",
              "Let `automatedBackupRetentionDays` be at least 1.");
    }
    for (int i = 0; i < database.alarms().size(); i++) {
      alarm(database.alarms().get(i), database.engine(), at.in("alarms", i));
    }
    DatabaseLogRules.check(database.logging(), database.engine(), at.in("logging"));
  }

  private static void credentials(
      DatabaseCredentials credentials, DatabaseEngine engine, Place at) {
    String name = credentials.masterUserName();
    if (ValueForms.isKnown(name) && !USER.matcher(String.valueOf(name)).matches()) {
      at.in("masterUserName")
          .invalid(
              "`%s` cannot be the name of a database user.".formatted(ValueForms.shown(name)),
              "It begins with a letter, and has letters, digits and `_` only.");
    }
    password(
        credentials.masterUserPassword(), longestPassword(engine), at.in("masterUserPassword"));
  }

  private static int longestPassword(DatabaseEngine engine) {
    if (engine instanceof Rds rds) {
      return switch (rds.engine()) {
        case MARIADB, MYSQL -> 41;
        case ORACLE_EE, ORACLE_SE2 -> 30;
        default -> 128;
      };
    }
    return 128;
  }

  /** The password itself is never said. */
  private static void password(@Nullable String password, int longest, Place at) {
    if (password == null || !ValueForms.isKnown(password)) {
      return;
    }
    if (password.length() < 8 || password.length() > longest) {
      at.invalid(
          "The password must have 8 to %d characters.".formatted(longest),
          "Keep it in a secret: `$Secret('name.key')`.");
    } else if (!password.chars().allMatch(c -> c > ' ' && c < 127 && "/\"@".indexOf(c) < 0)) {
      at.invalid(
          "The password must not have blanks, `/`, `\"`, `@` or letters beyond ASCII.",
          "Keep it in a secret: `$Secret('name.key')`.");
    }
  }

  static void window(String window, Place at) {
    if (!DirectiveText.isDirective(window) && !WINDOW.matcher(window).matches()) {
      at.invalid(
          "`%s` is not a maintenance window.".formatted(ValueForms.shown(window)),
          "Write it like `Sun:02:00-Sun:04:00`, in UTC.");
    }
  }

  static void engine(DatabaseEngine engine, Place at) {
    if (engine instanceof Rds rds) {
      version(rds.version(), at);
      rds(rds, at);
    } else if (engine instanceof Aurora aurora) {
      version(aurora.version(), at);
      if (aurora.instances().isEmpty()) {
        at.in("instances").invalid("At least one machine is needed.", null);
      }
      for (int i = 0; i < aurora.instances().size(); i++) {
        instance(aurora.instances().get(i).instanceSize(), at.in("instances", i, "instanceSize"));
      }
      name(aurora.dbName(), 63, at);
    } else if (engine instanceof AuroraServerlessV2 serverless) {
      version(serverless.version(), at);
      capacity(serverless, at);
      name(serverless.dbName(), 63, at);
    } else if (engine instanceof AuroraServerless serverless) {
      if (serverless.minCapacity() != null
          && serverless.maxCapacity() != null
          && serverless.minCapacity() > serverless.maxCapacity()) {
        tooLarge("minCapacity", "maxCapacity", at);
      }
      name(serverless.dbName(), 63, at);
    }
  }

  private static void version(String version, Place at) {
    if (ValueForms.isKnown(version) && !VERSION.matcher(version).matches()) {
      at.in("version")
          .invalid(
              "`%s` is not a version.".formatted(ValueForms.shown(version)),
              "Write the number that AWS gives it, such as '16.6'.");
    }
  }

  private static void rds(Rds rds, Place at) {
    instance(rds.primaryInstance().instanceSize(), at.in("primaryInstance", "instanceSize"));
    for (int i = 0; i < rds.readReplicas().size(); i++) {
      instance(rds.readReplicas().get(i).instanceSize(), at.in("readReplicas", i, "instanceSize"));
    }
    if (!rds.readReplicas().isEmpty() && !WITH_REPLICAS.contains(rds.engine())) {
      at.in("readReplicas")
          .report(
              ENGINE_UNFIT,
              "`%s` has no read replicas.".formatted(Tree.textOf(rds.engine())),
              "They are there for mariadb, mysql, oracle-ee, postgres and sqlserver-ee.");
    }
    if (rds.engine() == DatabaseProduct.SQLSERVER_EX
        && Boolean.TRUE.equals(rds.primaryInstance().multiAz())) {
      at.in("primaryInstance", "multiAz")
          .report(ENGINE_UNFIT, "`sqlserver-ex` has no second machine.", "Remove `multiAz`.");
    }
    if (rds.storage() != null) {
      int initial = rds.storage().initialSize() == null ? 20 : rds.storage().initialSize();
      int most = rds.storage().maxSize() == null ? 200 : rds.storage().maxSize();
      if (initial > most) {
        at.in("storage", rds.storage().initialSize() == null ? "maxSize" : "initialSize")
            .conflict(
                "The disk has %d GB at the beginning, but may have %d at most."
                    .formatted(initial, most),
                "Let `maxSize` be larger.");
      }
    }
    rdsName(rds, at);
  }

  private static void rdsName(Rds rds, Place at) {
    switch (rds.engine()) {
      case SQLSERVER_EE, SQLSERVER_EX, SQLSERVER_SE, SQLSERVER_WEB -> {
        if (rds.dbName() != null) {
          at.in("dbName")
              .report(
                  ENGINE_UNFIT,
                  "AWS makes no database in SQL Server, so it has no name.",
                  "Remove `dbName`.");
        }
      }
      case ORACLE_EE, ORACLE_SE2 -> name(rds.dbName(), 8, at);
      default -> name(rds.dbName(), 63, at);
    }
  }

  private static void name(@Nullable String name, int longest, Place at) {
    if (!ValueForms.isKnown(name)) {
      return;
    }
    String text = String.valueOf(name);
    if (!text.matches("[a-zA-Z_][a-zA-Z0-9_]*") || text.length() > longest) {
      at.in("dbName")
          .invalid(
              "`%s` cannot be the name of a database.".formatted(ValueForms.shown(text)),
              "It begins with a letter, and has at most %d letters, digits and `_`."
                  .formatted(longest));
    }
  }

  private static void instance(String size, Place at) {
    if (ValueForms.isKnown(size) && !INSTANCE.matcher(size).matches()) {
      at.invalid(
          "`%s` is not a kind of machine for databases.".formatted(ValueForms.shown(size)),
          "They are called like `db.t4g.micro`.");
    }
  }

  private static void capacity(AuroraServerlessV2 serverless, Place at) {
    double least = serverless.minCapacity() == null ? 0 : serverless.minCapacity();
    double most = serverless.maxCapacity() == null ? 10 : serverless.maxCapacity();
    if (least > most) {
      tooLarge("minCapacity", "maxCapacity", at);
    }
    halves(serverless.minCapacity(), at.in("minCapacity"));
    halves(serverless.maxCapacity(), at.in("maxCapacity"));
  }

  private static void halves(@Nullable Double capacity, Place at) {
    if (capacity != null && capacity * 2 != Math.rint(capacity * 2)) {
      at.invalid("The capacity goes in steps of 0.5.", null);
    }
  }

  private static void tooLarge(String min, String max, Place at) {
    at.in(min).conflict("`%s` is larger than `%s`.".formatted(min, max), null);
  }

  private static void serverlessReach(DatabaseReach reach, Place at) {
    if (reach == DatabaseReach.INTERNET || reach == DatabaseReach.WHITELISTED_IPS_ONLY) {
      at.report(
          ENGINE_UNFIT,
          "The first serverless Aurora cannot be reached from the internet.",
          "Use `vpc` or `scoping-workloads-in-vpc`, or a serverless engine of the second kind.");
    }
  }

  private static void alarm(DatabaseAlarm alarm, DatabaseEngine engine, Place at) {
    AlarmRules.alarm(alarm.evaluation(), alarm.notificationTargets(), at);
    if (alarm.trigger() instanceof DatabaseAlarmTrigger.FreeStorage && !(engine instanceof Rds)) {
      at.in("trigger", "type")
          .report(ENGINE_UNFIT, "The disk of Aurora grows by itself.", "Remove the alarm.");
    }
    boolean serverless = engine instanceof AuroraServerless || engine instanceof AuroraServerlessV2;
    if (alarm.trigger() instanceof DatabaseAlarmTrigger.FreeMemory && serverless) {
      at.in("trigger", "type")
          .report(
              ENGINE_UNFIT,
              "The memory of a serverless database follows its load.",
              "Remove the alarm.");
    }
  }

  /** Words for a list of allowed values. */
  static String words(List<String> allowed) {
    return "`" + String.join("`, `", allowed) + "`";
  }
}
