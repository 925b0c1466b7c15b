package dev.stacktape.mcp.operation;

import dev.stacktape.Consent;
import dev.stacktape.DeploymentResult;
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
import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.Refusal;
import dev.stacktape.mcp.tool.Schema;
import dev.stacktape.mcp.tool.Tool;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code deploy}, {@code hotswap}, {@code rollback} and {@code delete_stack}: carry out a plan, and
 * take nothing else that decides anything.
 */
public final class CarryOut implements Tool {
  private static final int LONGEST_WAIT = 45;
  private static final int WAIT = 20;

  private final Kind kind;
  private final Stacktape stacktape;
  private final Project project;
  private final Policy policy;
  private final PlanStore plans;
  private final Gate gate;
  private final Operations operations;

  /** The operations that carry a plan out. */
  public enum Kind {
    DEPLOY("deploy", "deploy", "Deploy", "Carries a plan of `deploy` out", true),
    HOTSWAP(
        "hotswap",
        "hotswap",
        "Hot-swap",
        "Replaces code where it runs, as a plan of `hotswap` says",
        false),
    ROLLBACK(
        "rollback",
        "rollback",
        "Roll back",
        "Brings an earlier version back, as a plan of `rollback` says",
        true),
    DELETE(
        "delete_stack",
        "delete",
        "Delete the stack",
        "Deletes a stack with its data, as a plan of `delete` says",
        true);

    private final String tool;
    private final String plan;
    private final String title;
    private final String does;
    private final boolean destructive;

    Kind(String tool, String plan, String title, String does, boolean destructive) {
      this.tool = tool;
      this.plan = plan;
      this.title = title;
      this.does = does;
      this.destructive = destructive;
    }

    /** The name of the tool. */
    public String tool() {
      return tool;
    }
  }

  /** Carries plans of one kind out. */
  public CarryOut(
      Kind kind,
      Stacktape stacktape,
      Project project,
      Policy policy,
      PlanStore plans,
      Gate gate,
      Operations operations) {
    this.kind = kind;
    this.stacktape = stacktape;
    this.project = project;
    this.policy = policy;
    this.plans = plans;
    this.gate = gate;
    this.operations = operations;
  }

  @Override
  public String name() {
    return kind.tool;
  }

  @Override
  public String title() {
    return kind.title;
  }

  @Override
  public String description() {
    return kind.does
        + ". Takes nothing but its planId; refuses when anything has changed since, or a person has"
        + " to approve first. Follow the operationId with get_operation.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return new Schema()
        .must("planId", Schema.text("From plan_change, after the user has seen the plan."))
        .may("waitSeconds", Schema.number("Default: 20.", 0, LONGEST_WAIT))
        .closed();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return GetOperation.schema();
  }

  @Override
  public Effect effect() {
    return new Effect(false, kind.destructive, true, true);
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    StoredPlan plan = plans.get(arguments.required("planId"));
    if (!plan.kind().equals(kind.plan)) {
      throw new Refusal(
          "PLAN_OF_ANOTHER_KIND",
          "This is a plan of `" + plan.kind() + "`.",
          "Each tool carries out plans of its own kind.",
          "Call plan_change with operation `" + kind.plan + "`.");
    }
    if (!plans.isClaimed(plan)) {
      start(plan, call);
    }
    String operation = plan.operation();
    Journal.Entry entry =
        operations.await(operation, Duration.ofSeconds(arguments.number("waitSeconds", WAIT)));
    return GetOperation.answer(entry, operations.journal().events(operation, 0));
  }

  private void start(StoredPlan plan, Call call) {
    gate.require(plan, call);
    Arguments planned = new Arguments(plan.arguments());
    boolean withCode = kind == Kind.DEPLOY || kind == Kind.HOTSWAP;
    StackRequest request = withCode ? project.request(planned) : project.withoutCode(planned, null);
    requireSameCaller(plan, request);
    // Written down first: whoever finds the plan taken looks for its operation. While a person was
    // asked another call may have begun it.
    operations
        .journal()
        .begin(plan.operation(), kind.tool, plan.id(), plan.stackName())
        .filter(entry -> plans.claim(plan))
        .ifPresent(
            entry ->
                operations.start(
                    entry,
                    (events, cancellation) ->
                        carryOut(plan, request, planned, events, cancellation),
                    call::progress));
  }

  private void requireSameCaller(StoredPlan plan, StackRequest request) {
    String caller = stacktape.caller(request, new CancellationToken());
    if (!caller.equals(plan.caller())) {
      throw new Refusal(
          "CALLER_CHANGED",
          "The plan was made as "
              + plan.caller()
              + ", but the credentials are now those of "
              + caller
              + ".",
          "A plan holds for the identity that made it.",
          "Call plan_change again.");
    }
  }

  /** Plans again: what comes out must be what was approved, down to the last byte. */
  private Map<String, Object> carryOut(
      StoredPlan stored,
      StackRequest request,
      Arguments arguments,
      EventListener events,
      CancellationToken cancellation) {
    Change change = Change.plan(stacktape, stored.kind(), request, arguments, events, cancellation);
    policy.require(change.plan());
    ApprovalMode needed =
        policy.approvalOf(change.plan(), change.deletion() != null, !change.scripts().isEmpty());
    if (needed.compareTo(stored.approval()) > 0) {
      throw stale("The policy has become stricter");
    }
    Consent consent = new Consent(Set.copyOf(stored.losses()), stored.digest());
    if (!change.scripts().equals(stored.scripts())) {
      throw stale("The scripts that run beside the deployment have changed");
    }
    if (!change.contents().equals(stored.contents())) {
      throw stale("The files that go into buckets have changed");
    }
    if (change.deletion() != null) {
      if (!change.plan().id().equals(stored.digest())) {
        throw stale("The stack has changed");
      }
      stacktape.delete(request, change.deletion(), consent, events, cancellation);
      return Map.of("deleted", stored.stackName());
    }
    DeploymentResult result =
        stacktape.deploy(
            request, Objects.requireNonNull(change.deployment()), consent, events, cancellation);
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("stackStatus", String.valueOf(result.report().status()));
    content.put("outputs", result.report().outputs());
    return content;
  }

  private static StacktapeException stale(String what) {
    return new StacktapeException(
        Problem.error("PLAN_STALE", what + " since the plan was made.")
            .hint("Call plan_change again and show the user the new plan."));
  }
}
