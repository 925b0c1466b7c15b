package dev.stacktape.local.stepfunctions;

import java.util.Map;

/**
 * A state machine.
 *
 * @param settings everything but the definition, as Step Functions' API names it
 * @param revision a new one with every change
 * @param token of the CloudFormation operation that made it
 */
record StateMachine(
    String arn,
    String name,
    String definition,
    Map<String, Object> settings,
    String revision,
    long created,
    String token) {}
