package dev.stacktape.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.aws.JsonApi;
import dev.stacktape.plan.SwapOperation;

/**
 * Gives a state machine another definition. New executions follow it within a few seconds.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html">UpdateStateMachine</a>
 */
final class StateMachineSwap {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonApi stepFunctions;

  StateMachineSwap(JsonApi stepFunctions) {
    this.stepFunctions = stepFunctions;
  }

  /** Whether something had to be done. */
  boolean apply(SwapOperation.StateMachine swap) {
    String arn = swap.subject().physicalId();
    ObjectNode now =
        stepFunctions.call("DescribeStateMachine", JsonApi.input().put("stateMachineArn", arn));
    if (isSame(now.path("definition").asText(), swap.definition())) {
      return false;
    }
    stepFunctions.call(
        "UpdateStateMachine",
        JsonApi.input().put("stateMachineArn", arn).put("definition", swap.definition()));
    return true;
  }

  private static boolean isSame(String one, String other) {
    try {
      return JSON.readTree(one).equals(JSON.readTree(other));
    } catch (JsonProcessingException unreadable) {
      return false;
    }
  }
}
