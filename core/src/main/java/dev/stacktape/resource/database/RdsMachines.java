package dev.stacktape.resource.database;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A database on a machine of its own, with machines that hold copies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html">AWS::RDS::DBInstance</a>
 */
record RdsMachines(DatabaseParts parts, DatabaseEngine.Rds engine) {
  private static final int INITIAL_SIZE = 20;
  private static final int MAX_SIZE = 200;

  /** The parts that write logs. */
  private static final String PRIMARY = "Instance";

  private static final String REPLICA = "Replica";

  /** Old kinds of machines whose disks cannot be encrypted. */
  private static final Pattern UNENCRYPTED =
      Pattern.compile("db\\.(m1|m2|t1)\\..*|db\\.t2\\.micro");

  void contribute(Contribution<DatabaseProperties> to) {
    DatabaseNames names = parts.names();
    parts.settings().contributeParameterGroup(to);
    if (parts.settings().hasOptionGroup()) {
      parts.settings().contributeOptionGroup(to);
    }
    parts.password().contribute(to, names.instance(), "AWS::RDS::DBInstance");
    addPrimary(to);
    for (int i = 0; i < engine.readReplicas().size(); i++) {
      addReplica(to, i);
    }
    List<String> logGroups = new ArrayList<>(parts.logs().groupIds(to.name(), PRIMARY));
    for (int i = 0; i < engine.readReplicas().size(); i++) {
      logGroups.addAll(parts.logs().groupIds(to.name(), REPLICA + i));
    }
    parts.logs().forward(to, logGroups);
  }

  private void addPrimary(Contribution<DatabaseProperties> to) {
    DatabaseNames names = parts.names();
    DatabaseProperties database = to.properties();
    Product product = parts.product();
    MaintenanceWindow window = parts.window(to);
    Tree tree =
        common(to, engine.primaryInstance().instanceSize(), engine.primaryInstance().multiAz())
            .with("DBInstanceIdentifier", names.identifier())
            .with("DBName", product.dbName())
            .with("Engine", product.engine())
            .with("EngineVersion", product.version())
            .with("Port", String.valueOf(product.port()))
            .with("MasterUsername", parts.password().user())
            .with("MasterUserPassword", parts.password().value())
            .with("AllocatedStorage", String.valueOf(initialSize()))
            .with("AllowMajorVersionUpgrade", true)
            .with("PreferredMaintenanceWindow", window.text())
            .with("PreferredBackupWindow", window.backup())
            .with("BackupRetentionPeriod", parts.backupDays(to))
            .with("StorageEncrypted", isEncrypted())
            .with("DeletionProtection", database.deletionProtection())
            .with("DBSubnetGroupName", Fn.ref(names.subnetGroup()));
    to.add(
        names.instance(),
        waiting(
            to,
            CfnResource.of("AWS::RDS::DBInstance", tree.build()).keepingData("Snapshot"),
            parts.logs().contribute(to, PRIMARY, names.identifier())));
  }

  /** A copy has nothing that is not in the primary, and AWS makes no snapshot of it. */
  private void addReplica(Contribution<DatabaseProperties> to, int index) {
    DatabaseNames names = parts.names();
    ReadReplica replica = engine.readReplicas().get(index);
    String identifier = names.replicaIdentifier(index);
    Tree tree =
        common(to, replica.instanceSize(), replica.multiAz())
            .with("DBInstanceIdentifier", identifier)
            .with("SourceDBInstanceIdentifier", Fn.ref(names.instance()))
            .with("Port", String.valueOf(parts.product().port()));
    to.add(
        names.replica(index),
        waiting(
            to,
            CfnResource.of("AWS::RDS::DBInstance", tree.build())
                .withAttribute("DeletionPolicy", "Delete")
                .withAttribute("UpdateReplacePolicy", "Delete"),
            parts.logs().contribute(to, REPLICA + index, identifier)),
        "engine",
        "properties",
        "readReplicas",
        index);
  }

  private Tree common(
      Contribution<DatabaseProperties> to, String instanceSize, @Nullable Boolean multiAz) {
    DatabaseNames names = parts.names();
    return new Tree()
        .with("DBInstanceClass", instanceSize)
        .with("MultiAZ", multiAz)
        .with("StorageType", "gp3")
        .with("MaxAllocatedStorage", maxSize())
        .with("PubliclyAccessible", parts.network().isPublic())
        .with(
            "AutoMinorVersionUpgrade",
            !Boolean.TRUE.equals(engine.disableAutoMinorVersionUpgrade()))
        .with("CopyTagsToSnapshot", true)
        .with("EnableCloudwatchLogsExports", parts.logs().types())
        .with("DBParameterGroupName", Fn.ref(names.parameterGroup()))
        .with(
            "OptionGroupName",
            parts.settings().hasOptionGroup() ? parts.settings().optionGroup() : null)
        .with("VPCSecurityGroups", List.of(parts.network().securityGroup()))
        .with("Tags", to.stack().tags().toList());
  }

  /** Without a way to the internet AWS makes no machine that can be reached from there. */
  private CfnResource waiting(Contribution<?> to, CfnResource machine, List<String> logGroups) {
    CfnResource waiting = machine;
    for (String id : logGroups) {
      waiting = waiting.dependsOn(id);
    }
    if (parts.network().isPublic()) {
      for (String id : StackNetwork.of(to.stack()).wayOut(NetworkNeed.PUBLIC_SUBNETS)) {
        waiting = waiting.dependsOn(id);
      }
    }
    return waiting;
  }

  private boolean isEncrypted() {
    return !parts.product().engine().equals("sqlserver-ex")
        && !UNENCRYPTED.matcher(engine.primaryInstance().instanceSize()).matches();
  }

  private int initialSize() {
    DatabaseStorage storage = engine.storage();
    return Objects.requireNonNullElse(storage == null ? null : storage.initialSize(), INITIAL_SIZE);
  }

  private int maxSize() {
    DatabaseStorage storage = engine.storage();
    Integer given = storage == null ? null : storage.maxSize();
    return given == null ? Math.max(MAX_SIZE, initialSize()) : given;
  }

  /** The hosts of the machines with copies. */
  List<Map<String, Object>> replicaHosts() {
    return IntStream.range(0, engine.readReplicas().size())
        .mapToObj(i -> Fn.getAtt(parts.names().replica(i), "Endpoint.Address"))
        .toList();
  }
}
