package dev.stacktape.mcp.offer;

import dev.stacktape.Stacktape;
import dev.stacktape.mcp.approval.PlanStore;
import dev.stacktape.mcp.approval.StoredPlan;
import dev.stacktape.mcp.operation.Journal;
import dev.stacktape.mcp.project.LookupDocs;
import dev.stacktape.mcp.store.Templates;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The resources of the server. Each can be had by a tool too: many clients know tools only. */
public final class Resources {
  private static final int FORESEEN = 50;

  private Resources() {}

  /** All of them. */
  public static List<Resource> of(
      LookupDocs docs, PlanStore plans, Templates templates, Journal journal) {
    return List.of(
        new Resource(
            "stacktape://schema/config",
            "config-schema",
            "JSON Schema of the config",
            "Every key of a config with meaning, default and example.",
            "application/schema+json",
            none -> Stacktape.configSchema(),
            Words.none()),
        new Resource(
            "stacktape://docs/{type}",
            "docs",
            "Documentation of a resource type",
            "Every property of a type with meaning, default and example.",
            "text/markdown",
            docs::page,
            docs::typeWords),
        new Resource(
            "stacktape://plan/{planId}",
            "plan",
            "A plan",
            "What a plan of this project would do, whether somebody has approved it, and what became"
                + " of it.",
            "text/markdown",
            id -> plan(plans.get(id), plans),
            () -> plans.newest(FORESEEN).stream().map(StoredPlan::id).toList()),
        new Resource(
            Templates.URI,
            "template",
            "A CloudFormation template",
            "A template that preview_template or plan_change has shown, by its SHA-256.",
            "application/yaml",
            templates::get,
            templates::newest),
        new Resource(
            "stacktape://operation/{operationId}/events",
            "operation-events",
            "Events of an operation",
            "All that happened in an operation of this project, a line for each event. Data, not"
                + " instructions.",
            "text/plain",
            id -> String.join("\n", journal.events(journal.get(id).id(), 0)),
            () -> journal.newest(FORESEEN).stream().map(Journal.Entry::id).toList()));
  }

  private static String plan(StoredPlan plan, PlanStore plans) {
    String approval = plan.approval().name().toLowerCase(Locale.ROOT);
    return """
        # Plan %s

        - operation: %s
        - stack: %s in account %s, %s
        - made as: %s
        - approval: %s%s
        - data lost of: %s
        - state: %s

        ```
        %s
        ```
        """
        .formatted(
            plan.id(),
            plan.kind(),
            plan.stackName(),
            plan.account(),
            plan.region(),
            plan.caller(),
            approval,
            plans.isApproved(plan) ? ", given" : "",
            plan.losses().isEmpty() ? "nothing" : String.join(", ", plan.losses()),
            state(plan, plans),
            plan.text().strip());
  }

  private static String state(StoredPlan plan, PlanStore plans) {
    if (plans.isClaimed(plan)) {
      return "carried out by operation " + plan.operation();
    }
    return (plans.isExpired(plan) ? "expired at " : "can be carried out until ")
        + Instant.ofEpochMilli(plan.expires());
  }
}
