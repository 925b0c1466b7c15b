package dev.stacktape.resource.container;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the number of copies of a workload follows the load. AWS scales services with a role of its
 * own, so none is given.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-ecs.html">Amazon
 *     ECS and Application Auto Scaling</a>
 */
final class ServiceScaling {
  private static final double DEFAULT_TARGET = 80;
  private static final String DIMENSION = "ecs:service:DesiredCount";

  private ServiceScaling() {}

  /** The smallest number of copies. */
  static int min(@Nullable Scaling scaling) {
    return scaling == null || scaling.minInstances() == null ? 1 : scaling.minInstances();
  }

  /** The largest number of copies. */
  static int max(@Nullable Scaling scaling) {
    return scaling == null || scaling.maxInstances() == null
        ? min(scaling)
        : scaling.maxInstances();
  }

  static void contribute(Contribution<WorkloadProperties> to, WorkloadNames names) {
    Scaling scaling = to.properties().scaling();
    to.add(
        names.part("ScalableTarget"),
        CfnResource.of(
            "AWS::ApplicationAutoScaling::ScalableTarget",
            new Tree()
                .with("ServiceNamespace", "ecs")
                .with("ScalableDimension", DIMENSION)
                .with(
                    "ResourceId",
                    Fn.join(
                        "/",
                        List.of(
                            "service",
                            Fn.ref(names.clusterId()),
                            Fn.getAtt(names.serviceId(), "Name"))))
                .with("MinCapacity", min(scaling))
                .with("MaxCapacity", max(scaling))
                .build()),
        "scaling");
    ScalingPolicy policy = scaling == null ? null : scaling.scalingPolicy();
    addPolicy(
        to,
        names,
        "ECSServiceAverageCPUUtilization",
        policy == null ? null : policy.keepAvgCpuUtilizationUnder());
    addPolicy(
        to,
        names,
        "ECSServiceAverageMemoryUtilization",
        policy == null ? null : policy.keepAvgMemoryUtilizationUnder());
  }

  private static void addPolicy(
      Contribution<WorkloadProperties> to,
      WorkloadNames names,
      String metric,
      @Nullable Double target) {
    to.add(
        names.part(metric + "-ScalingPolicy"),
        CfnResource.of(
            "AWS::ApplicationAutoScaling::ScalingPolicy",
            new Tree()
                .with("PolicyName", names.policyName(metric))
                .with("PolicyType", "TargetTrackingScaling")
                .with("ScalingTargetId", Fn.ref(names.part("ScalableTarget")))
                .with(
                    "TargetTrackingScalingPolicyConfiguration",
                    new Tree()
                        .with(
                            "PredefinedMetricSpecification", Map.of("PredefinedMetricType", metric))
                        .with("TargetValue", target == null ? DEFAULT_TARGET : target))
                .build()),
        "scaling",
        "scalingPolicy");
  }
}
