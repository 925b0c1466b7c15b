package dev.stacktape.deploy;

import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan means to files in buckets.
 *
 * @param stackChanges whether the stack changes before, and with it what pages are told
 * @param newBuckets logical ids of resources that are or may be made anew, with nothing in them
 * @param makesVersion whether it has to be possible to go back to the files
 */
public record ContentOutlook(boolean stackChanges, Set<String> newBuckets, boolean makesVersion) {
  public ContentOutlook {
    newBuckets = Set.copyOf(newBuckets);
  }

  /** What a plan means. */
  public static ContentOutlook of(Plan plan, boolean makesVersion) {
    return new ContentOutlook(
        plan.route() == Plan.Route.CHANGE_SET,
        plan.changes().stream()
            .filter(change -> change.action() != Change.Action.UPDATE)
            .map(Change::logicalId)
            .collect(Collectors.toSet()),
        makesVersion);
  }
}
