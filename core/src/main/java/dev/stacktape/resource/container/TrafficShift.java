package dev.stacktape.resource.container;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.function.FunctionProperties;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.loadbalancer.ListenerRule;
import dev.stacktape.resource.loadbalancer.Listeners;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves traffic to a new version step by step, which ECS does by itself: two target groups behind
 * one rule, whose weights it changes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html">Amazon
 *     ECS blue/green deployments</a>
 */
final class TrafficShift {
  /** How long the old version stays at hand once the new one has all traffic. */
  private static final int BAKE_MINUTES = 5;

  private static final int STEP_PERCENT = 10;

  private TrafficShift() {}

  static String otherGroupId(String workload, String balancer) {
    return LogicalId.of(workload, balancer, "BgTargetGroup");
  }

  /** Adds rules and the role, and says what ECS must know of them. */
  static Tree contribute(
      Contribution<WorkloadProperties> to,
      WorkloadNames names,
      LoadBalancerEvent event,
      String group,
      String other,
      Object... origin) {
    Map<String, Object> both = ListenerRule.forwardTo(group, other);
    String rule = ListenerRule.add(to, event, both, origin);
    String testRule = null;
    if (to.properties().isTested()) {
      testRule = ListenerRule.add(to, event, testPort(to.properties()), both, "deployment");
    }
    addRole(to, names);
    return new Tree()
        .with("AlternateTargetGroupArn", Fn.ref(other))
        .with("ProductionListenerRule", Fn.ref(rule))
        .with("TestListenerRule", testRule == null ? null : Fn.ref(testRule))
        .with("RoleArn", Fn.getAtt(roleId(names), "Arn"));
  }

  private static int testPort(WorkloadProperties workload) {
    BlueGreenDeployment deployment = workload.deployment();
    return deployment == null || deployment.testListenerPort() == null
        ? Listeners.TEST_PORT
        : deployment.testListenerPort();
  }

  /** How the service is to be deployed; null where it is deployed in the usual way. */
  static @Nullable Tree configuration(
      WorkloadProperties workload, WorkloadNames names, StackView stack) {
    BlueGreenDeployment deployment = workload.deployment();
    if (deployment == null) {
      return null;
    }
    Tree tree = new Tree();
    switch (deployment.strategy()) {
      case ALL_AT_ONCE -> tree.with("Strategy", "BLUE_GREEN");
      case CANARY_5_MINUTES -> canary(tree, 5);
      case CANARY_15_MINUTES -> canary(tree, 15);
      case LINEAR_1_MINUTE -> linear(tree, 1);
      case LINEAR_3_MINUTES -> linear(tree, 3);
    }
    return tree.with("BakeTimeInMinutes", BAKE_MINUTES)
        .with("LifecycleHooks", hooks(deployment, names, stack));
  }

  private static void canary(Tree tree, int minutes) {
    tree.with("Strategy", "CANARY")
        .with(
            "CanaryConfiguration",
            new Tree()
                .with("CanaryPercent", STEP_PERCENT)
                .with("CanaryBakeTimeInMinutes", minutes));
  }

  private static void linear(Tree tree, int minutes) {
    tree.with("Strategy", "LINEAR")
        .with(
            "LinearConfiguration",
            new Tree().with("StepPercent", STEP_PERCENT).with("StepBakeTimeInMinutes", minutes));
  }

  private static List<Map<String, Object>> hooks(
      BlueGreenDeployment deployment, WorkloadNames names, StackView stack) {
    List<Map<String, Object>> hooks = new ArrayList<>();
    addHook(
        hooks, "POST_TEST_TRAFFIC_SHIFT", deployment.beforeAllowTrafficFunction(), names, stack);
    addHook(
        hooks,
        "POST_PRODUCTION_TRAFFIC_SHIFT",
        deployment.afterTrafficShiftFunction(),
        names,
        stack);
    return hooks;
  }

  private static void addHook(
      List<Map<String, Object>> hooks,
      String stage,
      @Nullable String function,
      WorkloadNames names,
      StackView stack) {
    if (function != null) {
      hooks.add(
          new Tree()
              .with("HookTargetArn", functionArn(function, stack))
              .with("RoleArn", Fn.getAtt(roleId(names), "Arn"))
              .with("LifecycleStages", List.of(stage))
              .build());
    }
  }

  private static Object functionArn(String name, StackView stack) {
    Resource<FunctionProperties> function =
        stack
            .find(name, FunctionProperties.class)
            .orElseThrow(() -> new IllegalStateException(name + " has not been checked"));
    return Objects.requireNonNull(
        function.type().params(function, stack).get("arn"), "every function has an ARN");
  }

  private static String roleId(WorkloadNames names) {
    return names.part("DeploymentRole");
  }

  private static void addRole(Contribution<WorkloadProperties> to, WorkloadNames names) {
    BlueGreenDeployment deployment = to.properties().deployment();
    List<Statement> statements = new ArrayList<>();
    // What only looks has no resource that it could be limited to.
    statements.add(
        Statement.allow(
            List.of(
                "elasticloadbalancing:DescribeListeners",
                "elasticloadbalancing:DescribeRules",
                "elasticloadbalancing:DescribeTargetGroups",
                "elasticloadbalancing:DescribeTargetHealth"),
            "*"));
    statements.add(
        Statement.allow(
            List.of(
                "elasticloadbalancing:DeregisterTargets",
                "elasticloadbalancing:ModifyListener",
                "elasticloadbalancing:ModifyRule",
                "elasticloadbalancing:RegisterTargets"),
            ofLoadBalancers("targetgroup/*"),
            ofLoadBalancers("listener/app/*"),
            ofLoadBalancers("listener-rule/app/*")));
    if (deployment != null) {
      List<Object> functions = new ArrayList<>();
      for (String name :
          new String[] {
            deployment.beforeAllowTrafficFunction(), deployment.afterTrafficShiftFunction()
          }) {
        if (name != null && !functions.contains(functionArn(name, to.stack()))) {
          functions.add(functionArn(name, to.stack()));
        }
      }
      if (!functions.isEmpty()) {
        statements.add(Statement.allow(List.of("lambda:InvokeFunction"), functions.toArray()));
      }
    }
    to.add(
        roleId(names),
        CfnResource.of(
            "AWS::IAM::Role",
            new Tree()
                .with(
                    "AssumeRolePolicyDocument",
                    Statement.document(List.of(TaskRole.assumedBy("ecs.amazonaws.com"))))
                .with("Policies", List.of(Statement.inlinePolicy("shift-traffic", statements)))
                .build()),
        "deployment");
  }

  private static Object ofLoadBalancers(String part) {
    return Fn.sub(
        "arn:${AWS::Partition}:elasticloadbalancing:${AWS::Region}:${AWS::AccountId}:" + part);
  }
}
