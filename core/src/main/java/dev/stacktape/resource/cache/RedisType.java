package dev.stacktape.resource.cache;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
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
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
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
  private static final int PORT = 6379;

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

  static String id(String name) {
    return LogicalId.of(name, "ReplicationGroup");
  }

  private static String securityGroupId(String name) {
    return LogicalId.of(name, "SecurityGroup");
  }

  @Override
  public Params params(Resource<RedisProperties> redis, StackView stack) {
    return new RedisAddress(redis).params();
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
            new Reach(
                true, scoped ? List.of(door) : List.of(), new RedisAddress(redis).listening()),
            SecretText.of(redis, stack, new RedisAddress(redis).texts())));
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
  public void contribute(Contribution<RedisProperties> to) {
    StackNetwork network = StackNetwork.of(to.stack());
    network.contribute(to);
    new RedisAddress(to.resource()).password().contribute(to, RedisAddress.USER);
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
    new RedisLogs(to.properties().logging()).contribute(to);
    to.add(id(to.name()), replicationGroup(to));
    to.output("host", new RedisAddress(to.resource()).host(), "Host of the cluster " + to.name());
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
            .with("AuthToken", new RedisAddress(to.resource()).password().value())
            .with("TransitEncryptionEnabled", true)
            .with("AtRestEncryptionEnabled", true)
            .with("AutomaticFailoverEnabled", failover)
            .with("MultiAZEnabled", failover ? true : null)
            .with("SnapshotRetentionLimit", redis.automatedBackupRetentionDays())
            .with("CacheParameterGroupName", Fn.ref(LogicalId.of(to.name(), "ParameterGroup")))
            .with("CacheSubnetGroupName", Fn.ref(LogicalId.of(to.name(), "SubnetGroup")))
            .with("SecurityGroupIds", List.of(Fn.getAtt(securityGroupId(to.name()), "GroupId")))
            .with("LogDeliveryConfigurations", new RedisLogs(redis.logging()).delivery(to))
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
}
