package dev.stacktape.resource.container;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.packaging.JobPrebuiltImage;
import dev.stacktape.resource.packaging.PrebuiltImage;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The role with which ECS starts the containers of a stack: it pulls images, writes logs and reads
 * the secrets of environments. Code in the containers cannot use it. A stack has one, so it says
 * what all workloads need.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">Task
 *     execution role</a>
 */
final class ExecutionRole {
  private static final String ID = LogicalId.of("Stp", "EcsExecutionRole");
  private static final String REPOSITORY = "arn:${AWS::Partition}:ecr:%s:%s:repository/%s";
  private static final Pattern IN_ECR =
      Pattern.compile(
          "(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+).*");

  private ExecutionRole() {}

  /** Adds the role, and says what its ARN is. */
  static Map<String, Object> contribute(Contribution<?> to) {
    to.share(
        ID,
        CfnResource.of(
            "AWS::IAM::Role",
            new Tree()
                .with(
                    "AssumeRolePolicyDocument",
                    Statement.document(List.of(TaskRole.assumedBy("ecs-tasks.amazonaws.com"))))
                .with(
                    "Policies",
                    List.of(Statement.inlinePolicy("start-containers", statements(to.stack()))))
                .build()));
    return Fn.getAtt(ID, "Arn");
  }

  private static List<Statement> statements(StackView stack) {
    Set<Object> repositories = new LinkedHashSet<>();
    repositories.add(
        Fn.sub(
            REPOSITORY.formatted(
                "${AWS::Region}", "${AWS::AccountId}", stack.target().imageRepository())));
    Map<String, Set<Object>> kept = new LinkedHashMap<>();
    for (Resource<?> resource : stack.withParts().values()) {
      if (resource.properties() instanceof WorkloadProperties workload) {
        collect(workload, stack, repositories, kept);
      } else if (resource.properties() instanceof JobProperties job) {
        collect(job, stack, repositories, kept);
      }
    }
    List<Statement> statements = new ArrayList<>();
    // A token is for the whole registry, so AWS knows no narrower resource.
    statements.add(Statement.allow(List.of("ecr:GetAuthorizationToken"), "*"));
    statements.add(
        Statement.allow(
            List.of(
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer"),
            repositories.toArray()));
    statements.add(
        Statement.allow(
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            logGroups(stack, "ecs"),
            logGroups(stack, "batch")));
    kept.forEach(
        (action, resources) ->
            statements.add(Statement.allow(List.of(action), resources.toArray())));
    return statements;
  }

  private static void collect(
      WorkloadProperties workload,
      StackView stack,
      Set<Object> repositories,
      Map<String, Set<Object>> kept) {
    Connections connections = Connections.of(workload.connectTo(), stack);
    for (WorkloadContainer container : workload.containers()) {
      ContainerEnvironment.of(container.environment(), connections)
          .kept()
          .forEach(value -> add(kept, value.action(), value.resource()));
      if (container.packaging() instanceof PrebuiltImage image) {
        repositoryOf(image.image(), repositories);
        if (image.repositoryCredentialsSecretArn() != null) {
          add(kept, "secretsmanager:GetSecretValue", image.repositoryCredentialsSecretArn());
        }
      }
    }
  }

  private static Object logGroups(StackView stack, String kind) {
    return Fn.sub(
        "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/stp/%s/%s/*"
            .formatted(stack.target().stackName(), kind));
  }

  private static void collect(
      JobProperties job, StackView stack, Set<Object> repositories, Map<String, Set<Object>> kept) {
    ContainerEnvironment.of(job.container().environment(), Connections.of(job.connectTo(), stack))
        .kept()
        .forEach(value -> add(kept, value.action(), value.resource()));
    if (job.container().packaging() instanceof JobPrebuiltImage image) {
      repositoryOf(image.image(), repositories);
    }
  }

  private static void add(Map<String, Set<Object>> kept, String action, Object resource) {
    kept.computeIfAbsent(action, any -> new LinkedHashSet<>()).add(resource);
  }

  private static void repositoryOf(String image, Set<Object> repositories) {
    Matcher parts = IN_ECR.matcher(image);
    if (parts.matches()) {
      repositories.add(
          Fn.sub(REPOSITORY.formatted(parts.group(2), parts.group(1), parts.group(3))));
    }
  }
}
