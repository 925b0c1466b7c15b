package dev.stacktape.resource.workflow;

import static dev.stacktape.resource.ResourceCode.PERMISSION_UNKNOWN;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.iam.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the role of a state machine needs, derived from its tasks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html">IAM
 *     policies for integrated services</a>
 */
final class TaskPermissions {
  /** {@code arn:aws:states:::sqs:sendMessage.waitForTaskToken}. */
  private static final Pattern INTEGRATION =
      Pattern.compile("arn:[\\w-]+:states:::(aws-sdk:)?([\\w-]+):(\\w+)(\\..+)?");

  private static final Pattern ACTIVITY = Pattern.compile("arn:[\\w-]+:states:.*:activity:.*");

  private final StackView stack;

  TaskPermissions(StackView stack) {
    this.stack = stack;
  }

  /** Reports tasks for which no permission can be derived. */
  void check(Inspection<StateMachineProperties> inspection) {
    for (Tasks.Placed placed : Tasks.in(inspection.properties().definition())) {
      if (!isActivity(placed.task()) && of(placed.task()).isEmpty()) {
        inspection.report(
            PERMISSION_UNKNOWN
                .warning(
                    "The role gets no permission for this task, because it does not say on which resource it works.")
                .hint(
                    "Name the resource in `Parameters`, or let a function with `connectTo` do the work."),
            Tasks.below(placed.path(), "Resource").toArray());
      }
    }
  }

  List<Statement> of(StateMachineDefinition definition) {
    Set<Statement> statements = new LinkedHashSet<>();
    Tasks.in(definition).forEach(placed -> statements.addAll(of(placed.task())));
    return List.copyOf(statements);
  }

  private static boolean isActivity(State.Task task) {
    return task.resource() instanceof String text && ACTIVITY.matcher(text).matches();
  }

  private List<Statement> of(State.Task task) {
    if (isActivity(task)) {
      return List.of();
    }
    Matcher integration = INTEGRATION.matcher(task.resource() instanceof String text ? text : "");
    if (!integration.matches()) {
      // Anything else that can stand there is the ARN of a function.
      return List.of(Statement.allow(List.of("lambda:InvokeFunction"), task.resource()));
    }
    boolean sdk = integration.group(1) != null;
    String mode = integration.group(4) == null ? "" : integration.group(4);
    TaskTarget target = new TaskTarget(task.parameters(), stack);
    return sdk
        ? new SdkCall(integration.group(2), integration.group(3)).statements(target)
        : new ServiceCall(integration.group(2), integration.group(3), mode.startsWith(".sync"))
            .statements(target);
  }
}
