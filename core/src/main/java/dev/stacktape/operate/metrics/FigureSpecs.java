package dev.stacktape.operate.metrics;

import static java.util.Map.entry;

import dev.stacktape.operate.inventory.Inventory.Resource;
import dev.stacktape.operate.metrics.FigureSpec.Family;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which figures tell how a resource does, by its CloudFormation type.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html">Services
 *     that publish CloudWatch metrics</a>
 */
final class FigureSpecs {
  private static final Family LAMBDA = new Family("AWS/Lambda", byId("FunctionName"));
  private static final Family API = new Family("AWS/ApiGateway", byId("ApiId"));
  private static final Family QUEUE = new Family("AWS/SQS", byLastSegment("QueueName", "/"));
  private static final Family TOPIC = new Family("AWS/SNS", byLastSegment("TopicName", ":"));
  private static final Family TABLE = new Family("AWS/DynamoDB", byId("TableName"));
  private static final Family SERVICE = new Family("AWS/ECS", FigureSpecs::service);
  private static final Family BALANCER =
      new Family("AWS/ApplicationELB", FigureSpecs::loadBalancer);
  private static final Family NETWORK_BALANCER =
      new Family("AWS/NetworkELB", FigureSpecs::loadBalancer);
  private static final Family INSTANCE = new Family("AWS/RDS", byId("DBInstanceIdentifier"));
  private static final Family CLUSTER = new Family("AWS/RDS", byId("DBClusterIdentifier"));
  private static final Family CACHE =
      new Family("AWS/ElastiCache", cache -> Map.of("CacheClusterId", cache.id() + "-001"));
  private static final Family STREAM = new Family("AWS/Kinesis", byId("StreamName"));
  private static final Family MACHINE = new Family("AWS/States", byId("StateMachineArn"));
  private static final Family FILES = new Family("AWS/EFS", byId("FileSystemId"));

  private static final List<FigureSpec> OF_TABLES =
      List.of(
          TABLE.sum("read units", "ConsumedReadCapacityUnits"),
          TABLE.sum("write units", "ConsumedWriteCapacityUnits"),
          TABLE.sum("throttled reads", "ReadThrottleEvents"),
          TABLE.sum("throttled writes", "WriteThrottleEvents"));

  private static final List<FigureSpec> OF_BALANCERS =
      List.of(
          BALANCER.sum("requests", "RequestCount"),
          BALANCER.sum("4xx", "HTTPCode_Target_4XX_Count"),
          BALANCER.sum("5xx", "HTTPCode_Target_5XX_Count"),
          BALANCER.sum("5xx of the balancer", "HTTPCode_ELB_5XX_Count"),
          BALANCER.median("latency p50", "TargetResponseTime", FigureUnit.SECONDS),
          BALANCER.p95("latency p95", "TargetResponseTime", FigureUnit.SECONDS));

  private static final List<FigureSpec> OF_NETWORK_BALANCERS =
      List.of(
          NETWORK_BALANCER.sum("new connections", "NewFlowCount"),
          NETWORK_BALANCER.highest("connections", "ActiveFlowCount", FigureUnit.COUNT));

  private static final Map<String, List<FigureSpec>> BY_TYPE =
      Map.ofEntries(
          entry(
              "AWS::Lambda::Function",
              List.of(
                  LAMBDA.sum("invocations", "Invocations"),
                  LAMBDA.sum("errors", "Errors"),
                  LAMBDA.sum("throttles", "Throttles"),
                  LAMBDA.median("duration p50", "Duration", FigureUnit.MILLISECONDS),
                  LAMBDA.p95("duration p95", "Duration", FigureUnit.MILLISECONDS),
                  LAMBDA.highest("at once", "ConcurrentExecutions", FigureUnit.COUNT))),
          entry(
              "AWS::ApiGatewayV2::Api",
              List.of(
                  API.sum("requests", "Count"),
                  API.sum("4xx", "4xx"),
                  API.sum("5xx", "5xx"),
                  API.median("latency p50", "Latency", FigureUnit.MILLISECONDS),
                  API.p95("latency p95", "Latency", FigureUnit.MILLISECONDS))),
          entry(
              "AWS::SQS::Queue",
              List.of(
                  QUEUE.sum("sent", "NumberOfMessagesSent"),
                  QUEUE.sum("deleted", "NumberOfMessagesDeleted"),
                  QUEUE.highest("waiting", "ApproximateNumberOfMessagesVisible", FigureUnit.COUNT),
                  QUEUE.highest(
                      "oldest message", "ApproximateAgeOfOldestMessage", FigureUnit.SECONDS))),
          entry(
              "AWS::SNS::Topic",
              List.of(
                  TOPIC.sum("published", "NumberOfMessagesPublished"),
                  TOPIC.sum("not delivered", "NumberOfNotificationsFailed"))),
          entry("AWS::DynamoDB::Table", OF_TABLES),
          entry("AWS::DynamoDB::GlobalTable", OF_TABLES),
          entry(
              "AWS::ECS::Service",
              List.of(
                  SERVICE.highest("cpu", "CPUUtilization", FigureUnit.PERCENT),
                  SERVICE.highest("memory", "MemoryUtilization", FigureUnit.PERCENT))),
          entry(
              "AWS::RDS::DBInstance",
              List.of(
                  INSTANCE.highest("cpu", "CPUUtilization", FigureUnit.PERCENT),
                  INSTANCE.highest("connections", "DatabaseConnections", FigureUnit.COUNT),
                  INSTANCE.lowest("free memory", "FreeableMemory", FigureUnit.BYTES),
                  INSTANCE.lowest("free storage", "FreeStorageSpace", FigureUnit.BYTES))),
          entry(
              "AWS::RDS::DBCluster",
              List.of(
                  CLUSTER.highest("cpu", "CPUUtilization", FigureUnit.PERCENT),
                  CLUSTER.highest("connections", "DatabaseConnections", FigureUnit.COUNT),
                  CLUSTER.highest(
                      "capacity units", "ServerlessDatabaseCapacity", FigureUnit.COUNT))),
          entry(
              "AWS::ElastiCache::ReplicationGroup",
              List.of(
                  CACHE.highest("cpu", "EngineCPUUtilization", FigureUnit.PERCENT),
                  CACHE.highest("memory", "DatabaseMemoryUsagePercentage", FigureUnit.PERCENT),
                  CACHE.highest("connections", "CurrConnections", FigureUnit.COUNT),
                  CACHE.sum("evictions", "Evictions"))),
          entry(
              "AWS::Kinesis::Stream",
              List.of(
                  STREAM.sum("records", "IncomingRecords"),
                  STREAM.sum("throttled writes", "WriteProvisionedThroughputExceeded"),
                  STREAM.highest(
                      "readers behind",
                      "GetRecords.IteratorAgeMilliseconds",
                      FigureUnit.MILLISECONDS))),
          entry(
              "AWS::StepFunctions::StateMachine",
              List.of(
                  MACHINE.sum("started", "ExecutionsStarted"),
                  MACHINE.sum("failed", "ExecutionsFailed"),
                  MACHINE.sum("timed out", "ExecutionsTimedOut"),
                  MACHINE.p95("duration p95", "ExecutionTime", FigureUnit.MILLISECONDS))),
          entry(
              "AWS::EFS::FileSystem",
              List.of(
                  FILES.sum("connections", "ClientConnections"),
                  FILES.highest("io limit", "PercentIOLimit", FigureUnit.PERCENT))));

  private FigureSpecs() {}

  /** The figures of a resource; none for most types. */
  static List<FigureSpec> of(Resource resource) {
    if (resource.type().equals("AWS::ElasticLoadBalancingV2::LoadBalancer")) {
      return resource.id().contains(":loadbalancer/net/") ? OF_NETWORK_BALANCERS : OF_BALANCERS;
    }
    return BY_TYPE.getOrDefault(resource.type(), List.of());
  }

  private static Function<Resource, Map<String, String>> byId(String dimension) {
    return resource -> Map.of(dimension, resource.id());
  }

  /** The id is an address or an ARN, and the name at its end. */
  private static Function<Resource, Map<String, String>> byLastSegment(
      String dimension, String separator) {
    return resource ->
        Map.of(dimension, resource.id().substring(resource.id().lastIndexOf(separator) + 1));
  }

  /** {@code arn:aws:ecs:region:account:service/cluster/name}. */
  private static Map<String, String> service(Resource resource) {
    List<String> parts = List.of(resource.id().split("/", -1));
    return Map.of(
        "ClusterName",
        parts.size() == 3 ? parts.get(1) : "default",
        "ServiceName",
        parts.get(parts.size() - 1));
  }

  /** The end of {@code arn:aws:elasticloadbalancing:region:account:loadbalancer/app/name/id}. */
  private static Map<String, String> loadBalancer(Resource resource) {
    String mark = ":loadbalancer/";
    int end = resource.id().indexOf(mark);
    return Map.of(
        "LoadBalancer", end < 0 ? resource.id() : resource.id().substring(end + mark.length()));
  }
}
