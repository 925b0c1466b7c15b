package dev.stacktape.local.cloudformation.stack;

/**
 * How an operation was asked for.
 *
 * @param express whether a resource is complete when its configuration is applied
 * @param disableRollback whether an operation that fails is left as it is
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentConfig.html">DeploymentConfig</a>
 */
public record DeploymentConfig(boolean express, boolean disableRollback) {

  /** Its mode, as the API names it. */
  public String mode() {
    return express ? "EXPRESS" : "STANDARD";
  }
}
