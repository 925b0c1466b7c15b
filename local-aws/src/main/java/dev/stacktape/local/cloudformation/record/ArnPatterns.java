package dev.stacktape.local.cloudformation.record;

import java.util.Locale;
import java.util.Map;

/**
 * How the ARNs of resource types look. {@code {region}}, {@code {account}}, {@code {partition}},
 * {@code {name}}, {@code {id}}, {@code {uuid}} and {@code {hex}} are filled in, and any property of
 * the resource by its name. A {@code {revision}} counts what has the same ARN in front of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Resource
 *     types of each service</a>
 */
final class ArnPatterns {
  private static final String REGIONAL = ":{region}:{account}:";

  private static final Map<String, String> PATTERNS =
      Map.ofEntries(
          Map.entry("AWS::ApiGateway::RestApi", "apigateway:{region}::/restapis/{id}"),
          Map.entry(
              "AWS::Batch::ComputeEnvironment", "batch" + REGIONAL + "compute-environment/{name}"),
          Map.entry("AWS::Batch::JobDefinition", "batch" + REGIONAL + "job-definition/{name}:1"),
          Map.entry("AWS::Batch::JobQueue", "batch" + REGIONAL + "job-queue/{name}"),
          Map.entry(
              "AWS::CertificateManager::Certificate", "acm" + REGIONAL + "certificate/{uuid}"),
          Map.entry("AWS::CloudFront::Distribution", "cloudfront::{account}:distribution/{id}"),
          Map.entry("AWS::CloudFront::Function", "cloudfront::{account}:function/{name}"),
          Map.entry("AWS::CloudWatch::Alarm", "cloudwatch" + REGIONAL + "alarm:{name}"),
          Map.entry("AWS::CodeBuild::Project", "codebuild" + REGIONAL + "project/{name}"),
          Map.entry("AWS::Cognito::UserPool", "cognito-idp" + REGIONAL + "userpool/{id}"),
          Map.entry("AWS::DynamoDB::GlobalTable", "dynamodb" + REGIONAL + "table/{name}"),
          Map.entry("AWS::DynamoDB::Table", "dynamodb" + REGIONAL + "table/{name}"),
          Map.entry("AWS::ECR::Repository", "ecr" + REGIONAL + "repository/{name}"),
          Map.entry("AWS::ECS::Cluster", "ecs" + REGIONAL + "cluster/{name}"),
          Map.entry("AWS::ECS::Service", "ecs" + REGIONAL + "service/{Cluster}/{name}"),
          Map.entry(
              "AWS::ECS::TaskDefinition", "ecs" + REGIONAL + "task-definition/{Family}:{revision}"),
          Map.entry("AWS::EFS::AccessPoint", "elasticfilesystem" + REGIONAL + "access-point/{id}"),
          Map.entry("AWS::EFS::FileSystem", "elasticfilesystem" + REGIONAL + "file-system/{id}"),
          Map.entry(
              "AWS::ElastiCache::ReplicationGroup",
              "elasticache" + REGIONAL + "replicationgroup:{name}"),
          Map.entry(
              "AWS::ElasticLoadBalancingV2::Listener",
              "elasticloadbalancing" + REGIONAL + "listener/app/{name}/{hex}/{hex}"),
          Map.entry(
              "AWS::ElasticLoadBalancingV2::ListenerRule",
              "elasticloadbalancing" + REGIONAL + "listener-rule/app/{name}/{hex}/{hex}/{hex}"),
          Map.entry(
              "AWS::ElasticLoadBalancingV2::LoadBalancer",
              "elasticloadbalancing" + REGIONAL + "loadbalancer/app/{name}/{hex}"),
          Map.entry(
              "AWS::ElasticLoadBalancingV2::TargetGroup",
              "elasticloadbalancing" + REGIONAL + "targetgroup/{name}/{hex}"),
          Map.entry("AWS::Events::EventBus", "events" + REGIONAL + "event-bus/{name}"),
          Map.entry("AWS::Events::Rule", "events" + REGIONAL + "rule/{name}"),
          Map.entry("AWS::IAM::Group", "iam::{account}:group/{name}"),
          Map.entry("AWS::IAM::InstanceProfile", "iam::{account}:instance-profile/{name}"),
          Map.entry("AWS::IAM::ManagedPolicy", "iam::{account}:policy/{name}"),
          Map.entry("AWS::IAM::OIDCProvider", "iam::{account}:oidc-provider/{name}"),
          Map.entry("AWS::IAM::Role", "iam::{account}:role/{name}"),
          Map.entry("AWS::IAM::User", "iam::{account}:user/{name}"),
          Map.entry("AWS::KMS::Key", "kms" + REGIONAL + "key/{uuid}"),
          Map.entry("AWS::Kinesis::Stream", "kinesis" + REGIONAL + "stream/{name}"),
          Map.entry(
              "AWS::KinesisFirehose::DeliveryStream",
              "firehose" + REGIONAL + "deliverystream/{name}"),
          Map.entry("AWS::Lambda::Alias", "lambda" + REGIONAL + "function:{FunctionName}:{Name}"),
          Map.entry(
              "AWS::Lambda::EventSourceMapping",
              "lambda" + REGIONAL + "event-source-mapping:{uuid}"),
          Map.entry("AWS::Lambda::Function", "lambda" + REGIONAL + "function:{name}"),
          Map.entry("AWS::Lambda::LayerVersion", "lambda" + REGIONAL + "layer:{LayerName}:1"),
          Map.entry("AWS::Lambda::Version", "lambda" + REGIONAL + "function:{FunctionName}:1"),
          Map.entry("AWS::Logs::LogGroup", "logs" + REGIONAL + "log-group:{name}:*"),
          Map.entry("AWS::OpenSearchService::Domain", "es" + REGIONAL + "domain/{name}"),
          Map.entry("AWS::RDS::DBCluster", "rds" + REGIONAL + "cluster:{name}"),
          Map.entry("AWS::RDS::DBInstance", "rds" + REGIONAL + "db:{name}"),
          Map.entry("AWS::S3::Bucket", "s3:::{name}"),
          Map.entry("AWS::SNS::Subscription", "sns" + REGIONAL + "subscription:{uuid}"),
          Map.entry("AWS::SNS::Topic", "sns" + REGIONAL + "{name}"),
          Map.entry("AWS::SQS::Queue", "sqs" + REGIONAL + "{name}"),
          Map.entry("AWS::Scheduler::Schedule", "scheduler" + REGIONAL + "schedule/default/{name}"),
          Map.entry(
              "AWS::SecretsManager::Secret",
              "secretsmanager" + REGIONAL + "secret:{name}-{letters}"),
          Map.entry(
              "AWS::StepFunctions::StateMachine", "states" + REGIONAL + "stateMachine:{name}"),
          Map.entry("AWS::WAFv2::WebACL", "wafv2" + REGIONAL + "regional/webacl/{name}/{uuid}"));

  private ArnPatterns() {}

  static String of(String type) {
    return "arn:{partition}:" + PATTERNS.getOrDefault(type, plausible(type));
  }

  /** {@code AWS::Some::BigThing} becomes {@code some:region:account:bigthing/name}. */
  private static String plausible(String type) {
    String[] parts = type.split("::", -1);
    String service = parts.length > 1 ? parts[1] : "custom";
    return service.toLowerCase(Locale.ROOT)
        + REGIONAL
        + parts[parts.length - 1].toLowerCase(Locale.ROOT)
        + "/{name}";
  }
}
