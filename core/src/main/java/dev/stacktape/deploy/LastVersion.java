package dev.stacktape.deploy;

import dev.stacktape.aws.Polling;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.template.ResourceOrigin;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DeploymentConfigMode;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/**
 * What was deployed last and worked, for a stack that AWS rolls nothing back of.
 *
 * @param template where it is kept
 * @param tags of the stack
 */
public record LastVersion(
    int number,
    Uploads.StoredTemplate template,
    Map<String, String> parameters,
    Map<String, String> tags) {
  private static final Duration LONGEST = Duration.ofHours(12);

  /**
   * Deploys it again in express mode. Not by a change set: where the failed update has changed
   * nothing, AWS makes none, and the stack would stay where it is.
   *
   * @param origins where resources come from, by logical id
   * @throws dev.stacktape.problem.StacktapeException {@code STACK_ROLLBACK_FAILED}
   */
  void deployAgain(
      String stackId,
      Map<String, ResourceOrigin> origins,
      CloudFormationClient cloudFormation,
      EventListener events,
      Polling polling) {
    StackWatch watch = new StackWatch(cloudFormation, events, polling);
    StackWatch.Start start = watch.before(stackId);
    cloudFormation.updateStack(update(stackId));
    StackWatch.Outcome outcome = watch.follow(start, origins, LONGEST);
    if (!outcome.status().equals("UPDATE_COMPLETE")) {
      throw new DeploymentFailure(cloudFormation, origins)
          .explain(
              DeployCode.STACK_ROLLBACK_FAILED,
              outcome,
              "The stack is where it was (" + outcome.status() + ").");
    }
    events.on(new Event.Noted("The stack is back at version %d.".formatted(number)));
  }

  private UpdateStackRequest update(String stackId) {
    UpdateStackRequest.Builder update =
        UpdateStackRequest.builder()
            .stackName(stackId)
            .clientRequestToken(UUID.randomUUID().toString())
            .parameters(ChangeSets.parameters(parameters))
            .tags(ChangeSets.tags(tags))
            .capabilities(ChangeSets.CAPABILITIES)
            // From this state AWS takes nothing that it would have to roll back.
            .deploymentConfig(
                config -> config.mode(DeploymentConfigMode.EXPRESS).disableRollback(true));
    return template.isSentAlong()
        ? update.templateBody(template.text()).build()
        : update.templateURL(template.url()).build();
  }
}
