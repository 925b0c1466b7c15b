package dev.stacktape.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a stack is deployed. */
@Doc("How the stack is deployed.")
public record DeploymentConfig(
    @Doc(value = "Whether the stack cannot be deleted until this is off.", defaultValue = "false")
        @Nullable Boolean terminationProtection,
    @Doc("The role in which CloudFormation acts instead of yours.")
        @Nullable String cloudformationRoleArn,
    @Doc("Alarms, by name or ARN, that roll a deployment back.")
        List<String> triggerRollbackOnAlarms,
    @Doc(value = "How long those alarms are watched after a deployment.", defaultValue = "0")
        @Range(min = 0, max = 180)
        @Nullable Integer monitoringTimeAfterDeploymentInMinutes,
    @Doc(value = "Whether a failed deployment is left as it is.", defaultValue = "false")
        @Nullable Boolean disableAutoRollback,
    @Doc("SNS topics that hear of every step of a deployment.") List<String> publishEventsToArn,
    @Doc(
            value = "How many earlier versions of artifacts and templates are kept.",
            defaultValue = "25")
        @Range(min = 0)
        @Nullable Integer previousVersionsToKeep,
    @Doc(value = "Whether uploads go straight to the region of the bucket.", defaultValue = "false")
        @Nullable Boolean disableS3TransferAcceleration) {}
