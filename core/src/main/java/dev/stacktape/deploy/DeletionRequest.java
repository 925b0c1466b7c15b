package dev.stacktape.deploy;

import dev.stacktape.name.Target;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.template.ResourceOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stack that is to be deleted.
 *
 * @param plan the plan to the empty template: everything goes
 * @param deployed the stack that the plan was made from
 * @param allowDataLoss the resources whose data may be lost, by name in the config or by logical id
 * @param leaving what may stay behind when it cannot be deleted
 */
public record DeletionRequest(
    Plan plan, DeployedStack deployed, Set<String> allowDataLoss, Leaving leaving) {
  public DeletionRequest {
    allowDataLoss = Set.copyOf(allowDataLoss);
  }

  /** Everything is to be deleted. */
  public DeletionRequest(Plan plan, DeployedStack deployed, Set<String> allowDataLoss) {
    this(plan, deployed, allowDataLoss, Leaving.NOTHING);
  }

  /**
   * What may stay behind when it cannot be deleted. It is no longer in any stack then.
   *
   * @param named by name in the config or by logical id
   * @param anything whatever it is
   */
  public record Leaving(Set<String> named, boolean anything) {
    /** Nothing may. */
    public static final Leaving NOTHING = new Leaving(Set.of(), false);

    public Leaving {
      named = Set.copyOf(named);
    }

    boolean allows(StuckResource stuck) {
      return anything || stuck.isNamedIn(named);
    }
  }

  Target target() {
    return plan.target();
  }

  String stackName() {
    return target().stackName();
  }

  Map<String, ResourceOrigin> origins() {
    Map<String, ResourceOrigin> origins = new LinkedHashMap<>();
    plan.changes().forEach(change -> origins.put(change.logicalId(), change.origin()));
    return origins;
  }

  /** Whether the loss of what is in this resource was consented to. */
  boolean mayLose(Change change) {
    return change.isNamedIn(allowDataLoss);
  }

  /** What would be lost without anybody having said so. */
  List<Change> lossesWithoutConsent() {
    return plan.losses().stream().filter(change -> !mayLose(change)).toList();
  }
}
