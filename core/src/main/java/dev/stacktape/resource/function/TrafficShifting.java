package dev.stacktape.resource.function;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves traffic from version to version step by step, by CodeDeploy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html">CodeDeployLambdaAliasUpdate</a>
 */
final class TrafficShifting {
  private static final int APPLICATION_LIMIT = 100;
  private static final String APPLICATION = LogicalId.of("StpLambdaCodeDeploy", "Application");
  private static final String ROLE = LogicalId.of("StpCodeDeploy", "Role");

  private TrafficShifting() {}

  private static String applicationName(StackView stack) {
    return PhysicalName.fit(stack.target().stackName() + "-lambda-code-deploy", APPLICATION_LIMIT);
  }

  static void check(Inspection<FunctionProperties> inspection) {
    GradualDeployment deployment = inspection.properties().deployment();
    if (deployment != null) {
      checkHook(inspection, deployment.beforeAllowTrafficFunction(), "beforeAllowTrafficFunction");
      checkHook(inspection, deployment.afterTrafficShiftFunction(), "afterTrafficShiftFunction");
    }
  }

  private static void checkHook(Inspection<?> inspection, @Nullable String name, String key) {
    if (name != null) {
      var unused = inspection.reference(name, FunctionProperties.class, "deployment", key);
    }
  }

  /** The alias with how its traffic moves. */
  static CfnResource shift(
      CfnResource alias, Contribution<FunctionProperties> to, FunctionNames names) {
    GradualDeployment deployment = to.properties().deployment();
    if (deployment == null) {
      return alias;
    }
    addShared(to);
    to.add(
        names.deploymentGroupId(),
        CfnResource.of(
            "AWS::CodeDeploy::DeploymentGroup",
            new Tree()
                .with("ApplicationName", Fn.ref(APPLICATION))
                .with("DeploymentGroupName", names.deploymentGroupName())
                .with(
                    "DeploymentConfigName",
                    "CodeDeployDefault.Lambda" + Tree.textOf(deployment.strategy()))
                .with(
                    "DeploymentStyle",
                    new Tree()
                        .with("DeploymentType", "BLUE_GREEN")
                        .with("DeploymentOption", "WITH_TRAFFIC_CONTROL"))
                .with(
                    "AutoRollbackConfiguration",
                    new Tree()
                        .with("Enabled", true)
                        .with(
                            "Events", List.of("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST")))
                .with("ServiceRoleArn", Fn.getAtt(ROLE, "Arn"))
                .build()),
        "deployment");
    return alias.withAttribute(
        "UpdatePolicy",
        Map.of(
            "CodeDeployLambdaAliasUpdate",
            new Tree()
                .with("ApplicationName", Fn.ref(APPLICATION))
                .with("DeploymentGroupName", Fn.ref(names.deploymentGroupId()))
                .with(
                    "BeforeAllowTrafficHook",
                    hook(deployment.beforeAllowTrafficFunction(), to.stack()))
                .with(
                    "AfterAllowTrafficHook",
                    hook(deployment.afterTrafficShiftFunction(), to.stack()))
                .build()));
  }

  private static @Nullable Object hook(@Nullable String name, StackView stack) {
    return names(name, stack).map(names -> Fn.ref(names.functionId())).orElse(null);
  }

  private static Optional<FunctionNames> names(@Nullable String name, StackView stack) {
    return Optional.ofNullable(name)
        .flatMap(function -> stack.find(function, FunctionProperties.class))
        .map(function -> new FunctionNames(function, stack));
  }

  private static void addShared(Contribution<FunctionProperties> to) {
    to.share(
        APPLICATION,
        CfnResource.of(
            "AWS::CodeDeploy::Application",
            new Tree()
                .with("ApplicationName", applicationName(to.stack()))
                .with("ComputePlatform", "Lambda")
                .with("Tags", to.stack().tags().toList())
                .build()));
    Map<String, Object> assumed =
        new Tree()
            .with("Effect", "Allow")
            .with("Principal", Map.of("Service", "codedeploy.amazonaws.com"))
            .with("Action", "sts:AssumeRole")
            .build();
    to.share(
        ROLE,
        CfnResource.of(
            "AWS::IAM::Role",
            new Tree()
                .with("AssumeRolePolicyDocument", Statement.document(List.of(assumed)))
                .with(
                    "Policies",
                    List.of(Statement.inlinePolicy("shift-traffic", statements(to.stack()))))
                .build()));
  }

  /** Moving the aliases of all functions of the stack that ask for it, and calling their hooks. */
  private static List<Statement> statements(StackView stack) {
    List<Object> aliases = new ArrayList<>();
    List<Object> hooks = new ArrayList<>();
    for (Resource<FunctionProperties> function : gradual(stack)) {
      FunctionNames names = new FunctionNames(function, stack);
      aliases.add(names.arnByName());
      aliases.add(names.calledArnByName());
      GradualDeployment deployment = Objects.requireNonNull(function.properties().deployment());
      names(deployment.beforeAllowTrafficFunction(), stack)
          .ifPresent(hook -> hooks.add(hook.arnByName()));
      names(deployment.afterTrafficShiftFunction(), stack)
          .ifPresent(hook -> hooks.add(hook.arnByName()));
    }
    List<Statement> statements = new ArrayList<>();
    statements.add(
        new Statement(
            null,
            "Allow",
            List.of(
                "lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias"),
            aliases,
            null));
    if (!hooks.isEmpty()) {
      statements.add(
          new Statement(
              null,
              "Allow",
              List.of("lambda:InvokeFunction"),
              hooks.stream().distinct().toList(),
              null));
    }
    return statements;
  }

  private static List<Resource<FunctionProperties>> gradual(StackView stack) {
    return stack.withParts().keySet().stream()
        .flatMap(name -> stack.find(name, FunctionProperties.class).stream())
        .filter(function -> function.properties().deployment() != null)
        .distinct()
        .toList();
  }

  /** What a function needs that checks new versions of others: saying how it went. */
  static List<Statement> reportAsHook(String function, StackView stack) {
    List<Object> groups = new ArrayList<>();
    for (Resource<FunctionProperties> other : gradual(stack)) {
      GradualDeployment deployment = Objects.requireNonNull(other.properties().deployment());
      if (function.equals(deployment.beforeAllowTrafficFunction())
          || function.equals(deployment.afterTrafficShiftFunction())) {
        groups.add(
            Fn.sub(
                "arn:${AWS::Partition}:codedeploy:${AWS::Region}:${AWS::AccountId}:deploymentgroup:"
                    + applicationName(stack)
                    + "/"
                    + new FunctionNames(other, stack).deploymentGroupName()));
      }
    }
    return groups.isEmpty()
        ? List.of()
        : List.of(
            new Statement(
                null,
                "Allow",
                List.of("codedeploy:PutLifecycleEventHookExecutionStatus"),
                groups,
                null));
  }
}
