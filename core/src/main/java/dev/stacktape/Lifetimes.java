package dev.stacktape;

import dev.stacktape.deploy.DeployCode;
import dev.stacktape.deploy.StageLifetime;
import dev.stacktape.name.Target;
import dev.stacktape.operate.stages.Stage;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.List;

/** The stages of a project, and how long they live. Protected stages live for ever. */
final class Lifetimes {
  private final Operation operation;

  Lifetimes(Operation operation) {
    this.operation = operation;
  }

  /** Every stage that is deployed. */
  List<Stage> stages() {
    Target target = operation.announcedTarget();
    return operation.ask(
        () ->
            operation
                .cloud()
                .stages()
                .of(target, operation.circumstances().clock().instant())
                .stream()
                .map(stage -> stage.protect(isProtected(stage.target().stage())))
                .toList());
  }

  /** Gives the stage a time to live, which begins anew with every deployment. */
  void limit(Duration time) {
    requireUnprotected(operation.circumstances(), operation.request());
    Target target = operation.announcedTarget();
    var unused =
        operation.ask(
            () -> {
              operation
                  .cloud()
                  .limitLifetime(
                      target, StageLifetime.of(time, operation.circumstances().clock().instant()));
              return target;
            });
  }

  /**
   * Goes on only with a stage that may be deleted when its time is over.
   *
   * @throws StacktapeException {@code STAGE_PROTECTED}, and what is wrong with the config
   */
  static void requireUnprotected(Circumstances circumstances, StackRequest request) {
    boolean rehearsed = request.embedded() != null;
    if (!rehearsed && circumstances.readOffline(request, new Problems()).isProtected()) {
      throw new StacktapeException(
          DeployCode.STAGE_PROTECTED
              .error("The stage `%s` is protected, and lives for ever.".formatted(request.stage()))
              .hint(
                  "Deploy without -Dstacktape.ttl. Which stages are protected is up to"
                      + " `guardrails`."));
    }
  }

  /** What cannot be known counts as protected. */
  private boolean isProtected(String stage) {
    try {
      requireUnprotected(operation.circumstances(), operation.request().at(stage));
      return false;
    } catch (StacktapeException protectedOrUnreadable) {
      return true;
    }
  }
}
