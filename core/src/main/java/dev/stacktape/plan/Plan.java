package dev.stacktape.plan;

import dev.stacktape.name.Target;
import dev.stacktape.template.Template;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment is going to do. A promise: what was shown is what is executed.
 *
 * @param id SHA-256 over the content and over the deployed stack it was made from; a plan whose
 *     stack has moved on is refused
 * @param target where
 * @param parameters the values that the template's parameters get, by logical id: what was looked
 *     up in AWS
 * @param changes resource by resource, worst first, then in the order of the template
 * @param outputChanges keys of outputs that appear, differ or go
 * @param route the way it is going to be carried out
 * @param swaps what a hot-swap would do: for the hot-swap route, and for the change set route the
 *     functions whose live code was swapped and must be put back to what the template says
 * @param rejections why the rest cannot be hot-swapped
 * @param companion what happens to the part of the stack that is in another region; null where
 *     there is none
 * @param scripts SHA-256 over the scripts that run on this machine beside it, and over their files;
 *     null where none runs
 * @param mode how CloudFormation is going to execute it; null where it executes nothing, or where
 *     that is not decided. No part of the id: it changes nothing of what is done
 */
public record Plan(
    String id,
    Target target,
    Map<String, String> parameters,
    List<Change> changes,
    List<String> outputChanges,
    Route route,
    List<SwapOperation> swaps,
    List<SwapRejection> rejections,
    @Nullable Plan companion,
    @Nullable String scripts,
    @Nullable DeploymentMode mode) {

  public Plan {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    changes = List.copyOf(changes);
    outputChanges = List.copyOf(outputChanges);
    swaps = List.copyOf(swaps);
    rejections = List.copyOf(rejections);
  }

  /** A plan for a stack that is whole in its region. */
  public Plan(
      String id,
      Target target,
      Map<String, String> parameters,
      List<Change> changes,
      List<String> outputChanges,
      Route route,
      List<SwapOperation> swaps,
      List<SwapRejection> rejections) {
    this(
        id, target, parameters, changes, outputChanges, route, swaps, rejections, null, null, null);
  }

  /** A plan for a template without parameters. */
  public Plan(
      String id,
      Target target,
      List<Change> changes,
      List<String> outputChanges,
      Route route,
      List<SwapOperation> swaps,
      List<SwapRejection> rejections) {
    this(id, target, Map.of(), changes, outputChanges, route, swaps, rejections);
  }

  /** The way a plan is carried out. */
  public enum Route {
    /** Nothing differs. */
    NOTHING,
    /** Things are replaced where they run; what cannot be stays as it is deployed. */
    HOT_SWAP,
    /** CloudFormation executes a change set. */
    CHANGE_SET
  }

  /** The same plan under its id. */
  Plan withId(String newId) {
    return new Plan(
        newId,
        target,
        parameters,
        changes,
        outputChanges,
        route,
        swaps,
        rejections,
        companion,
        scripts,
        mode);
  }

  /**
   * The same plan with the scripts that run beside it, which its id then covers too.
   *
   * @param digest of them, null where none runs
   */
  public Plan withScripts(@Nullable String digest) {
    return digest == null
        ? this
        : new Plan(
            PlanId.of(id, digest),
            target,
            parameters,
            changes,
            outputChanges,
            route,
            swaps,
            rejections,
            companion,
            digest,
            mode);
  }

  /**
   * The same plan whose id covers something more that was shown with it.
   *
   * @param more names it; nothing where it is empty
   */
  public Plan covering(String more) {
    return more.isEmpty() ? this : withId(PlanId.of(id, more));
  }

  /**
   * The same plan together with that for the companion of the stack. Its id covers both, and where
   * only the companion changes there is something to deploy.
   */
  public Plan with(Plan other) {
    boolean more = other.route() != Route.NOTHING && route != Route.CHANGE_SET;
    List<SwapRejection> reasons = new ArrayList<>(rejections);
    if (more) {
      reasons.add(
          new SwapRejection(
              other.target().stackName(),
              "What is in %s changes.".formatted(other.target().region())));
    }
    return new Plan(
        PlanId.of(id, other.id()),
        target,
        parameters,
        changes,
        outputChanges,
        more ? Route.CHANGE_SET : route,
        more ? swaps.stream().filter(SwapOperation::isRestoration).toList() : swaps,
        reasons,
        other,
        scripts,
        mode);
  }

  /**
   * The same plan, to be executed in the mode that the rules choose where CloudFormation executes
   * it.
   *
   * @param wanted the template of the plan
   * @param deployed what it was made from
   */
  public Plan in(ModeRules rules, Template wanted, DeployedStack deployed) {
    return new Plan(
        id,
        target,
        parameters,
        changes,
        outputChanges,
        route,
        swaps,
        rejections,
        companion,
        scripts,
        route == Route.CHANGE_SET ? rules.choose(this, wanted, deployed) : null);
  }

  /** The same plan with other changes. */
  public Plan withChanges(List<Change> newChanges) {
    return new Plan(
        id,
        target,
        parameters,
        newChanges,
        outputChanges,
        route,
        swaps,
        rejections,
        companion,
        scripts,
        mode);
  }

  /** What changes, in the companion too. */
  public List<Change> allChanges() {
    return companion == null
        ? changes
        : Stream.concat(companion.changes.stream(), changes.stream()).toList();
  }

  /** The changes that lose data; each must be named by whoever consents. */
  public List<Change> losses() {
    return allChanges().stream().filter(change -> change.data() == Change.Data.LOST).toList();
  }
}
