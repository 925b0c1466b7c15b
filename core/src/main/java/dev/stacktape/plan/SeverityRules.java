package dev.stacktape.plan;

import dev.stacktape.plan.Change.Action;
import dev.stacktape.plan.Change.Data;
import dev.stacktape.plan.Change.Severity;
import dev.stacktape.template.PropertyDiff;
import dev.stacktape.template.ResourceDiff;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.util.Set;

/** How much a person should weigh a change before agreeing to it; the gravest rule that fits. */
final class SeverityRules {
  /** What users stop reaching, or what stops running, while it is gone or being replaced. */
  private static final Set<String> INTERRUPTS =
      Set.of(
          "AWS::ApiGateway::DomainName",
          "AWS::ApiGateway::RestApi",
          "AWS::ApiGateway::Stage",
          "AWS::ApiGatewayV2::Api",
          "AWS::ApiGatewayV2::ApiMapping",
          "AWS::ApiGatewayV2::DomainName",
          "AWS::ApiGatewayV2::Integration",
          "AWS::ApiGatewayV2::Route",
          "AWS::ApiGatewayV2::Stage",
          "AWS::AppSync::GraphQLApi",
          "AWS::AutoScaling::AutoScalingGroup",
          "AWS::CloudFront::Distribution",
          "AWS::Cognito::UserPoolClient",
          "AWS::Cognito::UserPoolDomain",
          "AWS::DocDB::DBInstance",
          "AWS::EC2::EIP",
          "AWS::EC2::Instance",
          "AWS::EC2::InternetGateway",
          "AWS::EC2::NatGateway",
          "AWS::EC2::Route",
          "AWS::EC2::SecurityGroup",
          "AWS::EC2::Subnet",
          "AWS::EC2::VPC",
          "AWS::ECS::Cluster",
          "AWS::ECS::Service",
          "AWS::EKS::Cluster",
          "AWS::ElasticLoadBalancing::LoadBalancer",
          "AWS::ElasticLoadBalancingV2::Listener",
          "AWS::ElasticLoadBalancingV2::ListenerRule",
          "AWS::ElasticLoadBalancingV2::LoadBalancer",
          "AWS::ElasticLoadBalancingV2::TargetGroup",
          "AWS::Events::Rule",
          "AWS::IAM::Role",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Function",
          "AWS::Lambda::Permission",
          "AWS::Lambda::Url",
          "AWS::Neptune::DBInstance",
          "AWS::RDS::DBInstance",
          "AWS::Route53::HostedZone",
          "AWS::Route53::RecordSet",
          "AWS::Scheduler::Schedule",
          "AWS::SNS::Subscription",
          "AWS::SNS::Topic",
          "AWS::StepFunctions::StateMachine");

  /** What is paid for by the hour, used or not. */
  private static final Set<String> COSTS_BY_THE_HOUR =
      Set.of(
          "AWS::ACMPCA::CertificateAuthority",
          "AWS::AmazonMQ::Broker",
          "AWS::AutoScaling::AutoScalingGroup",
          "AWS::DirectoryService::MicrosoftAD",
          "AWS::DocDB::DBCluster",
          "AWS::DocDB::DBInstance",
          "AWS::EC2::EIP",
          "AWS::EC2::Instance",
          "AWS::EC2::NatGateway",
          "AWS::EC2::TransitGatewayAttachment",
          "AWS::ECS::Service",
          "AWS::EKS::Cluster",
          "AWS::ElastiCache::CacheCluster",
          "AWS::ElastiCache::ReplicationGroup",
          "AWS::ElastiCache::ServerlessCache",
          "AWS::ElasticLoadBalancing::LoadBalancer",
          "AWS::ElasticLoadBalancingV2::LoadBalancer",
          "AWS::FSx::FileSystem",
          "AWS::GlobalAccelerator::Accelerator",
          "AWS::Kinesis::Stream",
          "AWS::MSK::Cluster",
          "AWS::MSK::ServerlessCluster",
          "AWS::MemoryDB::Cluster",
          "AWS::Neptune::DBCluster",
          "AWS::Neptune::DBInstance",
          "AWS::OpenSearchServerless::Collection",
          "AWS::OpenSearchService::Domain",
          "AWS::RDS::DBCluster",
          "AWS::RDS::DBInstance",
          "AWS::RDS::DBProxy",
          "AWS::Redshift::Cluster",
          "AWS::WAFv2::WebACL");

  /** Properties that say how much is paid for by the hour, whatever the type. */
  private static final Set<String> CAPACITY =
      Set.of(
          "AllocatedStorage",
          "CacheNodeType",
          "DBClusterInstanceClass",
          "DBInstanceClass",
          "DesiredCount",
          "InstanceType",
          "Iops",
          "MultiAZ",
          "NodeType",
          "NumCacheClusters",
          "NumCacheNodes",
          "NumNodeGroups",
          "NumShards",
          "ProvisionedConcurrencyConfig",
          "ProvisionedThroughput",
          "ReplicasPerNodeGroup",
          "ServerlessV2ScalingConfiguration",
          "ShardCount");

  private final ResourceSchemas schemas;
  private final Exposure exposure;

  SeverityRules(ResourceSchemas schemas) {
    this.schemas = schemas;
    this.exposure = new Exposure(schemas);
  }

  Severity of(ResourceDiff diff, Action action, Data data) {
    if (data == Data.LOST) {
      return Severity.DATA_LOSS;
    }
    if (interrupts(diff, action)) {
      return Severity.DOWNTIME;
    }
    if (exposure.grows(diff)) {
      return Severity.SECURITY;
    }
    return costsMore(diff) ? Severity.COST : Severity.SAFE;
  }

  /** Whatever held data is empty after a replacement, even when the data was saved. */
  private boolean interrupts(ResourceDiff diff, Action action) {
    ResourceSchema schema = schemas.find(diff.resource().type());
    boolean stateful = schema != null && schema.stateful();
    return switch (action) {
      case CREATE, UPDATE -> false;
      case DELETE, REPLACE, MAY_REPLACE -> stateful || INTERRUPTS.contains(diff.resource().type());
    };
  }

  private static boolean costsMore(ResourceDiff diff) {
    if (diff.isRemoved()) {
      return false;
    }
    if (diff.isAdded()) {
      return COSTS_BY_THE_HOUR.contains(diff.resource().type())
          || diff.resource().properties().containsKey("ProvisionedThroughput")
          || diff.resource().properties().containsKey("ProvisionedConcurrencyConfig");
    }
    return diff.properties().stream()
        .map(PropertyDiff::path)
        .anyMatch(path -> CAPACITY.contains(path.get(0)));
  }
}
