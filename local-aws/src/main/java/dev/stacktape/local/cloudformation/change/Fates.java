package dev.stacktape.local.cloudformation.change;

import dev.stacktape.local.cloudformation.document.Evaluation;
import dev.stacktape.local.cloudformation.document.ResourceValues;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.ResourceStatus;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackResource;
import java.util.HashMap;
import java.util.Map;

/** What becomes of each resource, and what it answers as long as that has not been done. */
final class Fates implements ResourceValues {
  /** What becomes of a resource. */
  enum Fate {
    SAME,
    MODIFIED,
    MAYBE_REPLACED,
    REPLACED,
    ADDED
  }

  private final Stack stack;
  private final Map<String, Fate> fates = new HashMap<>();

  Fates(Stack stack) {
    this.stack = stack;
  }

  void set(String logicalId, Fate fate) {
    fates.put(logicalId, fate);
  }

  Fate of(String logicalId) {
    return fates.getOrDefault(logicalId, Fate.SAME);
  }

  /** Whether its identifiers are only known once it has been made. */
  boolean isUnknown(String logicalId) {
    Fate fate = of(logicalId);
    return fate == Fate.ADDED || fate == Fate.REPLACED;
  }

  /** Whether a resource is there, rather than deleted or never made. */
  static boolean isThere(StackResource resource) {
    return resource.current() != null
        && resource.status() != ResourceStatus.DELETE_COMPLETE
        && resource.status() != ResourceStatus.DELETE_SKIPPED;
  }

  @Override
  public Object ref(String logicalId) {
    StackResource known = stack.resource(logicalId);
    Physical current = known == null ? null : known.current();
    return current == null || isUnknown(logicalId) ? Evaluation.KNOWN_AFTER_APPLY : current.id();
  }

  @Override
  public Object attribute(String logicalId, String attribute) {
    StackResource known = stack.resource(logicalId);
    Physical current = known == null ? null : known.current();
    return current == null || isUnknown(logicalId)
        ? Evaluation.KNOWN_AFTER_APPLY
        : current.attributes().getOrDefault(attribute, Evaluation.KNOWN_AFTER_APPLY);
  }
}
