package dev.stacktape.plan;

import dev.stacktape.resource.function.PublishedVersion;
import dev.stacktape.template.ResourceDiff;

/**
 * A published version goes and another one comes whenever the function changes; the operation on
 * the function publishes one of its own.
 */
final class VersionRule {
  static final String TYPE = "AWS::Lambda::Version";

  private VersionRule() {}

  /** Whether it is the version of a function that is going to be another one. */
  static boolean comesWithFunction(ResourceDiff diff) {
    return (diff.isAdded() || diff.isRemoved())
        && diff.resource().type().equals(TYPE)
        && PublishedVersion.isOfFunction(diff.resource());
  }
}
