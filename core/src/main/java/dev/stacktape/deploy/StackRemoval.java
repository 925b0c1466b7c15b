package dev.stacktape.deploy;

import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DeploymentConfigMode;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Deletes stacks that hold nothing to keep. */
record StackRemoval(CloudFormationClient cloudFormation, StackWatch watch) {
  private static final Duration LONGEST = Duration.ofHours(12);

  /**
   * Deletes a stack.
   *
   * @throws StacktapeException {@code STACK_DELETE_FAILED} with the first cause
   */
  void of(Stack stack) {
    StackWatch.Start start = watch.before(stack.stackId());
    cloudFormation.deleteStack(
        delete -> {
          delete.stackName(stack.stackId()).clientRequestToken(UUID.randomUUID().toString());
          if (stack.stackStatusAsString().equals("CREATE_FAILED")
              && Stacks.isInExpressMode(stack)) {
            // Until it has come to a good end AWS takes no operations but those of its mode.
            delete.deploymentConfig(config -> config.mode(DeploymentConfigMode.EXPRESS));
          }
        });
    StackWatch.Outcome outcome = watch.follow(start, Map.of(), LONGEST);
    if (!outcome.status().equals("DELETE_COMPLETE")) {
      throw new DeploymentFailure(cloudFormation, Map.of())
          .explain(
              DeployCode.STACK_DELETE_FAILED,
              outcome,
              "What is left of %s could not be removed.".formatted(stack.stackName()));
    }
  }

  /**
   * Deletes what is left of a new stack that failed in express mode, where AWS cannot be told to do
   * so. Where that does not work, the next deployment does it.
   *
   * @return what the stack is afterwards
   */
  StackWatch.Outcome ofNewOnes(StackWatch.Outcome outcome, DeploymentSettings settings) {
    if (!settings.mode().isExpress() || !outcome.status().equals("ROLLBACK_COMPLETE")) {
      return outcome;
    }
    try {
      Optional<Stack> left = Stacks.find(cloudFormation, outcome.stackId());
      left.ifPresent(this::of);
      return new StackWatch.Outcome(outcome.stackId(), "DELETE_COMPLETE", outcome.events());
    } catch (SdkException | StacktapeException stays) {
      return outcome;
    }
  }
}
