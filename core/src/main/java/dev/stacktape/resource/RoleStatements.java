package dev.stacktape.resource;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.iam.RoleStatement;
import java.util.List;
import java.util.Set;

/** What users add to the role of a workload. */
public final class RoleStatements {
  private static final Set<String> EFFECTS = Set.of("Allow", "Deny");

  private RoleStatements() {}

  /** Reports statements that say nothing. */
  public static void check(Inspection<?> inspection, List<RoleStatement> statements) {
    for (int i = 0; i < statements.size(); i++) {
      String effect = statements.get(i).effect();
      if (effect != null && !EFFECTS.contains(effect)) {
        inspection.report(
            VALUE_INVALID
                .error("`%s` is no effect of a statement.".formatted(effect))
                .hint("Write `Allow` or `Deny`, with a capital."),
            "iamRoleStatements",
            i,
            "Effect");
      }
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
