package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.aws.Polling;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Waits until what CloudFormation has called complete in express mode is ready: it has only said
 * that the configuration is applied.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-express-mode.html#express-mode-resource-readiness">Resource
 *     readiness considerations</a>
 */
public final class Readiness {
  private static final int AT_ONCE = 8;

  private final ReadinessChecks checks;
  private final Evidence evidence;
  private final AwsErrors errors;
  private final EventListener events;
  private final Polling polling;

  /**
   * Looks by these means.
   *
   * @param evidence looks at workloads that do not come up
   */
  public Readiness(
      ReadinessChecks checks,
      Evidence evidence,
      AwsErrors errors,
      EventListener events,
      Polling polling) {
    this.checks = checks;
    this.evidence = evidence;
    this.errors = errors;
    this.events = events;
    this.polling = polling;
  }

  /**
   * A look that was taken: ready, still being worked on, failed, or nothing seen.
   *
   * @param unseen why nothing was seen, null where something was
   */
  private record Look(
      ReadinessCheck check,
      boolean isReady,
      @Nullable String failure,
      @Nullable SdkException unseen) {

    /** Throttling passes too. */
    boolean isToBeTakenAgain() {
      return !isReady && failure == null && (unseen == null || AwsErrors.isPassing(unseen));
    }

    /** Who could not look for a while does not know that it took too long. */
    boolean isLate(Duration waited) {
      Duration longest = check.longest();
      return waited.compareTo(unseen == null ? longest : longest.multipliedBy(2)) > 0;
    }
  }

  /**
   * What has to be waited for after a deployment.
   *
   * @param origins where resources come from, by logical id
   * @param code the base64 SHA-256 of the code that functions are to run, by logical id
   */
  public List<ReadinessCheck> due(
      ChangeSetDeployment.Outcome outcome,
      Map<String, ResourceOrigin> origins,
      Map<String, String> code) {
    return due(outcome.events(), origins, code);
  }

  /** The same after an operation with these events, oldest first. */
  List<ReadinessCheck> due(
      List<StackEvent> happened, Map<String, ResourceOrigin> origins, Map<String, String> code) {
    // What is heard of services is which of them to look at; that they are complete means little.
    happened.stream()
        .filter(event -> event.resourceStatusAsString().endsWith("_IN_PROGRESS"))
        .forEach(evidence::heard);
    return checks.of(happened, origins, code);
  }

  /**
   * Waits until everything is ready, and says so.
   *
   * @param wayBack a hint on how to go back to what was before
   * @throws StacktapeException {@code NOT_READY} for each that fails or takes too long, after all
   *     have come to an end; {@code CANCELLED}
   */
  public void await(List<ReadinessCheck> due, String wayBack) {
    Instant begun = polling.now();
    List<ReadinessCheck> waiting = new ArrayList<>(due);
    List<String> ready = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Duration pause = Polling.Pauses.LIVE.first();
    while (true) {
      polling.throwIfCancelled();
      evidence.look();
      for (Look look : Parallel.map(AT_ONCE, waiting, this::look)) {
        Duration waited = Duration.between(begun, polling.now());
        if (look.isToBeTakenAgain() && !look.isLate(waited)) {
          continue;
        }
        waiting.remove(look.check());
        if (look.isReady()) {
          ready.add(look.check().name());
        } else if (look.unseen() != null) {
          warn(look.check(), look.unseen());
        } else {
          problems.add(notReady(look, wayBack));
        }
      }
      if (waiting.isEmpty()) {
        break;
      }
      polling.sleep(pause);
      pause = Polling.Pauses.LIVE.after(pause);
    }
    if (!ready.isEmpty()) {
      events.on(
          new Event.Noted(
              "  ready: " + ready.stream().distinct().sorted().collect(Collectors.joining(", "))));
    }
    if (!problems.isEmpty()) {
      throw StacktapeException.cloud(problems, null);
    }
  }

  private Look look(ReadinessCheck check) {
    try {
      Optional<String> verdict = check.look();
      return new Look(
          check,
          verdict.filter(String::isEmpty).isPresent(),
          verdict.filter(why -> !why.isEmpty()).orElse(null),
          null);
    } catch (SdkException failure) {
      return new Look(check, false, null, failure);
    }
  }

  private void warn(ReadinessCheck check, SdkException unseen) {
    Problem why = errors.problem(unseen);
    events.on(
        new Event.Warned(
            DeployCode.READINESS_UNKNOWN
                .warning(
                    "It cannot be seen whether %s is ready: %s"
                        .formatted(check.subject(), why.message()))
                .at(check.origin().location())
                .hint(
                    "The stack is deployed. -Dstacktape.express=false lets CloudFormation wait"
                        + " instead.")));
  }

  private Problem notReady(Look look, String wayBack) {
    ReadinessCheck check = look.check();
    evidence.lookAtLast(check.logicalId());
    String why =
        look.failure() == null
            ? "it was not after %d minutes".formatted(check.longest().toMinutes())
            : look.failure();
    return DeployCode.NOT_READY
        .error(
            "%s is deployed but not ready: %s.%s"
                .formatted(
                    check.subject(),
                    why,
                    evidence
                        .of(check.logicalId())
                        .map(seen -> " Seen meanwhile: " + seen)
                        .orElse("")))
        .at(check.origin().location())
        .hint(wayBack);
  }
}
