package dev.stacktape.deploy;

import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import dev.stacktape.problem.StacktapeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/**
 * A change set that CloudFormation has worked out.
 *
 * @param arn what it is executed by
 * @param changes of all pages
 * @param failure why it cannot be executed, null when it can
 */
record ChangeSet(
    String arn, String stackId, List<ResourceChange> changes, @Nullable String failure) {

  /** How CloudFormation says that nothing differs; there is no code for it. */
  private static final Pattern NOTHING =
      Pattern.compile("didn't contain changes|No updates are to be performed|contains no changes");

  /** Whether the stack is as the template says already. */
  boolean isEmpty() {
    return failure != null && NOTHING.matcher(failure).find();
  }

  /**
   * Goes on only when CloudFormation takes the change set.
   *
   * @throws StacktapeException {@code CHANGE_SET_REFUSED}
   */
  void requireAccepted() {
    if (failure != null) {
      throw refused(failure);
    }
  }

  /** Whether a bucket goes or is replaced, of which AWS looks whether it is empty. */
  boolean touchesBuckets() {
    return changes.stream()
        .filter(change -> "AWS::S3::Bucket".equals(change.resourceType()))
        .anyMatch(
            change ->
                "Remove".equals(change.actionAsString())
                    || "True".equals(change.replacementAsString()));
  }

  static StacktapeException refused(String reason) {
    return StacktapeException.cloud(
        DeployCode.CHANGE_SET_REFUSED
            .error(
                "CloudFormation refused the change set: " + DeploymentFailure.cleaned(reason) + ".")
            .hint(KnownFailure.hintFor(reason).orElse(null)),
        null);
  }

  /**
   * What goes or is replaced although the plan did not say so, each as a phrase. {@code
   * Conditional} replacements are not among them: AWS answers so wherever a value is known at
   * execution only.
   */
  List<String> beyond(Plan plan) {
    Map<String, Change.Action> planned = new HashMap<>();
    plan.changes().forEach(change -> planned.put(change.logicalId(), change.action()));
    List<String> beyond = new ArrayList<>();
    for (ResourceChange change : changes) {
      String id = change.logicalResourceId();
      Change.Action action = planned.get(id);
      boolean mayReplace = action == Change.Action.REPLACE || action == Change.Action.MAY_REPLACE;
      if ("Remove".equals(change.actionAsString()) && action != Change.Action.DELETE) {
        beyond.add("delete " + id);
      } else if ("True".equals(change.replacementAsString()) && !mayReplace) {
        beyond.add("replace " + id);
      }
    }
    return beyond;
  }
}
