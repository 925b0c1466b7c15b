package dev.stacktape.mcp.operation;

import dev.stacktape.PlannedDeletion;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.RollbackChoice;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.config.HookTrigger;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.EventListener;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Refusal;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.PlanText;
import dev.stacktape.stack.ScriptSpec;
import dev.stacktape.stack.StackScripts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change as the engine plans it, of whichever kind.
 *
 * @param deployment what is carried out, null for a deletion
 * @param deletion what is deleted, null otherwise
 */
record Change(
    String kind, @Nullable PlannedDeployment deployment, @Nullable PlannedDeletion deletion) {

  /** Plans what a call asks for. Changes nothing. */
  static Change plan(
      Stacktape stacktape,
      String kind,
      StackRequest request,
      Arguments arguments,
      EventListener events,
      CancellationToken cancellation) {
    return switch (kind) {
      case "delete" ->
          new Change(kind, null, stacktape.planDeletion(request, events, cancellation));
      case "rollback" ->
          new Change(
              kind, stacktape.planRollback(request, choice(arguments), events, cancellation), null);
      case "hotswap" ->
          new Change(kind, swappable(stacktape.planHotswap(request, events, cancellation)), null);
      default -> new Change(kind, stacktape.plan(request, events, cancellation), null);
    };
  }

  private static RollbackChoice choice(Arguments arguments) {
    int version = arguments.number("toVersion", 0);
    return version > 0 ? new RollbackChoice.Exactly(version) : new RollbackChoice.Steps(1);
  }

  private static PlannedDeployment swappable(PlannedDeployment planned) {
    if (planned.plan().route() == Plan.Route.CHANGE_SET) {
      List<String> reasons =
          planned.plan().rejections().stream().map(rejection -> rejection.reason()).toList();
      throw new Refusal(
          "HOTSWAP_REFUSED",
          "More than code has changed: " + String.join(" ", reasons),
          "A deployment carries it out.",
          "Call plan_change with operation `deploy`.");
    }
    return planned;
  }

  /** What is going to happen. */
  Plan plan() {
    if (deployment != null) {
      return deployment.plan();
    }
    return java.util.Objects.requireNonNull(deletion, "one of both is there").plan();
  }

  /** Whether nothing would be done. */
  boolean isNothing() {
    return deployment == null ? deletion == null || !deletion.exists() : deployment.isNothing();
  }

  /**
   * What runs on this machine beside it, word for word; empty for nothing. The engine's plan says
   * nothing of it.
   */
  String scripts() {
    if (deployment != null) {
      return words(
          deployment.synthesis().scripts(),
          deployment.onBuildServer(),
          HookTrigger.BEFORE_DEPLOY,
          HookTrigger.AFTER_DEPLOY);
    }
    return deletion == null
        ? ""
        : words(
            deletion.scripts(),
            deletion.onBuildServer(),
            HookTrigger.BEFORE_DELETE,
            HookTrigger.AFTER_DELETE);
  }

  private static String words(StackScripts scripts, boolean onBuildServer, HookTrigger... due) {
    return Stream.of(due)
        .flatMap(trigger -> scripts.due(trigger, onBuildServer).stream())
        .map(ScriptSpec::toString)
        .collect(Collectors.joining("\n"));
  }

  /** The plan in words. */
  String text() {
    return deployment == null ? PlanText.of(plan()) : deployment.text();
  }
}
