package dev.stacktape.plan;

import dev.stacktape.template.Template;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stack as it is, read from AWS.
 *
 * @param stackId the ARN, null when the stack does not exist
 * @param status such as {@code UPDATE_COMPLETE}, null when the stack does not exist
 * @param lastChanged ISO-8601 time of the last update or of the creation, null when the stack does
 *     not exist
 * @param template what was deployed last
 * @param parameters the values of the template's parameters
 * @param liveCode what really runs, by logical id of the function: the SHA-256 (base64) that Lambda
 *     reports; only for functions that were asked for
 * @param physicalIds AWS's ids by logical id; only where they were asked for
 * @param swaps what hot-swaps left different from the template, by logical id
 * @param lastInExpressMode whether CloudFormation did in express mode what it did last
 */
public record DeployedStack(
    @Nullable String stackId,
    @Nullable String status,
    @Nullable String lastChanged,
    Template template,
    Map<String, String> parameters,
    Map<String, String> outputs,
    Map<String, String> tags,
    Map<String, String> liveCode,
    boolean terminationProtection,
    Map<String, String> physicalIds,
    Map<String, SwapRecord> swaps,
    boolean lastInExpressMode) {

  /** A stack that was never hot-swapped, as far as anybody knows. */
  public DeployedStack(
      @Nullable String stackId,
      @Nullable String status,
      @Nullable String lastChanged,
      Template template,
      Map<String, String> parameters,
      Map<String, String> outputs,
      Map<String, String> tags,
      Map<String, String> liveCode,
      boolean terminationProtection) {
    this(
        stackId,
        status,
        lastChanged,
        template,
        parameters,
        outputs,
        tags,
        liveCode,
        terminationProtection,
        Map.of(),
        Map.of(),
        false);
  }

  /** A stack whose template has no parameters. */
  public DeployedStack(
      @Nullable String stackId,
      @Nullable String status,
      @Nullable String lastChanged,
      Template template,
      Map<String, String> outputs,
      Map<String, String> tags,
      Map<String, String> liveCode,
      boolean terminationProtection) {
    this(
        stackId,
        status,
        lastChanged,
        template,
        Map.of(),
        outputs,
        tags,
        liveCode,
        terminationProtection);
  }

  /** The template with its parameters filled in. */
  Template filled() {
    return template.withParameterValues(parameters);
  }

  /** What is deployed where nothing is. */
  public static DeployedStack none() {
    return new DeployedStack(
        null, null, null, Template.empty(), Map.of(), Map.of(), Map.of(), false);
  }

  /** Whether there is a stack, in whatever state. */
  public boolean exists() {
    return stackId != null;
  }

  /**
   * Whether the last operation on it ended half-way, so that what there is need not be what the
   * template says; such as {@code UPDATE_FAILED} after an update without rollback.
   */
  public boolean isUnfinished() {
    return status != null && status.endsWith("_FAILED");
  }

  /** Whether an update ended half-way, with nothing taken back; AWS takes the next from there. */
  public boolean isHalfUpdated() {
    return "UPDATE_FAILED".equals(status);
  }

  /**
   * Whether that was an update in express mode, after which AWS takes nothing but updates in
   * express mode.
   */
  public boolean isUnfinishedInExpressMode() {
    return isHalfUpdated() && lastInExpressMode;
  }
}
