package dev.stacktape.resource.database;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An Aurora cluster: storage that is shared by machines, the first of which takes writes.
 *
 * @param classes the kind of each machine
 * @param capacity what serverless machines grow between, null for others
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html">AWS::RDS::DBCluster</a>
 */
record AuroraMachines(
    DatabaseParts parts, List<String> classes, @Nullable Capacity capacity, boolean minorUpgrades) {
  private static final String SERVERLESS = "db.serverless";
  private static final double MAX_CAPACITY = 10;

  /** The smallest capacity where a version cannot go to sleep. */
  private static final double AWAKE = 0.5;

  /**
   * In units of about 2 GB of memory.
   *
   * @param sleepsAfter seconds without use, null for what AWS thinks fit
   */
  record Capacity(double min, double max, @Nullable Integer sleepsAfter) {}

  static AuroraMachines of(DatabaseParts parts, DatabaseEngine.Aurora engine) {
    return new AuroraMachines(
        parts,
        engine.instances().stream().map(AuroraInstance::instanceSize).toList(),
        null,
        !Boolean.TRUE.equals(engine.disableAutoMinorVersionUpgrade()));
  }

  static AuroraMachines of(
      DatabaseParts parts,
      DatabaseEngine.AuroraServerlessV2 engine,
      @Nullable Integer sleepsAfter) {
    int readers = Objects.requireNonNullElse(engine.serverlessReadersCount(), 0);
    return new AuroraMachines(
        parts,
        Collections.nCopies(1 + readers, SERVERLESS),
        capacity(parts.product(), engine, sleepsAfter),
        !Boolean.TRUE.equals(engine.disableAutoMinorVersionUpgrade()));
  }

  private static Capacity capacity(
      Product product, DatabaseEngine.AuroraServerlessV2 engine, @Nullable Integer sleepsAfter) {
    double smallest = EngineVersion.canSleep(product.engine(), product.version()) ? 0 : AWAKE;
    return new Capacity(
        Objects.requireNonNullElse(engine.minCapacity(), smallest),
        Objects.requireNonNullElse(engine.maxCapacity(), MAX_CAPACITY),
        sleepsAfter);
  }

  boolean hasReaders() {
    return classes.size() > 1;
  }

  /** The hosts of the machines. */
  List<Map<String, Object>> hosts() {
    return IntStream.range(0, classes.size())
        .mapToObj(i -> Fn.getAtt(parts.names().member(i), "Endpoint.Address"))
        .toList();
  }

  void contribute(Contribution<DatabaseProperties> to) {
    parts.settings().contributeClusterGroups(to);
    parts.password().contribute(to, parts.names().cluster(), "AWS::RDS::DBCluster");
    addCluster(to);
    for (int i = 0; i < classes.size(); i++) {
      addMachine(to, i);
    }
  }

  private void addCluster(Contribution<DatabaseProperties> to) {
    DatabaseNames names = parts.names();
    Product product = parts.product();
    MaintenanceWindow window = parts.window(to);
    Tree tree =
        new Tree()
            .with("DBClusterIdentifier", names.identifier())
            .with("DatabaseName", product.dbName())
            .with("Engine", product.engine())
            .with("EngineVersion", product.version())
            .with("Port", product.port())
            .with("MasterUsername", parts.password().user())
            .with("MasterUserPassword", parts.password().value())
            .with("PreferredMaintenanceWindow", window.text())
            .with("PreferredBackupWindow", window.backup())
            .with("BackupRetentionPeriod", parts.backupDays(to))
            .with("StorageEncrypted", true)
            .with("CopyTagsToSnapshot", true)
            .with("DeletionProtection", to.properties().deletionProtection())
            .with("EnableCloudwatchLogsExports", parts.logs().types())
            .with("DBClusterParameterGroupName", Fn.ref(names.clusterParameterGroup()))
            .with("DBSubnetGroupName", Fn.ref(names.subnetGroup()))
            .with("VpcSecurityGroupIds", List.of(parts.network().securityGroup()))
            .with("Tags", to.stack().tags().toList());
    if (capacity != null) {
      tree.with(
          "ServerlessV2ScalingConfiguration",
          new Tree()
              .with("MinCapacity", capacity.min())
              .with("MaxCapacity", capacity.max())
              .with("SecondsUntilAutoPause", capacity.min() == 0 ? capacity.sleepsAfter() : null));
    }
    CfnResource cluster =
        CfnResource.of("AWS::RDS::DBCluster", tree.build()).keepingData("Snapshot");
    List<String> logGroups = parts.logs().contribute(to, "Cluster", names.identifier());
    for (String logGroup : logGroups) {
      cluster = cluster.dependsOn(logGroup);
    }
    parts.logs().forward(to, logGroups);
    to.add(names.cluster(), cluster);
  }

  /** The data is the cluster's, and AWS makes no snapshot of a machine. */
  private void addMachine(Contribution<DatabaseProperties> to, int index) {
    DatabaseNames names = parts.names();
    CfnResource machine =
        CfnResource.of(
                "AWS::RDS::DBInstance",
                new Tree()
                    .with("DBInstanceIdentifier", names.memberIdentifier(index))
                    .with("DBClusterIdentifier", Fn.ref(names.cluster()))
                    .with("DBInstanceClass", classes.get(index))
                    .with("Engine", parts.product().engine())
                    .with("PubliclyAccessible", parts.network().isPublic())
                    .with("AutoMinorVersionUpgrade", minorUpgrades)
                    .with("DBParameterGroupName", Fn.ref(names.memberParameterGroup()))
                    .with("DBSubnetGroupName", Fn.ref(names.subnetGroup()))
                    .with("Tags", to.stack().tags().toList())
                    .build())
            .withAttribute("DeletionPolicy", "Delete")
            .withAttribute("UpdateReplacePolicy", "Delete");
    if (parts.network().isPublic()) {
      for (String id : StackNetwork.of(to.stack()).wayOut(NetworkNeed.PUBLIC_SUBNETS)) {
        machine = machine.dependsOn(id);
      }
    }
    to.add(names.member(index), machine, "engine");
  }
}
