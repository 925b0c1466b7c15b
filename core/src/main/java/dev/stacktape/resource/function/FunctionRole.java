package dev.stacktape.resource.function;

import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The role of a function: what its config asks for, and nothing else. */
final class FunctionRole {
  private FunctionRole() {}

  static CfnResource of(
      Contribution<FunctionProperties> to, FunctionNames names, Connections connections) {
    FunctionProperties function = to.properties();
    List<Map<String, Object>> policies = new ArrayList<>();
    if (FunctionLogs.areKept(function)) {
      add(policies, "allow-cloudwatch-logging-policy", List.of(FunctionLogs.write(names)));
    }
    List<Statement> custom = new ArrayList<>();
    function.iamRoleStatements().forEach(statement -> custom.add(Statement.of(statement)));
    custom.addAll(FunctionTriggers.statements(function, names, to.stack()));
    add(policies, "custom-iam-role-statements", custom);
    add(policies, "custom-allow-access-to-policy-statements", connections.statements());
    add(policies, "allow-vpc-network-interfaces-policy", FunctionNetwork.statements(function));
    add(policies, "allow-destinations", FunctionDestinations.statements(function, to.stack()));
    add(policies, "allow-hook-response", TrafficShifting.reportAsHook(to.name(), to.stack()));
    add(policies, "allow-file-systems", FunctionMounts.statements(function, to.name()));
    return CfnResource.of(
        "AWS::IAM::Role",
        new Tree()
            .with("RoleName", names.roleName())
            .with("AssumeRolePolicyDocument", Statement.document(List.of(assumedByLambda())))
            .with("Policies", policies)
            .build());
  }

  private static void add(
      List<Map<String, Object>> policies, String name, List<Statement> statements) {
    if (!statements.isEmpty()) {
      policies.add(Statement.inlinePolicy(name, statements));
    }
  }

  private static Map<String, Object> assumedByLambda() {
    return new Tree()
        .with("Effect", "Allow")
        .with("Principal", Map.of("Service", "lambda.amazonaws.com"))
        .with("Action", "sts:AssumeRole")
        .build();
  }
}
