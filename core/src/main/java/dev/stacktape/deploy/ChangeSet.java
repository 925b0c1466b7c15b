package dev.stacktape.deploy;

import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/**
 * A change set that CloudFormation has worked out.
 *
 * @param arn what it is executed by
 * @param changes of all pages; empty when there is nothing to change
 */
record ChangeSet(String arn, String stackId, List<ResourceChange> changes, boolean isEmpty) {

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
