package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.ResourceStatus;
import dev.stacktape.local.cloudformation.stack.StackResource;

/** Which resources outlive their stack. */
final class Lives {
  private Lives() {}

  /**
   * Whether a resource stays when it is taken out of its stack.
   *
   * @param neverFinished whether the operation that made it did not come to a good end
   * @param retainExceptOnCreate whether the caller wants nothing of a failed creation to stay
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html">DeletionPolicy
   *     attribute</a>
   */
  static boolean outlives(Physical resource, boolean neverFinished, boolean retainExceptOnCreate) {
    return switch (resource.deletionPolicy()) {
      case "Retain" -> !(neverFinished && retainExceptOnCreate);
      case "RetainExceptOnCreate" -> !neverFinished;
      default -> false;
    };
  }

  /** Whether a resource is gone already, or left to itself. */
  static boolean isGone(StackResource resource) {
    return resource.status() == ResourceStatus.DELETE_COMPLETE
        || resource.status() == ResourceStatus.DELETE_SKIPPED;
  }
}
