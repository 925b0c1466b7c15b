package dev.stacktape.local.cloudformation.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of a stack beside its resources, events and change sets. Times are epoch
 * milliseconds.
 *
 * @param inputs those that hold; those of a running operation are in the operation
 * @param imports the names of the exports that it uses
 * @param operation what is being done, null when nothing is
 * @param tokens what each {@code ClientRequestToken} was used for
 */
public record StackState(
    String id,
    String name,
    String region,
    long created,
    Progress progress,
    Settings settings,
    StackInputs inputs,
    List<StackOutput> outputs,
    List<String> imports,
    @Nullable Operation operation,
    Map<String, String> tokens) {

  /** Where the stack stands. */
  public record Progress(
      StackStatus status,
      @Nullable String reason,
      @Nullable Long updated,
      @Nullable Long deleted) {}

  /**
   * What holds for the stack as a whole.
   *
   * @param policy the stack policy as JSON, or null
   * @param changeSet the id of the change set that was executed last, or null
   * @param deployment how the last operation was asked for, null where nothing was said
   */
  public record Settings(
      boolean terminationProtection,
      boolean disableRollback,
      @Nullable Integer timeoutMinutes,
      @Nullable String policy,
      @Nullable String changeSet,
      @Nullable DeploymentConfig deployment) {

    /** Whether the last operation is one in express mode. */
    @JsonIgnore
    public boolean inExpressMode() {
      return deployment != null && deployment.express();
    }

    /** The same for an operation that was asked for so. */
    public Settings deployed(@Nullable DeploymentConfig config) {
      return new Settings(
          terminationProtection, disableRollback, timeoutMinutes, policy, changeSet, config);
    }

    /** The same, protected or not. */
    public Settings protection(boolean on) {
      return new Settings(on, disableRollback, timeoutMinutes, policy, changeSet, deployment);
    }

    /** The same, with rollback or without. */
    public Settings disableRollback(boolean disabled) {
      return new Settings(
          terminationProtection, disabled, timeoutMinutes, policy, changeSet, deployment);
    }

    /** The same under a policy. */
    public Settings policy(@Nullable String newPolicy) {
      return new Settings(
          terminationProtection, disableRollback, timeoutMinutes, newPolicy, changeSet, deployment);
    }

    /** The same made by a change set. */
    public Settings changeSet(@Nullable String id) {
      return new Settings(
          terminationProtection, disableRollback, timeoutMinutes, policy, id, deployment);
    }
  }

  /** The same further on. */
  public StackState with(Progress newProgress) {
    return copy(newProgress, settings, inputs, outputs, imports, operation, tokens);
  }

  /** The same with other settings. */
  public StackState with(Settings newSettings) {
    return copy(progress, newSettings, inputs, outputs, imports, operation, tokens);
  }

  /** The same with other inputs. */
  public StackState with(StackInputs newInputs) {
    return copy(progress, settings, newInputs, outputs, imports, operation, tokens);
  }

  /** The same with what a template gave. */
  public StackState results(List<StackOutput> newOutputs, List<String> newImports) {
    return copy(progress, settings, inputs, newOutputs, newImports, operation, tokens);
  }

  /** The same with an operation under way, or none. */
  public StackState doing(@Nullable Operation newOperation) {
    return copy(progress, settings, inputs, outputs, imports, newOperation, tokens);
  }

  /** The same with a token used up. */
  public StackState token(String token, String use) {
    Map<String, String> more = new LinkedHashMap<>(tokens);
    more.put(token, use);
    return copy(progress, settings, inputs, outputs, imports, operation, more);
  }

  private StackState copy(
      Progress newProgress,
      Settings newSettings,
      StackInputs newInputs,
      List<StackOutput> newOutputs,
      List<String> newImports,
      @Nullable Operation newOperation,
      Map<String, String> newTokens) {
    return new StackState(
        id,
        name,
        region,
        created,
        newProgress,
        newSettings,
        newInputs,
        newOutputs,
        newImports,
        newOperation,
        newTokens);
  }

  /** Where the stack stands, in one word. */
  public StackStatus status() {
    return progress.status();
  }
}
