package dev.stacktape.plan;

import dev.stacktape.plan.Change.Action;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Template;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which mode of CloudFormation a plan is carried out in. Express mode is for stages that nobody has
 * protected, and only where what it does not wait for is waited for here.
 *
 * @param ofTheStage what holds for the stage as long as nothing else decides
 * @param keepsFailures whether a failed deployment is to be left as it is
 * @param isWatched whether alarms are to roll the deployment back
 * @param express whether somebody has asked for express mode, or for the other; null for neither
 */
public record ModeRules(
    DeploymentMode ofTheStage,
    boolean keepsFailures,
    boolean isWatched,
    @Nullable Boolean express) {
  /**
   * What AWS works on for minutes after its configuration is applied, by how the names of the types
   * begin. Of functions and services it is asked here; what is in a nested stack is not seen.
   */
  private static final List<String> READY_LATER =
      List.of(
          "AWS::AmazonMQ::",
          "AWS::AutoScaling::AutoScalingGroup",
          "AWS::Batch::ComputeEnvironment",
          "AWS::CertificateManager::",
          "AWS::CloudFormation::Stack",
          "AWS::DAX::",
          "AWS::DocDB::",
          "AWS::EC2::Instance",
          "AWS::EC2::NatGateway",
          "AWS::EC2::VPCEndpoint",
          "AWS::ECS::ExpressGatewayService",
          "AWS::EFS::MountTarget",
          "AWS::EKS::",
          "AWS::ElastiCache::",
          "AWS::ElasticLoadBalancingV2::LoadBalancer",
          "AWS::Elasticsearch::",
          "AWS::FSx::",
          "AWS::MSK::",
          "AWS::MemoryDB::",
          "AWS::Neptune::",
          "AWS::OpenSearchServerless::Collection",
          "AWS::OpenSearchService::",
          "AWS::RDS::DBCluster",
          "AWS::RDS::DBInstance",
          "AWS::Redshift::");

  /**
   * The mode.
   *
   * @param wanted the template of the plan
   */
  DeploymentMode choose(Plan plan, Template wanted, DeployedStack deployed) {
    if (deployed.isUnfinishedInExpressMode()) {
      return DeploymentMode.express(
          "the last operation failed in it, and AWS goes on from there in no other");
    }
    if (!ofTheStage.isExpress()) {
      return ofTheStage;
    }
    if (Boolean.FALSE.equals(express)) {
      return DeploymentMode.standard("express mode is switched off");
    }
    if (keepsFailures) {
      return DeploymentMode.standard("a failed deployment is to be left as it is");
    }
    if (isWatched) {
      return DeploymentMode.standard("alarms are to watch the deployment");
    }
    return waitingFor(plan, wanted)
        .or(() -> firstService(wanted, deployed))
        .orElseGet(
            () ->
                Boolean.TRUE.equals(express)
                    ? DeploymentMode.express("it is asked for")
                    : ofTheStage);
  }

  private static Optional<DeploymentMode> waitingFor(Plan plan, Template wanted) {
    for (Change change : plan.changes()) {
      CfnResource resource = wanted.resources().get(change.logicalId());
      if (change.action() == Action.DELETE || resource == null) {
        continue;
      }
      if (GradualTraffic.isMovedBy(resource)) {
        return Optional.of(
            DeploymentMode.standard("`" + name(change) + "` moves its traffic in steps"));
      }
      if (READY_LATER.stream().anyMatch(resource.type()::startsWith)) {
        return Optional.of(
            DeploymentMode.standard(
                "only CloudFormation can tell when `%s` (%s) is ready"
                    .formatted(name(change), change.type())));
      }
    }
    return Optional.empty();
  }

  /** Of a stack that never came to be nothing lives either. */
  private static Optional<DeploymentMode> firstService(Template wanted, DeployedStack deployed) {
    boolean services =
        wanted.resources().values().stream()
            .anyMatch(resource -> resource.type().equals("AWS::ECS::Service"));
    return services && deployed.template().resources().isEmpty()
        ? Optional.of(
            DeploymentMode.standard("a service that does not start has no version to go back to"))
        : Optional.empty();
  }

  private static String name(Change change) {
    String name = change.origin().resourceName();
    return name == null ? change.logicalId() : name;
  }
}
