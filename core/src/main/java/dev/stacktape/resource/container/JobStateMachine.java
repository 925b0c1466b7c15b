package dev.stacktape.resource.container;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state machine that runs a batch job, and runs it again when it fails. What starts it becomes
 * a variable in the environment of the job.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html">Run AWS
 *     Batch workloads with Step Functions</a>
 */
final class JobStateMachine {
  private static final String ROLE = LogicalId.of("Stp", "BatchStateMachineRole");

  private JobStateMachine() {}

  static void contribute(Contribution<JobProperties> to, JobNames names) {
    addRole(to);
    to.add(
        names.stateMachineId(),
        CfnResource.of(
            "AWS::StepFunctions::StateMachine",
            new Tree()
                .with("StateMachineName", names.stateMachineName())
                .with("RoleArn", Fn.getAtt(ROLE, "Arn"))
                .with("Definition", definition(to.properties(), names))
                .with("Tags", to.stack().tags().toList())
                .build()));
  }

  private static Tree definition(JobProperties job, JobNames names) {
    int attempts = attempts(job);
    Tree run =
        new Tree()
            .with("Type", "Task")
            .with("Resource", Fn.sub("arn:${AWS::Partition}:states:::batch:submitJob.sync"))
            .with(
                "Parameters",
                new Tree()
                    .with("JobName", names.definitionName())
                    .with("JobDefinition", Fn.ref(names.definitionId()))
                    .with("JobQueue", JobFleet.of(job).queue())
                    .with(
                        "ContainerOverrides",
                        new Tree().with("Environment", environment(attempts))))
            .with("Retry", retry(job.retryConfig(), attempts))
            .with("End", true);
    return new Tree().with("StartAt", "runJob").with("States", new Tree().with("runJob", run));
  }

  private static int attempts(JobProperties job) {
    JobRetry retry = job.retryConfig();
    return retry == null || retry.attempts() == null ? 1 : retry.attempts();
  }

  private static List<Map<String, Object>> environment(int attempts) {
    return List.of(
        new Tree()
            .with("Name", "STP_TRIGGER_EVENT_DATA")
            .with("Value.$", "States.JsonToString($)")
            .build(),
        new Tree()
            .with("Name", "STP_MAXIMUM_ATTEMPTS")
            .with("Value", String.valueOf(attempts))
            .build(),
        new Tree()
            .with("Name", "STP_CURRENT_ATTEMPT")
            .with("Value.$", "States.Format('{}', States.MathAdd($$.State.RetryCount, 1))")
            .build());
  }

  private static @Nullable List<Map<String, Object>> retry(@Nullable JobRetry retry, int attempts) {
    if (retry == null || attempts == 1) {
      return null;
    }
    // Step Functions waits for a second at least.
    int seconds =
        retry.retryIntervalSeconds() == null ? 1 : Math.max(1, retry.retryIntervalSeconds());
    return List.of(
        new Tree()
            .with("ErrorEquals", List.of("States.ALL"))
            .with("MaxAttempts", attempts - 1)
            .with("IntervalSeconds", seconds)
            .with(
                "BackoffRate",
                retry.retryIntervalMultiplier() == null ? 1 : retry.retryIntervalMultiplier())
            .build());
  }

  private static void addRole(Contribution<JobProperties> to) {
    Set<Object> submitted = new LinkedHashSet<>();
    for (Resource<?> resource : to.stack().withParts().values()) {
      if (resource.properties() instanceof JobProperties job) {
        submitted.add(new JobNames(resource.name(), to.stack()).definitionArns());
        submitted.add(JobFleet.of(job).queueArn(to.stack()));
      }
    }
    to.share(
        ROLE,
        CfnResource.of(
            "AWS::IAM::Role",
            new Tree()
                .with(
                    "AssumeRolePolicyDocument",
                    Statement.document(List.of(TaskRole.assumedBy("states.amazonaws.com"))))
                .with(
                    "Policies", List.of(Statement.inlinePolicy("run-jobs", statements(submitted))))
                .build()));
  }

  private static List<Statement> statements(Set<Object> submitted) {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.allow(List.of("batch:SubmitJob"), submitted.toArray()));
    statements.add(endings());
    // A rule of Step Functions' own, by which it learns that a job has ended.
    statements.add(
        Statement.allow(
            List.of("events:DescribeRule", "events:PutRule", "events:PutTargets"),
            JobNames.arn("events", "rule/StepFunctionsGetEventsForBatchJobsRule")));
    return statements;
  }

  /** Stopping jobs, whose ids nobody knows before. */
  private static Statement endings() {
    return Statement.allow(List.of("batch:TerminateJob"), JobNames.arn("batch", "job/*"));
  }

  /** What a workload may do that is connected to a job. */
  static List<Statement> use(Resource<JobProperties> job, StackView stack) {
    JobNames names = new JobNames(job.name(), stack);
    return List.of(
        Statement.allow(
            List.of("batch:SubmitJob"),
            names.definitionArns(),
            JobFleet.of(job.properties()).queueArn(stack)),
        // AWS knows no resource that looking at jobs could be limited to.
        Statement.allow(List.of("batch:DescribeJobs", "batch:ListJobs"), "*"),
        endings(),
        Statement.allow(
            List.of("states:ListExecutions", "states:StartExecution"), names.stateMachineArn()),
        Statement.allow(
            List.of("states:DescribeExecution", "states:StopExecution"), names.executionArns()));
  }
}
