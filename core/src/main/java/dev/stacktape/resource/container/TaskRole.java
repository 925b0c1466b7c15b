package dev.stacktape.resource.container;

import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.RoleStatement;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The role that the code in a container has: what its config asks for. */
final class TaskRole {
  private TaskRole() {}

  static CfnResource of(
      Contribution<WorkloadProperties> to, WorkloadNames names, Connections connections) {
    WorkloadProperties workload = to.properties();
    List<Map<String, Object>> policies =
        policies(workload.iamRoleStatements(), connections.statements());
    if (Boolean.TRUE.equals(workload.enableRemoteSessions())) {
      add(policies, "allow-remote-sessions", List.of(remoteSessions()));
    }
    add(policies, "allow-file-systems", ContainerVolumes.statements(to));
    return role(names.roleName(), policies);
  }

  /** The role of something that has no sessions. */
  static CfnResource of(
      String name, List<RoleStatement> wanted, List<Statement> connectedStatements) {
    return role(name, policies(wanted, connectedStatements));
  }

  private static List<Map<String, Object>> policies(
      List<RoleStatement> wanted, List<Statement> connectedStatements) {
    List<Map<String, Object>> policies = new ArrayList<>();
    add(policies, "custom-iam-role-statements", wanted.stream().map(Statement::of).toList());
    add(policies, "custom-allow-access-to-policy-statements", connectedStatements);
    return policies;
  }

  private static CfnResource role(String name, List<Map<String, Object>> policies) {
    return CfnResource.of(
        "AWS::IAM::Role",
        new Tree()
            .with("RoleName", name)
            .with(
                "AssumeRolePolicyDocument",
                Statement.document(List.of(assumedBy("ecs-tasks.amazonaws.com"))))
            .with("Policies", policies)
            .build());
  }

  /**
   * The agent in a container opens channels; AWS knows no resource that they could be limited to.
   */
  private static Statement remoteSessions() {
    return Statement.allow(
        List.of(
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel"),
        "*");
  }

  private static void add(
      List<Map<String, Object>> policies, String name, List<Statement> statements) {
    if (!statements.isEmpty()) {
      policies.add(Statement.inlinePolicy(name, statements));
    }
  }

  /** The statement that lets a service of AWS take on a role. */
  static Map<String, Object> assumedBy(String service) {
    return new Tree()
        .with("Effect", "Allow")
        .with("Principal", Map.of("Service", service))
        .with("Action", "sts:AssumeRole")
        .build();
  }
}
