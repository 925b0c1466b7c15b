package dev.stacktape.local.cloudformation.stack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change set. Times are epoch milliseconds.
 *
 * @param type {@code CREATE} or {@code UPDATE}
 * @param deployment how it is executed, null where nothing was said
 * @param violations what AWS's early validation found; with any, the change set has failed
 * @param clientToken the caller's token, so that a repeated call gives the same answer
 */
public record ChangeSet(
    String id,
    String name,
    @Nullable String description,
    String type,
    long created,
    String status,
    @Nullable String reason,
    String execution,
    @Nullable String onStackFailure,
    @Nullable DeploymentConfig deployment,
    boolean importExisting,
    StackInputs inputs,
    List<ResourceChange> changes,
    List<Violation> violations,
    @Nullable String clientToken) {

  /** A property that AWS's early validation refuses. */
  public record Violation(
      String logicalId, String type, String path, String reason, String validation) {}

  /** The same with another execution status. */
  public ChangeSet execution(String newExecution) {
    return new ChangeSet(
        id,
        name,
        description,
        type,
        created,
        status,
        reason,
        newExecution,
        onStackFailure,
        deployment,
        importExisting,
        inputs,
        changes,
        violations,
        clientToken);
  }
}
