package dev.stacktape.resource.workflow;

import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A service that Step Functions works with itself.
 *
 * @param waits whether the machine goes on only when the work is done; it is told by a rule that it
 *     makes for itself
 */
record ServiceCall(String service, String action, boolean waits) {

  List<Statement> statements(TaskTarget target) {
    return switch (service) {
      case "lambda" ->
          on("lambda:InvokeFunction", target.named("FunctionName", "lambda:%s:function:"));
      case "sns" -> on("sns:Publish", target.arn("TopicArn"));
      case "sqs" -> on("sqs:SendMessage", target.queue("QueueUrl"));
      case "dynamodb" ->
          on("dynamodb:" + capital(action), target.named("TableName", "dynamodb:%s:table/"));
      case "events" -> putEvents(target);
      case "states" -> startExecution(target);
      case "batch" -> submitJob(target);
      case "ecs" -> runTask(target);
      case "glue" -> startJobRun(target);
      default -> List.of();
    };
  }

  private static List<Statement> on(String action, Optional<Object> resource) {
    return resource.map(arn -> List.of(Statement.allow(List.of(action), arn))).orElse(List.of());
  }

  private static List<Statement> putEvents(TaskTarget target) {
    List<Statement> statements = new ArrayList<>();
    if (target.parameters().get("Entries") instanceof List<?> entries) {
      for (Object entry : entries) {
        Object bus = entry instanceof Map<?, ?> map ? map.get("EventBusName") : null;
        Map<String, Object> named = Map.of("bus", bus == null ? "default" : bus);
        new TaskTarget(named, target.stack())
            .named("bus", "events:%s:event-bus/")
            .ifPresent(arn -> statements.add(Statement.allow(List.of("events:PutEvents"), arn)));
      }
    }
    return statements;
  }

  private List<Statement> startExecution(TaskTarget target) {
    Optional<Object> machine = target.arn("StateMachineArn");
    List<Statement> statements = new ArrayList<>(on("states:StartExecution", machine));
    if (waits && machine.isPresent()) {
      // The ARNs of runs differ from the machine's by one word and their ids.
      statements.add(
          Statement.allow(
              List.of("states:DescribeExecution", "states:StopExecution"),
              Fn.sub(
                  "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${name}:*",
                  Map.of(
                      "name",
                      Map.of(
                          "Fn::Select",
                          List.of(6, Map.of("Fn::Split", List.of(":", machine.get()))))))));
      statements.add(toldBy("StepFunctionsGetEventsForStepFunctionsExecutionRule"));
    }
    return statements;
  }

  private List<Statement> submitJob(TaskTarget target) {
    Optional<Object> definition = target.named("JobDefinition", "batch:%s:job-definition/");
    Optional<Object> queue = target.named("JobQueue", "batch:%s:job-queue/");
    if (definition.isEmpty() || queue.isEmpty()) {
      return List.of();
    }
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.allow(List.of("batch:SubmitJob"), definition.get(), queue.get()));
    if (waits) {
      // Batch can be asked about all jobs only.
      statements.add(Statement.allow(List.of("batch:DescribeJobs"), "*"));
      statements.add(
          Statement.allow(
              List.of("batch:TerminateJob"),
              Fn.sub("arn:${AWS::Partition}:batch:${AWS::Region}:${AWS::AccountId}:job/*")));
      statements.add(toldBy("StepFunctionsGetEventsForBatchJobsRule"));
    }
    return statements;
  }

  private List<Statement> runTask(TaskTarget target) {
    Optional<Object> definition = target.named("TaskDefinition", "ecs:%s:task-definition/");
    List<Statement> statements = new ArrayList<>(on("ecs:RunTask", definition));
    if (definition.isEmpty()) {
      return statements;
    }
    statements.add(
        new Statement(
            null,
            "Allow",
            List.of("iam:PassRole"),
            List.of(
                Fn.sub(
                    "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/"
                        + target.stack().target().stackName()
                        + "-*")),
            Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com"))));
    if (waits) {
      statements.add(
          Statement.allow(
              List.of("ecs:StopTask", "ecs:DescribeTasks"),
              Fn.sub("arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task/*")));
      statements.add(toldBy("StepFunctionsGetEventsForECSTaskRule"));
    }
    return statements;
  }

  private List<Statement> startJobRun(TaskTarget target) {
    return target
        .named("JobName", "glue:%s:job/")
        .map(
            job ->
                List.of(
                    Statement.allow(
                        waits
                            ? List.of(
                                "glue:StartJobRun",
                                "glue:GetJobRun",
                                "glue:GetJobRuns",
                                "glue:BatchStopJobRun")
                            : List.of("glue:StartJobRun"),
                        job)))
        .orElse(List.of());
  }

  private static Statement toldBy(String rule) {
    return Statement.allow(
        List.of("events:PutTargets", "events:PutRule", "events:DescribeRule"),
        Fn.sub("arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/" + rule));
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
