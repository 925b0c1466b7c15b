package dev.stacktape.mcp.operation;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeletion;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.RollbackChoice;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.EventListener;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Refusal;
import dev.stacktape.plan.Change.Data;
import dev.stacktape.plan.Plan;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
   * Names of the resources that lose data. Deleting a stack takes what would be kept by its policy
   * as well, so that nothing stays behind.
   */
  List<String> losses() {
    Set<String> names = new TreeSet<>();
    plan().allChanges().stream()
        .filter(
            change ->
                change.data() == Data.LOST || (deletion != null && change.data() == Data.KEPT))
        .forEach(
            change -> {
              String name = change.origin().resourceName();
              names.add(name == null ? change.logicalId() : name);
            });
    return List.copyOf(names);
  }

  /** SHA-256 over what runs on this machine beside it; empty for nothing. */
  String scripts() {
    String digest = plan().scripts();
    return digest == null ? "" : digest;
  }

  /** SHA-256 over the files that go into buckets; empty for none. */
  String contents() {
    return deployment == null ? "" : ContentDigest.of(deployment.contents());
  }

  /** The plan in words, with the scripts that run beside it. */
  String text() {
    return deployment == null
        ? java.util.Objects.requireNonNull(deletion, "one of both is there")
            .text(new Consent(Set.copyOf(losses())))
        : deployment.text();
  }
}
