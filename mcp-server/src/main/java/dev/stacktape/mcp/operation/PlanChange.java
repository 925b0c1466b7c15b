package dev.stacktape.mcp.operation;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.EventListener;
import dev.stacktape.mcp.approval.ApprovalMode;
import dev.stacktape.mcp.approval.Gate;
import dev.stacktape.mcp.approval.PlanStore;
import dev.stacktape.mcp.approval.Policy;
import dev.stacktape.mcp.approval.StoredPlan;
import dev.stacktape.mcp.project.Project;
import dev.stacktape.mcp.store.Templates;
import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.Page;
import dev.stacktape.mcp.tool.Schema;
import dev.stacktape.mcp.tool.Tool;
import dev.stacktape.plan.Plan;
import dev.stacktape.template.TemplateText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code plan_change}. */
public final class PlanChange implements Tool {
  private static final int CHANGES_SHOWN = 30;

  private final Stacktape stacktape;
  private final Project project;
  private final Policy policy;
  private final PlanStore plans;
  private final Gate gate;
  private final Templates templates;
  private final Set<String> executable;

  /**
   * Plans changes of a project's stacks.
   *
   * @param executable the operations that this server was launched to carry out
   */
  public PlanChange(
      Stacktape stacktape,
      Project project,
      Policy policy,
      PlanStore plans,
      Gate gate,
      Templates templates,
      Set<String> executable) {
    this.stacktape = stacktape;
    this.project = project;
    this.policy = policy;
    this.plans = plans;
    this.gate = gate;
    this.templates = templates;
    this.executable = Set.copyOf(executable);
  }

  @Override
  public String name() {
    return "plan_change";
  }

  @Override
  public String title() {
    return "Plan a change";
  }

  @Override
  public String description() {
    return "Works out what a deployment, hot-swap, rollback or deletion would do, and changes"
        + " nothing: what is created, changed, replaced and deleted, whose data is lost, and"
        + " who has to approve. Show the result to the user. The planId it returns is what"
        + " deploy, hotswap, rollback and delete_stack take; it holds for 15 minutes, once.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return Project.schema()
        .must("operation", Schema.oneOf("What to plan.", "deploy", "hotswap", "rollback", "delete"))
        .may(
            "toVersion",
            Schema.number("For a rollback: the version; default: the one before.", 1, 1_000_000))
        .closed();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return new Schema()
        .must("nothingToDo", Schema.flag())
        .may("planId", Schema.text())
        .may("expiresAt", Schema.text())
        .must("target", Schema.map())
        .must("changes", Schema.list(Schema.map()))
        .must("moreChanges", Schema.number())
        .must("losesDataOf", Schema.list(Schema.text()))
        .may("approval", Schema.text())
        .may("approveCommand", Schema.text())
        .may("templateUri", Schema.text())
        .must("nextSteps", Schema.list(Schema.text()))
        .closed();
  }

  @Override
  public Effect effect() {
    return new Effect(true, false, false, true);
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    String kind = arguments.required("operation");
    StackRequest request =
        kind.equals("deploy") || kind.equals("hotswap")
            ? project.request(arguments)
            : project.withoutCode(arguments, null);
    policy.require(request);
    CancellationToken cancellation = new CancellationToken();
    EventListener progress = event -> call.progress(dev.stacktape.event.EventWords.words(event));
    Change change = Change.plan(stacktape, kind, request, arguments, progress, cancellation);
    Plan plan = change.plan();
    policy.require(plan);
    Map<String, Object> content = content(change);
    if (change.isNothing()) {
      content.put("nextSteps", List.of("Nothing to do."));
      return new Answer(change.text(), content);
    }
    StoredPlan stored = stored(change, kind, request, arguments, cancellation);
    plans.add(stored);
    List<String> next = nextSteps(stored);
    content.put("planId", stored.id());
    content.put("expiresAt", java.time.Instant.ofEpochMilli(stored.expires()).toString());
    content.put("approval", word(stored.approval()));
    if (stored.approval() == ApprovalMode.OUT_OF_BAND || stored.approval() == ApprovalMode.USER) {
      content.put("approveCommand", gate.commandFor(stored.id()));
    }
    if (change.deployment() != null) {
      content.put(
          "templateUri",
          Templates.uri(templates.add(TemplateText.toYaml(change.deployment().template()))));
    }
    content.put("nextSteps", next);
    Page page = Page.of(change.text(), null);
    return new Answer(
        page.text()
            + (page.next() == null
                ? ""
                : "\n(%d more characters; all of it: stacktape://plan/%s)"
                    .formatted(change.text().length() - page.text().length(), stored.id()))
            + "\nplanId: "
            + stored.id()
            + "\napproval: "
            + word(stored.approval())
            + "\n"
            + String.join("\n", next),
        content);
  }

  private StoredPlan stored(
      Change change,
      String kind,
      StackRequest request,
      Arguments arguments,
      CancellationToken cancellation) {
    Plan plan = change.plan();
    return new StoredPlan(
        PlanStore.newId(),
        project.folder().root().toString(),
        kind,
        plan.id(),
        arguments.values(),
        stacktape.caller(request, cancellation),
        plan.target().stackName(),
        plan.target().account(),
        plan.target().region(),
        change.scripts(),
        change.contents(),
        change.losses(),
        change.text(),
        policy.approvalOf(plan, kind.equals("delete"), !change.scripts().isEmpty()),
        plans.expiry());
  }

  private List<String> nextSteps(StoredPlan plan) {
    List<String> next = new ArrayList<>();
    String tool = plan.kind().equals("delete") ? "delete_stack" : plan.kind();
    if (!executable.contains(tool)) {
      next.add(
          "This server was launched without the right to carry it out; the user can: mvn stacktape:"
              + plan.kind()
              + ".");
      return next;
    }
    next.add("Show the user what changes.");
    if (plan.approval() == ApprovalMode.OUT_OF_BAND) {
      next.add("Ask the user to approve in a terminal: " + gate.commandFor(plan.id()));
    }
    if (plan.approval() == ApprovalMode.USER) {
      next.add(
          "The user is asked when the tool is called; a client that cannot ask needs them to run: "
              + gate.commandFor(plan.id()));
    }
    next.add("Then call " + tool + " with this planId.");
    return next;
  }

  private static Map<String, Object> content(Change change) {
    Plan plan = change.plan();
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("account", plan.target().account());
    target.put("region", plan.target().region());
    target.put("stage", plan.target().stage());
    target.put("stackName", plan.target().stackName());
    List<Map<String, Object>> changes = new ArrayList<>();
    plan.allChanges().stream().limit(CHANGES_SHOWN).forEach(one -> changes.add(content(one)));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("nothingToDo", change.isNothing());
    content.put("target", target);
    content.put("changes", changes);
    content.put("moreChanges", plan.allChanges().size() - changes.size());
    content.put("losesDataOf", change.losses());
    return content;
  }

  private static Map<String, Object> content(dev.stacktape.plan.Change change) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("logicalId", change.logicalId());
    content.put("type", change.type());
    content.put("action", word(change.action()));
    content.put("data", word(change.data()));
    content.put("severity", word(change.severity()));
    if (change.origin().resourceName() != null) {
      content.put("resource", change.origin().resourceName());
    }
    if (!change.properties().isEmpty()) {
      content.put("properties", change.properties());
    }
    return content;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
