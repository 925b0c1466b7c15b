package dev.stacktape.operate.drift;

import dev.stacktape.name.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs in AWS from what was deployed.
 *
 * @param drifts in the order of the stack
 * @param checked how many resources were compared
 * @param unchecked how many CloudFormation cannot compare
 */
public record DriftReport(Target target, List<Drift> drifts, int checked, int unchecked) {
  public DriftReport {
    drifts = List.copyOf(drifts);
  }

  /** Whether everything is as it was deployed, as far as that can be seen. */
  public boolean isInSync() {
    return drifts.isEmpty();
  }

  /** What happened to a resource. */
  public enum Kind {
    /** Somebody has changed its properties. */
    CHANGED,
    /** It is not there any more. */
    DELETED,
    /** It was replaced where it runs, by a hot-swap or by hand. */
    SWAPPED
  }

  /**
   * A resource that differs.
   *
   * @param resourceName the resource of the config, null for the stack's own
   * @param differences of its properties, where they are known
   * @param meaning how it may have come to that, and what the next deployment makes of it
   */
  public record Drift(
      Kind kind,
      @Nullable String resourceName,
      String logicalId,
      String type,
      @Nullable String physicalId,
      List<Difference> differences,
      String meaning) {
    public Drift {
      differences = List.copyOf(differences);
    }
  }

  /**
   * A property that differs.
   *
   * @param path such as {@code /Environment/Variables/LEVEL}
   * @param deployed as the template has it, null where it has nothing
   * @param live as it is in AWS, null where there is nothing
   */
  public record Difference(String path, @Nullable String deployed, @Nullable String live) {}
}
