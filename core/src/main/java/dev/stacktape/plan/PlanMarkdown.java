package dev.stacktape.plan;

import dev.stacktape.plan.Change.Action;
import dev.stacktape.plan.Change.Data;
import dev.stacktape.plan.Change.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan as GitHub Flavored Markdown, for a comment on a pull request. What a reviewer must not
 * overlook stands first; the whole table is folded away when it is long.
 */
public final class PlanMarkdown {
  private static final int UNFOLDED = 15;

  private PlanMarkdown() {}

  /** The whole plan. */
  public static String of(Plan plan) {
    List<String> lines = new ArrayList<>();
    Plan companion = plan.companion();
    if (companion != null && companion.route() != Plan.Route.NOTHING) {
      add(companion, lines);
      lines.add("");
    }
    add(plan, lines);
    lines.add("");
    lines.add("<sub>Plan " + plan.id() + "</sub>");
    return String.join("\n", lines) + "\n";
  }

  private static void add(Plan plan, List<String> lines) {
    lines.add(
        "### Stack `%s` in `%s`, account `%s`"
            .formatted(plan.target().stackName(), plan.target().region(), plan.target().account()));
    lines.add("");
    lines.add("**" + PlanText.summary(plan) + "**");
    addWarnings(plan, lines);
    addChanges(plan, lines);
    if (!plan.parameters().isEmpty()) {
      lines.add("");
      lines.add(
          "Looked up in AWS: "
              + plan.parameters().entrySet().stream()
                  .map(found -> "`%s` = `%s`".formatted(found.getKey(), found.getValue()))
                  .collect(Collectors.joining(", ")));
    }
    if (!plan.outputChanges().isEmpty()) {
      lines.add("");
      lines.add("Outputs that change: " + codes(plan.outputChanges()));
    }
  }

  private static void addWarnings(Plan plan, List<String> lines) {
    List<String> warnings =
        plan.changes().stream()
            .filter(
                change ->
                    change.severity() == Severity.DATA_LOSS
                        || change.severity() == Severity.DOWNTIME
                        || change.severity() == Severity.SECURITY)
            .filter(change -> !weight(change).isEmpty())
            .map(
                change ->
                    "> - %s `%s`: %s"
                        .formatted(deed(change.action()), name(change), weight(change)))
            .toList();
    if (!warnings.isEmpty()) {
      lines.add("");
      lines.add(plan.losses().isEmpty() ? "> [!WARNING]" : "> [!CAUTION]");
      lines.addAll(warnings);
    }
  }

  private static void addChanges(Plan plan, List<String> lines) {
    if (plan.changes().isEmpty()) {
      return;
    }
    boolean folded = plan.changes().size() > UNFOLDED;
    lines.add("");
    if (folded) {
      lines.add("<details><summary>%d changes</summary>".formatted(plan.changes().size()));
      lines.add("");
    }
    lines.add("| | resource | CloudFormation resource | what changes | weight |");
    lines.add("|---|---|---|---|---|");
    for (Change change : plan.changes()) {
      lines.add(
          "| %s | %s | `%s` %s | %s | %s |"
              .formatted(
                  deed(change.action()),
                  cell(name(change)),
                  change.logicalId(),
                  change.type(),
                  cell(codes(change.properties())),
                  change.severity() == Severity.SAFE
                      ? ""
                      : change
                          .severity()
                          .name()
                          .toLowerCase(java.util.Locale.ROOT)
                          .replace('_', ' ')));
    }
    if (folded) {
      lines.add("");
      lines.add("</details>");
    }
  }

  private static String name(Change change) {
    String name = change.origin().resourceName();
    return name == null ? change.logicalId() : name;
  }

  private static String weight(Change change) {
    if (change.data() == Data.LOST) {
      return "**all data in it is lost**";
    }
    return switch (change.severity()) {
      case DOWNTIME -> change.action() == Action.DELETE ? "" : "interrupts what uses it";
      case SECURITY -> "grants more access than before";
      case DATA_LOSS, COST, SAFE -> "";
    };
  }

  private static String deed(Action action) {
    return switch (action) {
      case CREATE -> "create";
      case UPDATE -> "change";
      case REPLACE -> "replace";
      case MAY_REPLACE -> "perhaps replace";
      case DELETE -> "delete";
    };
  }

  private static String codes(List<String> texts) {
    return texts.isEmpty() ? "" : "`" + String.join("`, `", texts) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
