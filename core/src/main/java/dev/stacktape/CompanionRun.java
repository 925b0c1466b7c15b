package dev.stacktape;

import dev.stacktape.deploy.ChangeSetDeployment;
import dev.stacktape.deploy.ChangeSetRequest;
import dev.stacktape.deploy.DeployCode;
import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.event.Event;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries out what a plan says of the companion of a stack, around the deployment of the stack
 * itself: first what is new, then, when the stack is done, what goes. When the stack fails the
 * companion goes back to what it was.
 */
final class CompanionRun {
  private final Cloud cloud;
  private final Target main;
  private final PlannedCompanion planned;
  private final DeploymentSettings settings;
  private final Map<String, String> tags;
  private boolean grew;

  /**
   * A run that has not begun.
   *
   * @param settings of the stack; what they say of its own region does not hold for another
   * @param tags of the stack
   */
  CompanionRun(
      Cloud cloud,
      Target main,
      PlannedCompanion planned,
      DeploymentSettings settings,
      Map<String, String> tags) {
    this.cloud = cloud;
    this.main = main;
    this.planned = planned;
    this.settings = settings.elsewhere();
    this.tags = tags;
  }

  /**
   * Adds and changes what the stack is going to need. Where that fails, the stack has not been
   * touched.
   *
   * @return the values of the parameters that come from the companion
   */
  Map<String, String> grow(Runnable lastCheck) {
    if (!planned.isWanted()) {
      return Map.of();
    }
    if (!planned.isChanged()) {
      return planned.deployed().outputs();
    }
    cloud.companionNote().write(main);
    say("In %s: %s.".formatted(Target.EDGE_REGION, main.companion().stackName()));
    if (!planned.artifacts().isEmpty()) {
      Target companion = main.companion();
      cloud.atEdge().bucket().ensure(companion, tags);
      cloud.atEdge().uploads().artifacts(companion.deploymentBucket(), planned.artifacts());
    }
    grew = execute(planned.deployed(), planned.grown(), planned.grownParameters(), tags, lastCheck);
    return read().outputs();
  }

  /**
   * Removes what the stack no longer needs. The stack is deployed already, so what cannot be
   * removed is left to the next deployment.
   */
  void shrink(Runnable lastCheck) {
    if (!planned.shrinks() && planned.isWanted()) {
      return;
    }
    try {
      cloud.run(
          () -> {
            if (planned.isWanted()) {
              execute(read(), planned.wanted(), planned.parameters(), tags, lastCheck);
            } else {
              remove();
            }
          });
    } catch (StacktapeException failure) {
      cloud
          .events()
          .on(
              new Event.Warned(
                  DeployCode.RESOURCE_LEFT_BEHIND
                      .warning(
                          "What is no longer needed in %s could not be removed: %s"
                              .formatted(Target.EDGE_REGION, failure.getMessage()))
                      .hint("The next deployment tries again.")));
    }
  }

  /**
   * Puts the companion back to what it was, unless the stack itself is still between two states.
   *
   * @param failure of the stack; gets what goes wrong here
   */
  void goBack(RuntimeException failure) {
    if (!grew) {
      return;
    }
    try {
      cloud.run(this::goBack);
    } catch (StacktapeException left) {
      failure.addSuppressed(left);
      say(
          "Going back in %s did not work (%s); the next deployment carries on from there."
              .formatted(Target.EDGE_REGION, left.getMessage()));
    }
  }

  private void goBack() {
    if (!cloud.reader().isSettled(main.stackName())) {
      say(
          "What was deployed in %s stays there, because the stack is not back to where it was."
              .formatted(Target.EDGE_REGION));
      return;
    }
    say("Going back in %s too.".formatted(Target.EDGE_REGION));
    DeployedStack former = planned.deployed();
    if (former.template().resources().isEmpty()) {
      remove();
    } else {
      execute(read(), former.template(), former.parameters(), former.tags(), () -> {});
    }
  }

  /** Deletes the companion. */
  private void remove() {
    remove(cloud, main);
    cloud.companionNote().remove(main);
  }

  /** Deletes the companion of a stack, with what its functions run. */
  static void remove(Cloud cloud, Target main) {
    cloud.atEdge().deployment().remove(main.companion().stackName());
    cloud.atEdge().bucket().removeWithContent(main.companion());
  }

  private DeployedStack read() {
    return PlannedCompanion.read(main, cloud);
  }

  /** Whether anything changed. */
  private boolean execute(
      DeployedStack deployed,
      Template template,
      Map<String, String> parameters,
      Map<String, String> stackTags,
      Runnable lastCheck) {
    PlannedCompanion step =
        PlannedCompanion.of(main, template, origins(), parameters, stackTags, deployed, List.of());
    if (!step.isChanged()) {
      return false;
    }
    ChangeSetDeployment.Outcome outcome =
        cloud
            .atEdge()
            .deployment()
            .execute(
                new ChangeSetRequest(
                    step.plan(),
                    deployed,
                    cloud
                        .uploads()
                        .template(main.deploymentBucket(), TemplateText.toCompactJson(template)),
                    parameters,
                    origins(),
                    stackTags,
                    settings),
                lastCheck);
    return outcome.changed();
  }

  private Map<String, ResourceOrigin> origins() {
    Map<String, ResourceOrigin> origins = new LinkedHashMap<>();
    planned.plan().changes().forEach(change -> origins.put(change.logicalId(), change.origin()));
    return origins;
  }

  private void say(String text) {
    cloud.events().on(new Event.Noted(text));
  }
}
