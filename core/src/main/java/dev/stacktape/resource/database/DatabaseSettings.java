package dev.stacktape.resource.database;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a database writes to its logs, in the groups of parameters and options that AWS keeps
 * settings in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Options.AuditPlugin.html">MariaDB
 *     Audit Plugin</a>
 */
record DatabaseSettings(Product product, DatabaseLogs logs, DatabaseNames names) {
  private static final int SLOW_MILLISECONDS = 10_000;
  private static final double SLOW_SECONDS = 10;

  /** From this version on the parameter names phases of a connection, and none by default. */
  private static final int PHASES_OF_CONNECTIONS = 18;

  void contributeParameterGroup(Contribution<?> to) {
    to.add(
        names.parameterGroup(),
        group("AWS::RDS::DBParameterGroup", "param group", parameters(), to));
  }

  void contributeClusterGroups(Contribution<?> to) {
    CfnResource ofCluster =
        group("AWS::RDS::DBClusterParameterGroup", "cluster param group", parameters(), to);
    // Unlike those of machines it has to name its parameters where there are none.
    Map<String, Object> properties = new LinkedHashMap<>(ofCluster.properties());
    properties.putIfAbsent("Parameters", Map.of());
    to.add(names.clusterParameterGroup(), ofCluster.withProperties(properties));
    to.add(
        names.memberParameterGroup(),
        group("AWS::RDS::DBParameterGroup", "instance param group", Map.of(), to));
  }

  private CfnResource group(
      String type, String what, Map<String, Object> parameters, Contribution<?> to) {
    return CfnResource.of(
        type,
        new Tree()
            .with("Description", names.description(what))
            .with("Family", product.checkedVersion().family())
            .with("Parameters", parameters)
            .with("Tags", to.stack().tags().toList())
            .build());
  }

  /** Whether statements are recorded by a plugin that is an option of the machine. */
  boolean hasOptionGroup() {
    return !product.isAurora() && product.dialect().isMySql() && logs.has("audit");
  }

  void contributeOptionGroup(Contribution<?> to) {
    to.add(
        names.optionGroup(),
        CfnResource.of(
            "AWS::RDS::OptionGroup",
            new Tree()
                .with("EngineName", product.engine())
                .with("MajorEngineVersion", product.checkedVersion().major())
                .with("OptionGroupDescription", names.description("option group"))
                .with(
                    "OptionConfigurations",
                    List.of(
                        new Tree()
                            .with("OptionName", "MARIADB_AUDIT_PLUGIN")
                            .with(
                                "OptionSettings",
                                List.of(
                                    new Tree()
                                        .with("Name", "SERVER_AUDIT_EVENTS")
                                        .with("Value", auditEvents())
                                        .build()))
                            .build()))
                .with("Tags", to.stack().tags().toList())
                .build()),
        "logging");
  }

  Object optionGroup() {
    return Fn.ref(names.optionGroup());
  }

  /** Texts, as AWS wants parameters. */
  private Map<String, Object> parameters() {
    return switch (product.dialect()) {
      case POSTGRESQL -> postgres();
      case MYSQL, MARIADB -> mysql();
      case ORACLE, SQL_SERVER -> Map.of();
    };
  }

  private Map<String, Object> postgres() {
    if (!logs.has("postgresql")) {
      return Map.of();
    }
    DatabaseLogOptions options = options();
    boolean connections = options != null && Boolean.TRUE.equals(options.logConnections());
    Integer slow = options == null ? null : options.logMinDurationStatement();
    LoggedStatements statements = options == null ? null : options.logStatement();
    return new Tree()
        .with("log_connections", logConnections(connections))
        .with("log_disconnections", flag(options == null ? null : options.logDisconnections()))
        .with("log_lock_waits", flag(options == null ? null : options.logLockWaits()))
        .with(
            "log_min_duration_statement",
            String.valueOf(Objects.requireNonNullElse(slow, SLOW_MILLISECONDS)))
        .with("log_statement", statements == null ? LoggedStatements.DDL : statements)
        .build();
  }

  private @Nullable String logConnections(boolean wanted) {
    if (Integer.parseInt(product.checkedVersion().major().split("\\.", -1)[0])
        >= PHASES_OF_CONNECTIONS) {
      return wanted ? "all" : null;
    }
    return flag(wanted);
  }

  private Map<String, Object> mysql() {
    Tree tree = new Tree();
    if (logs.has("slowquery")) {
      DatabaseLogOptions options = options();
      Double slow = options == null ? null : options.longQueryTime();
      tree.with("slow_query_log", "1").with("long_query_time", seconds(slow));
    }
    if (logs.has("general")) {
      tree.with("general_log", "1");
    }
    if (logs.has("slowquery") || logs.has("general")) {
      tree.with("log_output", "FILE");
    }
    if (product.isAurora() && logs.has("audit")) {
      tree.with("server_audit_logging", "1").with("server_audit_events", auditEvents());
    }
    return tree.build();
  }

  private static String seconds(@Nullable Double given) {
    double seconds = Objects.requireNonNullElse(given, SLOW_SECONDS);
    return seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds);
  }

  private String auditEvents() {
    DatabaseLogOptions options = options();
    List<AuditEvent> events =
        options == null || options.serverAuditEvents().isEmpty()
            ? List.of(AuditEvent.QUERY_DDL)
            : options.serverAuditEvents();
    return events.stream().map(Tree::textOf).collect(Collectors.joining(","));
  }

  private @Nullable DatabaseLogOptions options() {
    return logs.logging() == null ? null : logs.logging().engineSpecificOptions();
  }

  private static String flag(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value) ? "1" : "0";
  }
}
