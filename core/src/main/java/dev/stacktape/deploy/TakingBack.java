package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventCode;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.StacktapeException;
import java.util.UUID;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/**
 * Has CloudFormation take back what it is doing: an update is cancelled and rolled back, a stack
 * that is being created is deleted again. What CloudFormation has finished by then stays.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CancelUpdateStack.html">CancelUpdateStack</a>
 */
record TakingBack(
    CloudFormationClient cloudFormation,
    EventListener events,
    ChangeSetType type,
    StackWatch.Start start)
    implements Runnable {

  @Override
  public void run() {
    String token = UUID.randomUUID().toString();
    try {
      if (type == ChangeSetType.CREATE) {
        cloudFormation.deleteStack(
            delete -> delete.stackName(start.stackId()).clientRequestToken(token));
      } else {
        cloudFormation.cancelUpdateStack(
            cancel -> cancel.stackName(start.stackId()).clientRequestToken(token));
      }
      events.on(new Event.Noted("Cancelled on request; waiting until it is taken back."));
    } catch (CloudFormationException answer) {
      if (!AwsErrors.code(answer).equals("ValidationError")) {
        throw answer;
      }
      // It is rolling back by itself, or it is past the point up to which AWS goes back.
      events.on(
          new Event.Noted(
              "CloudFormation takes no cancellation any more ("
                  + AwsErrors.message(answer)
                  + "); waiting for its end."));
    }
  }

  /** Goes on only when the cancellation came too late. */
  static void judge(StackWatch.Outcome outcome) {
    String now =
        switch (outcome.status()) {
          case "UPDATE_ROLLBACK_COMPLETE" -> "The stack was rolled back to the last working state.";
          case "DELETE_COMPLETE" -> "The new stack was removed again; nothing of it is left.";
          case "ROLLBACK_COMPLETE" -> "What was created of the new stack was removed again.";
          default -> "";
        };
    if (!now.isEmpty()) {
      throw new StacktapeException(
          EventCode.CANCELLED
              .error("The deployment was cancelled on request. " + now)
              .hint("Run it again when you want it after all."));
    }
  }
}
