package dev.stacktape.deploy;

import dev.stacktape.plan.DeploymentMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How CloudFormation is to deploy, as {@code deploymentConfig} says it.
 *
 * @param terminationProtection whether the stack cannot be deleted by accident
 * @param roleArn the role that CloudFormation acts in, null for the caller's own rights
 * @param rollbackAlarms ARNs of CloudWatch alarms that roll an update back; names of alarms of the
 *     config until it is known which are deployed
 * @param monitoringMinutes how long the alarms are watched after the update
 * @param notificationArns SNS topics that get the stack's events
 * @param disableRollback whether a failed deployment is left as it is
 * @param previousVersions how many versions are kept beside the deployed one
 * @param mode for a stage what holds for it; for one deployment what was decided
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">CreateChangeSet</a>
 */
public record DeploymentSettings(
    boolean terminationProtection,
    @Nullable String roleArn,
    List<String> rollbackAlarms,
    int monitoringMinutes,
    List<String> notificationArns,
    boolean disableRollback,
    int previousVersions,
    DeploymentMode mode) {
  private static final int PREVIOUS_VERSIONS = 25;

  /** What holds where there is no config that can be read. */
  public static final DeploymentSettings DEFAULT =
      new DeploymentSettings(
          false,
          null,
          List.of(),
          0,
          List.of(),
          false,
          PREVIOUS_VERSIONS,
          DeploymentMode.standard("no config says whether the stage is protected"));

  public DeploymentSettings {
    rollbackAlarms = List.copyOf(rollbackAlarms);
    notificationArns = List.copyOf(notificationArns);
  }

  /** What of them holds for a stack in another region, for which the stack itself waits. */
  public DeploymentSettings elsewhere() {
    return new DeploymentSettings(
        false,
        roleArn,
        List.of(),
        0,
        List.of(),
        false,
        previousVersions,
        DeploymentMode.standard("another stack waits for it"));
  }

  /** The same settings in a mode. */
  public DeploymentSettings in(DeploymentMode other) {
    return new DeploymentSettings(
        terminationProtection,
        roleArn,
        rollbackAlarms,
        monitoringMinutes,
        notificationArns,
        disableRollback,
        previousVersions,
        other);
  }

  /** The same settings with other alarms. */
  public DeploymentSettings watching(List<String> alarms) {
    return new DeploymentSettings(
        terminationProtection,
        roleArn,
        alarms,
        monitoringMinutes,
        notificationArns,
        disableRollback,
        previousVersions,
        mode);
  }

  /** The same settings, with a failed deployment left as it is. */
  public DeploymentSettings withoutRollback() {
    return new DeploymentSettings(
        terminationProtection,
        roleArn,
        rollbackAlarms,
        monitoringMinutes,
        notificationArns,
        true,
        previousVersions,
        mode);
  }
}
