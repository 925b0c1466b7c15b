package dev.stacktape.plan;

import dev.stacktape.name.Target;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
 */
public record Plan(
    String id,
    Target target,
    Map<String, String> parameters,
    List<Change> changes,
    List<String> outputChanges,
    Route route,
    List<SwapOperation> swaps,
    List<SwapRejection> rejections) {

  public Plan {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    changes = List.copyOf(changes);
    outputChanges = List.copyOf(outputChanges);
    swaps = List.copyOf(swaps);
    rejections = List.copyOf(rejections);
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
    /** Only code differs; it is replaced where it runs. */
    HOT_SWAP,
    /** CloudFormation executes a change set. */
    CHANGE_SET
  }

  /** The same plan under its id. */
  Plan withId(String newId) {
    return new Plan(newId, target, parameters, changes, outputChanges, route, swaps, rejections);
  }

  /** The changes that lose data; each must be named by whoever consents. */
  public List<Change> losses() {
    return changes.stream().filter(change -> change.data() == Change.Data.LOST).toList();
  }
}
