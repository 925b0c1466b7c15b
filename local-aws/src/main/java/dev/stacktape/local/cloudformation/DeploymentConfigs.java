package dev.stacktape.local.cloudformation;

import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.stack.DeploymentConfig;
import dev.stacktape.local.cloudformation.stack.StackState;
import dev.stacktape.local.cloudformation.stack.StackStatus;
import dev.stacktape.local.http.FormParameters;
import org.jspecify.annotations.Nullable;

/**
 * What callers say of the mode of an operation, and which operations AWS takes after one in express
 * mode that failed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-express-mode.html">Express
 *     mode</a>
 */
final class DeploymentConfigs {
  private static final String NAME = "DeploymentConfig";

  private DeploymentConfigs() {}

  /**
   * What a call says, null where it says nothing. In express mode nothing is rolled back unasked.
   */
  static @Nullable DeploymentConfig of(FormParameters form) {
    if (!form.has(NAME)) {
      return null;
    }
    FormParameters config = form.structure(NAME);
    String mode = config.text("Mode", "STANDARD");
    if (!mode.equals("STANDARD") && !mode.equals("EXPRESS")) {
      throw TemplateErrors.invalid(
          "1 validation error detected: Value '"
              + mode
              + "' at 'deploymentConfig.mode' failed to satisfy constraint: Member must satisfy enum"
              + " value set: [STANDARD, EXPRESS]");
    }
    boolean express = mode.equals("EXPRESS");
    Boolean disabled = config.optionalFlag("DisableRollback");
    return new DeploymentConfig(express, disabled == null ? express : disabled);
  }

  /** AWS takes one word on what happens to an operation that fails. */
  static void refuseBeside(@Nullable DeploymentConfig config, FormParameters form, String other) {
    if (config != null && form.has(other)) {
      throw TemplateErrors.invalid(
          "You can specify DeploymentConfig or " + other + ", but not both.");
    }
  }

  /**
   * An update that was left half-way takes only an update that may be left so again, and after
   * express mode only one in express mode.
   *
   * @param keepsFailures whether the operation is left as it is when it fails
   */
  static void refuseAfterFailure(
      StackState state, @Nullable DeploymentConfig config, boolean keepsFailures) {
    if (state.status() != StackStatus.UPDATE_FAILED) {
      return;
    }
    if (!keepsFailures) {
      throw TemplateErrors.invalid(
          "This stack is currently in a non-terminal [UPDATE_FAILED] state. To update the stack from"
              + " this state, please use the disable-rollback parameter with update-stack API. To"
              + " rollback to the last known good state, use the rollback-stack API");
    }
    if (state.settings().inExpressMode() && (config == null || !config.express())) {
      throw TemplateErrors.invalid(
          "Stack:"
              + state.id()
              + " is in UPDATE_FAILED state after an operation in EXPRESS mode and can only be"
              + " updated in EXPRESS mode.");
    }
  }

  /** There is no rolling back after express mode. */
  static void refuseRollback(StackState state) {
    if (state.settings().inExpressMode()) {
      throw TemplateErrors.invalid(
          "RollbackStack is not supported for stacks last updated with EXPRESS mode.");
    }
  }
}
