package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DeploymentConfigMode;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** Looks stacks up. Changes nothing. */
public final class Stacks {
  private Stacks() {}

  /**
   * The stack as it is, or empty when there is none. A deleted stack is found by its id for 90
   * days, never by its name.
   */
  public static Optional<Stack> find(CloudFormationClient cloudFormation, String nameOrId) {
    try {
      return cloudFormation.describeStacks(request -> request.stackName(nameOrId)).stacks().stream()
          .findFirst();
    } catch (CloudFormationException answer) {
      if (doesNotExist(answer)) {
        return Optional.empty();
      }
      throw answer;
    }
  }

  /** Whether AWS says that there is no such stack; it has no error code of its own for that. */
  static boolean doesNotExist(CloudFormationException answer) {
    return AwsErrors.code(answer).equals("ValidationError")
        && AwsErrors.message(answer).contains("does not exist");
  }

  /** When the stack was updated last, or else created. */
  public static Instant lastChanged(Stack stack) {
    return stack.lastUpdatedTime() == null ? stack.creationTime() : stack.lastUpdatedTime();
  }

  /** Whether CloudFormation did in express mode what it did last to a stack. */
  static boolean isInExpressMode(Stack stack) {
    return stack.deploymentConfig() != null
        && stack.deploymentConfig().mode() == DeploymentConfigMode.EXPRESS;
  }

  /** The resources of a stack by logical id, those that were deleted left out. */
  public static Map<String, StackResourceSummary> resources(
      CloudFormationClient cloudFormation, String stackId) {
    Map<String, StackResourceSummary> byLogicalId = new LinkedHashMap<>();
    cloudFormation
        .listStackResourcesPaginator(request -> request.stackName(stackId))
        .stackResourceSummaries()
        .stream()
        .filter(resource -> !resource.resourceStatusAsString().equals("DELETE_COMPLETE"))
        .forEach(resource -> byLogicalId.put(resource.logicalResourceId(), resource));
    return byLogicalId;
  }
}
