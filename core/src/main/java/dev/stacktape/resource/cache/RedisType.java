package dev.stacktape.resource.cache;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Access;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Password;
import dev.stacktape.resource.Reach;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.SecretText;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.logging.LogRetention;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code redis-cluster}: a replication group, encrypted on disk and on the way, in the network of
 * the stack.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html">AWS::ElastiCache::ReplicationGroup</a>
 */
public final class RedisType implements ResourceType<RedisProperties> {
  static final int IDENTIFIER_LIMIT = 40;
  private static final int NAME_LIMIT = 255;
  private static final int LOG_GROUP_LIMIT = 512;
  private static final int PORT = 6379;
  private static final String USER = "default";

  @Override
  public String word() {
    return "redis-cluster";
  }

  @Override
  public Class<RedisProperties> propertiesType() {
    return RedisProperties.class;
  }

  @Override
  public NetworkNeed network(Resource<RedisProperties> redis) {
    return NetworkNeed.PUBLIC_SUBNETS;
  }

  static String fullName(Resource<RedisProperties> redis, StackView stack) {
    return stack.target().stackName() + "-" + redis.name();
  }

  static boolean isSharded(RedisProperties redis) {
    return Boolean.TRUE.equals(redis.enableSharding());
  }

  static int replicas(RedisProperties redis) {
    return Objects.requireNonNullElse(redis.numReplicaNodes(), 0);
  }

  private static String id(String name) {
    return LogicalId.of(name, "ReplicationGroup");
  }

  private static String securityGroupId(String name) {
    return LogicalId.of(name, "SecurityGroup");
  }

  private static String logGroupId(String name) {
    return LogicalId.of(name, "LogGroup");
  }

  @Override
  public Params params(Resource<RedisProperties> redis, StackView stack) {
    boolean sharded = isSharded(redis.properties());
    String why = "a cluster with shards has one endpoint for all that clients do";
    Params params =
        Params.none()
            .with("host", endpoint(redis, "Address"))
            .with("port", endpoint(redis, "Port"))
            .with("sharding", sharded ? "enabled" : "disabled")
            .withIf(!sharded, "readerHost", reader(redis, "Address"), why)
            .withIf(!sharded, "readerPort", reader(redis, "Port"), why);
    for (Map.Entry<String, Object> address : addresses(redis).entrySet()) {
      params = params.with(address.getKey(), address.getValue());
    }
    return sharded ? params.without("readerConnectionString", why) : params;
  }

  private static Map<String, Object> addresses(Resource<RedisProperties> redis) {
    Map<String, Object> addresses = new LinkedHashMap<>();
    addresses.put(
        "connectionString", address(redis, endpoint(redis, "Address"), endpoint(redis, "Port")));
    if (!isSharded(redis.properties())) {
      addresses.put(
          "readerConnectionString",
          address(redis, reader(redis, "Address"), reader(redis, "Port")));
    }
    return addresses;
  }

  private static Object address(Resource<RedisProperties> redis, Object host, Object port) {
    return Fn.join(
        "", List.of("rediss://" + USER + ":", password(redis).inAddress(), "@", host, ":", port));
  }

  private static Object endpoint(Resource<RedisProperties> redis, String attribute) {
    String endpoint = isSharded(redis.properties()) ? "ConfigurationEndPoint" : "PrimaryEndPoint";
    return Fn.getAtt(id(redis.name()), endpoint + "." + attribute);
  }

  private static Object reader(Resource<RedisProperties> redis, String attribute) {
    return Fn.getAtt(id(redis.name()), "ReaderEndPoint." + attribute);
  }

  private static Password password(Resource<RedisProperties> redis) {
    return new Password(redis.name(), redis.properties().defaultUserPassword());
  }

  @Override
  public Optional<Access> access(Resource<RedisProperties> redis, StackView stack) {
    boolean scoped = mode(redis.properties()) == RedisReach.SCOPING_WORKLOADS_IN_VPC;
    Reach.Door door =
        new Reach.Door(
            Fn.getAtt(securityGroupId(redis.name()), "GroupId"), port(redis.properties()));
    return Optional.of(
        new Access(
            List.of(),
            params(redis, stack).values(),
            new Reach(true, scoped ? List.of(door) : List.of()),
            SecretText.of(redis, stack, addresses(redis))));
  }

  private static RedisReach mode(RedisProperties redis) {
    return redis.accessibility() == null
        ? RedisReach.VPC
        : redis.accessibility().accessibilityMode();
  }

  private static int port(RedisProperties redis) {
    return Objects.requireNonNullElse(redis.port(), PORT);
  }

  @Override
  public void check(Inspection<RedisProperties> inspection) {
    RedisChecks.check(inspection);
  }

  @Override
  public void checkSupport(Inspection<RedisProperties> inspection) {
    RedisLogging logging = inspection.properties().logging();
    inspection.notSupported(
        logging != null && logging.logForwarding() != null,
        "Forwarding logs of a Redis cluster",
        "logging",
        "logForwarding");
  }

  @Override
  public void contribute(Contribution<RedisProperties> to) {
    StackNetwork network = StackNetwork.of(to.stack());
    network.contribute(to);
    password(to.resource()).contribute(to, USER);
    to.add(LogicalId.of(to.name(), "ParameterGroup"), parameterGroup(to));
    to.add(
        LogicalId.of(to.name(), "SubnetGroup"),
        CfnResource.of(
            "AWS::ElastiCache::SubnetGroup",
            new Tree()
                .with("Description", fullName(to.resource(), to.stack()) + " subnet group")
                .with("SubnetIds", network.subnets(NetworkNeed.PUBLIC_SUBNETS))
                .with("Tags", to.stack().tags().toList())
                .build()));
    to.add(securityGroupId(to.name()), securityGroup(to, network), "accessibility");
    if (hasLogs(to.properties())) {
      to.add(logGroupId(to.name()), logGroup(to), "logging");
    }
    to.add(id(to.name()), replicationGroup(to));
    to.output("host", endpoint(to.resource(), "Address"), "Host of the cluster " + to.name());
  }

  private static CfnResource parameterGroup(Contribution<RedisProperties> to) {
    return CfnResource.of(
        "AWS::ElastiCache::ParameterGroup",
        new Tree()
            .with("CacheParameterGroupFamily", version(to.properties()).family())
            .with(
                "Description",
                "Parameter group for %s replica group in %s stack."
                    .formatted(to.name(), to.stack().target().stackName()))
            .with(
                "Properties", Map.of("cluster-enabled", isSharded(to.properties()) ? "yes" : "no"))
            .with("Tags", to.stack().tags().toList())
            .build());
  }

  /** Its description is that of existing stacks; with another it would be a new one. */
  private static CfnResource securityGroup(Contribution<RedisProperties> to, StackNetwork network) {
    String stackName = to.stack().target().stackName();
    Tree tree =
        new Tree()
            .with(
                "GroupName",
                PhysicalName.fit(fullName(to.resource(), to.stack()) + "-sg", NAME_LIMIT))
            .with(
                "GroupDescription",
                "Stacktape generated security group for redis cluster %s in stack %s"
                    .formatted(to.name(), stackName))
            .with("VpcId", network.vpcId());
    if (mode(to.properties()) == RedisReach.VPC) {
      tree.with(
          "SecurityGroupIngress",
          List.of(
              new Tree()
                  .with("CidrIp", network.cidr())
                  .with("IpProtocol", "tcp")
                  .with("FromPort", port(to.properties()))
                  .with("ToPort", port(to.properties()))
                  .build()));
    }
    return CfnResource.of(
        "AWS::EC2::SecurityGroup", tree.with("Tags", to.stack().tags().toList()).build());
  }

  private static boolean hasLogs(RedisProperties redis) {
    return redis.logging() == null || !Boolean.TRUE.equals(redis.logging().disabled());
  }

  private static CfnResource logGroup(Contribution<RedisProperties> to) {
    RedisLogging logging = to.properties().logging();
    LogRetention retention = logging == null ? null : logging.retentionDays();
    String name =
        "/aws/vendedlogs/%s/redis/%s/slow-log"
            .formatted(to.stack().target().stackName(), to.name());
    return CfnResource.of(
        "AWS::Logs::LogGroup",
        new Tree()
            .with("LogGroupName", PhysicalName.fit(name, LOG_GROUP_LIMIT))
            .with("RetentionInDays", (retention == null ? LogRetention.DAYS_30 : retention).days())
            .build());
  }

  private static RedisVersion version(RedisProperties redis) {
    return redis.engineVersion() == null ? RedisVersion.V6_2 : redis.engineVersion();
  }

  private static CfnResource replicationGroup(Contribution<RedisProperties> to) {
    RedisProperties redis = to.properties();
    String name = fullName(to.resource(), to.stack());
    boolean sharded = isSharded(redis);
    boolean failover = sharded || Boolean.TRUE.equals(redis.enableAutomaticFailover());
    Tree tree =
        new Tree()
            .with(
                "ReplicationGroupId",
                PhysicalName.fit(name.toLowerCase(Locale.ROOT), IDENTIFIER_LIMIT))
            .with("ReplicationGroupDescription", name)
            .with("Engine", "redis")
            .with("EngineVersion", version(redis))
            .with("CacheNodeType", redis.instanceSize())
            .with("Port", port(redis))
            .with("AuthToken", password(to.resource()).value())
            .with("TransitEncryptionEnabled", true)
            .with("AtRestEncryptionEnabled", true)
            .with("AutomaticFailoverEnabled", failover)
            .with("MultiAZEnabled", failover ? true : null)
            .with("SnapshotRetentionLimit", redis.automatedBackupRetentionDays())
            .with("CacheParameterGroupName", Fn.ref(LogicalId.of(to.name(), "ParameterGroup")))
            .with("CacheSubnetGroupName", Fn.ref(LogicalId.of(to.name(), "SubnetGroup")))
            .with("SecurityGroupIds", List.of(Fn.getAtt(securityGroupId(to.name()), "GroupId")))
            .with("LogDeliveryConfigurations", hasLogs(redis) ? List.of(logDelivery(to)) : null)
            .with("Tags", to.stack().tags().toList());
    if (sharded) {
      tree.with("NumNodeGroups", Objects.requireNonNullElse(redis.numShards(), 1))
          .with("ReplicasPerNodeGroup", replicas(redis));
    } else {
      tree.with("NumCacheClusters", 1 + replicas(redis));
    }
    // Without it a change of the number of shards would make a new cluster.
    return CfnResource.of("AWS::ElastiCache::ReplicationGroup", tree.build())
        .withAttribute("UpdatePolicy", Map.of("UseOnlineResharding", true))
        .keepingData("Snapshot");
  }

  private static Map<String, Object> logDelivery(Contribution<RedisProperties> to) {
    RedisLogging logging = to.properties().logging();
    RedisLogFormat format = logging == null ? null : logging.format();
    return new Tree()
        .with("DestinationType", "cloudwatch-logs")
        .with(
            "DestinationDetails",
            new Tree()
                .with("CloudWatchLogsDetails", Map.of("LogGroup", Fn.ref(logGroupId(to.name())))))
        .with("LogFormat", format == null ? RedisLogFormat.JSON : format)
        .with("LogType", "slow-log")
        .build();
  }
}
