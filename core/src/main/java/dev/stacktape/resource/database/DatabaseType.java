package dev.stacktape.resource.database;

import dev.stacktape.resource.Access;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Reach;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.SecretText;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.alarm.Alarms;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code relational-database}: a machine with a database, or an Aurora cluster, in the network of
 * the stack.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Welcome.html">Amazon RDS</a>
 */
public final class DatabaseType implements ResourceType<DatabaseProperties> {
  private static final String NO_READERS = "it has no machines that only take reads";
  private static final String NOT_AURORA = "it is not Aurora";
  private static final String NO_REPLICAS = "it has no `readReplicas`";

  @Override
  public String word() {
    return "relational-database";
  }

  @Override
  public Class<DatabaseProperties> propertiesType() {
    return DatabaseProperties.class;
  }

  @Override
  public NetworkNeed network(Resource<DatabaseProperties> database) {
    return NetworkNeed.PUBLIC_SUBNETS;
  }

  @Override
  public Params params(Resource<DatabaseProperties> database, StackView stack) {
    DatabaseParts parts = DatabaseParts.of(database, stack.target());
    Params params =
        Params.none()
            .with("host", host(parts))
            .with("port", String.valueOf(parts.product().port()));
    String dbName = parts.product().dbName();
    params =
        dbName == null
            ? params.without("dbName", "SQL Server makes no database by itself")
            : params.with("dbName", dbName);
    for (Map.Entry<String, Object> text : addresses(database, parts).entrySet()) {
      params = params.with(text.getKey(), text.getValue());
    }
    return readers(replicas(params, database, parts), database, parts);
  }

  private static Params readers(
      Params params, Resource<DatabaseProperties> database, DatabaseParts parts) {
    AuroraMachines aurora = aurora(database, parts);
    if (aurora == null) {
      return params
          .without("hosts", NOT_AURORA)
          .without("readerHost", NOT_AURORA)
          .without("readerPort", NOT_AURORA)
          .without("readerConnectionString", NOT_AURORA)
          .without("readerJdbcConnectionString", NOT_AURORA);
    }
    Params withHosts = params.with("hosts", Fn.join(",", aurora.hosts()));
    return aurora.hasReaders()
        ? withHosts
            .with("readerHost", readerHost(parts))
            .with("readerPort", String.valueOf(parts.product().port()))
        : withHosts
            .without("readerHost", NO_READERS)
            .without("readerPort", NO_READERS)
            .without("readerConnectionString", NO_READERS)
            .without("readerJdbcConnectionString", NO_READERS);
  }

  private static Params replicas(
      Params params, Resource<DatabaseProperties> database, DatabaseParts parts) {
    List<Map<String, Object>> hosts = replicaHosts(database, parts);
    if (hosts.isEmpty()) {
      return params
          .without("readReplicaHosts", NO_REPLICAS)
          .without("readReplicaConnectionStrings", NO_REPLICAS)
          .without("readReplicaJdbcConnectionStrings", NO_REPLICAS);
    }
    Params more = params.with("readReplicaHosts", Fn.join(",", hosts));
    for (int i = 0; i < hosts.size(); i++) {
      more = more.with("readReplica" + i + "Port", String.valueOf(parts.product().port()));
    }
    return more;
  }

  /** The parameters with the password in them. */
  private static Map<String, Object> addresses(
      Resource<DatabaseProperties> database, DatabaseParts parts) {
    DatabaseAddress address = new DatabaseAddress(parts.product(), parts.password());
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put("connectionString", address.plain(host(parts)));
    texts.put("jdbcConnectionString", address.jdbc(host(parts)));
    AuroraMachines aurora = aurora(database, parts);
    if (aurora != null && aurora.hasReaders()) {
      texts.put("readerConnectionString", address.plain(readerHost(parts)));
      texts.put("readerJdbcConnectionString", address.jdbc(readerHost(parts)));
    }
    List<Map<String, Object>> replicas = replicaHosts(database, parts);
    if (!replicas.isEmpty()) {
      texts.put(
          "readReplicaConnectionStrings",
          Fn.join(",", replicas.stream().map(address::plain).toList()));
      texts.put(
          "readReplicaJdbcConnectionStrings",
          Fn.join(",", replicas.stream().map(address::jdbc).toList()));
    }
    return texts;
  }

  private static List<Reach.Address> listening(
      Resource<DatabaseProperties> database, DatabaseParts parts) {
    int port = parts.product().port();
    List<Reach.Address> addresses = new ArrayList<>();
    addresses.add(new Reach.Address(host(parts), port, "port"));
    AuroraMachines aurora = aurora(database, parts);
    if (aurora != null && aurora.hasReaders()) {
      addresses.add(new Reach.Address(readerHost(parts), port, "readerPort"));
    }
    for (Map<String, Object> replica : replicaHosts(database, parts)) {
      String param = "readReplica" + (addresses.size() - 1) + "Port";
      addresses.add(new Reach.Address(replica, port, param));
    }
    return addresses;
  }

  private static Object host(DatabaseParts parts) {
    return Fn.getAtt(
        parts.product().isAurora() ? parts.names().cluster() : parts.names().instance(),
        "Endpoint.Address");
  }

  private static Object readerHost(DatabaseParts parts) {
    return Fn.getAtt(parts.names().cluster(), "ReadEndpoint.Address");
  }

  private static List<Map<String, Object>> replicaHosts(
      Resource<DatabaseProperties> database, DatabaseParts parts) {
    return database.properties().engine() instanceof DatabaseEngine.Rds rds
        ? new RdsMachines(parts, rds).replicaHosts()
        : List.of();
  }

  private static @Nullable AuroraMachines aurora(
      Resource<DatabaseProperties> database, DatabaseParts parts) {
    DatabaseEngine engine = database.properties().engine();
    if (engine instanceof DatabaseEngine.Aurora aurora) {
      return AuroraMachines.of(parts, aurora);
    }
    if (engine instanceof DatabaseEngine.AuroraServerless old) {
      return AuroraMachines.of(parts, old.successor(), old.pauseAfterSeconds());
    }
    return engine instanceof DatabaseEngine.AuroraServerlessV2 serverless
        ? AuroraMachines.of(parts, serverless, null)
        : null;
  }

  @Override
  public Optional<Access> access(Resource<DatabaseProperties> database, StackView stack) {
    DatabaseParts parts = DatabaseParts.of(database, stack.target());
    return Optional.of(
        new Access(
            List.of(),
            params(database, stack).values(),
            parts.network().reach().at(listening(database, parts)),
            SecretText.of(database, stack, addresses(database, parts))));
  }

  @Override
  public void check(Inspection<DatabaseProperties> inspection) {
    new DatabaseChecks(inspection).check();
  }

  @Override
  public void checkSupport(Inspection<DatabaseProperties> inspection) {
    new DatabaseChecks(inspection).checkSupport();
  }

  @Override
  public void contribute(Contribution<DatabaseProperties> to) {
    DatabaseParts parts = DatabaseParts.of(to.resource(), to.stack().target());
    parts.network().contribute(to);
    AuroraMachines aurora = aurora(to.resource(), parts);
    if (aurora != null) {
      aurora.contribute(to);
    } else if (to.properties().engine() instanceof DatabaseEngine.Rds rds) {
      new RdsMachines(parts, rds).contribute(to);
    }
    DatabaseAlarms alarms = new DatabaseAlarms(parts.names(), aurora != null);
    Alarms.contribute(to, to.properties().alarms(), alarms::condition);
    to.output("host", host(parts), "Host of the database " + to.name());
  }
}
