package dev.stacktape.resource;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.iam.RoleStatement;
import java.util.List;

/** What users add to the role of a workload. */
public final class RoleStatements {
  private RoleStatements() {}

  /** Reports statements that say nothing. */
  public static void check(Inspection<?> inspection, List<RoleStatement> statements) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i).action().isEmpty()) {
        inspection.report(
            VALUE_INVALID
                .error("The statement does not say what it is about.")
                .hint("Add `Action` with a list, such as [ses:SendEmail]."),
            "iamRoleStatements",
            i);
      }
    }
  }
}
